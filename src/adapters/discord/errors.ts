import { EN } from '../../domain/words/en.ts';
import { type Reason, reasonOf } from '../../domain/words/reason-words.ts';

const TOKEN = reasonOf({ code: 'discord.token' }).why;

/**
 * The fix for each of the gateway's fatal close codes;
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway
 */
const CLOSE_CODE_FIXES: Readonly<Record<string, string>> = {
  4004: TOKEN,
  4010: 'Discord does not know this shard. Check DISCORD_SHARDS: every process names the same number of shards.',
  4011: 'The bot is in too many servers for one connection. Set DISCORD_SHARDS=auto.',
  4013: 'Discord does not know an intent that was asked for. Update Readout.',
  4014: 'Discord forbids an intent that was asked for. Readout needs no privileged intent: check the application’s page, Bot.',
};

const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Returns the message for a gateway close code that a discord.js error contains, or undefined. */
function closeCodeFix(message: string, code: unknown): string | undefined {
  if (code === 'TokenInvalid' || /authentication failed|invalid token/i.test(message))
    return CLOSE_CODE_FIXES[4004];
  if (code === 'DisallowedIntents' || /disallowed intents/i.test(message)) return CLOSE_CODE_FIXES[4014];
  return CLOSE_CODE_FIXES[/\b40(?:04|1[0-4])\b/.exec(message)?.[0] ?? ''];
}

/**
 * Describes why Discord refused something, as a fault and in one line of English: the setting to change and where. Contains
 * no token or message text.
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
  const closed = status === undefined ? closeCodeFix(message, code) : undefined;
  if (closed) return { why: closed };
  const resets = /not enough sessions remaining/i.test(message) && /resets at (\S+)/i.exec(message)?.[1];
  if (resets)
    return {
      why: `Discord allows no more new connections today: it was started too often. Start it again after ${resets}.`,
    };
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
