import { EN } from '../../domain/words/en.ts';
import { type Reason, reasonOf } from '../../domain/words/reason-words.ts';

/**
 * The gateway's fatal close codes, as codes of reasons;
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway
 */
const CLOSE_REASONS: ReadonlyMap<string, string> = new Map([
  ['4004', 'discord.token'],
  ...['4010', '4011', '4013', '4014'].map((code) => [code, `discord.closed_${code}`] as const),
]);

const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Returns the reason's code for a gateway close code that a discord.js error contains, or undefined. */
function closeReason(message: string, code: unknown): string | undefined {
  if (code === 'TokenInvalid' || /authentication failed|invalid token/i.test(message))
    return CLOSE_REASONS.get('4004');
  if (code === 'DisallowedIntents' || /disallowed intents/i.test(message)) return CLOSE_REASONS.get('4014');
  return CLOSE_REASONS.get(/\b40(?:04|1[0-4])\b/.exec(message)?.[0] ?? '');
}

/**
 * Describes why Discord refused something, as a fault and in one line of English: the setting to change and where.
 * Contains no token or message text.
 */
export function discordReason(error: unknown): Reason {
  const {
    code,
    status,
    message = '',
  } = error as { code?: number | string; status?: number; message?: string };
  // An expired interaction also has status 401, although the bot's token is valid.
  const refused = `discord.${code}`;
  if (Number(code) > 0 && EN.reasons.has(refused)) return reasonOf({ code: refused });
  if (status === 401) return reasonOf({ code: 'discord.token' });
  const closed = status === undefined ? closeReason(message, code) : undefined;
  if (closed) return reasonOf({ code: closed });
  const resets = /not enough sessions remaining/i.test(message) && /resets at (\S+)/i.exec(message)?.[1];
  if (resets) return reasonOf({ code: 'discord.no_sessions', with: { time: resets } });
  if (status !== undefined)
    return typeof code === 'number'
      ? reasonOf({ code: 'discord.http_code', with: { status, code } })
      : reasonOf({ code: 'discord.http', with: { status } });
  if (UNREACHED.has(String(code))) return reasonOf({ code: 'discord.unreachable' });
  const name = code ?? (error instanceof Error ? error.name : 'unknown');
  return reasonOf({ code: 'discord.failed', with: { name } });
}

/** Describes the reason in one line of English. */
export const discordFault = (error: unknown): string => discordReason(error).why;
