const TOKEN = 'DISCORD_TOKEN is not valid. Reset it on the application’s page, Bot, and copy the new one.';

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

/** The fix for each REST error code; https://docs.discord.com/developers/topics/opcodes-and-status-codes#json */
const REST_CODE_FIXES: Readonly<Record<number, string>> = {
  10003: 'Discord does not know the channel any more.',
  10004: 'The bot is not in this server. Add it by its install link.',
  10015: 'Discord no longer takes this answer: it took over 15 minutes.',
  10062: 'Discord no longer waits for this answer: it took over 3 seconds.',
  40060: 'Discord has had an answer to this already.',
  50001: 'The bot may not see this channel. Give it View Channel there.',
  50007: 'This person takes no direct messages from the bot.',
  50008: 'Nothing can be posted in a channel of this kind.',
  50013:
    'The bot may not post here. Give it Send Messages (in threads: Send Messages in Threads) in the channel.',
  50024: 'Nothing can be posted in a channel of this kind.',
  50027: 'Discord no longer takes this answer: it took over 15 minutes.',
  50035: 'Discord refused the message as malformed.',
  50083: 'The thread is closed. Open it again, or post to its channel.',
};

const NETWORK = 'Discord cannot be reached. Check the network.';
const UNREACHED = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** Returns the message for a gateway close code that a discord.js error contains, or undefined. */
function closeCodeFix(message: string, code: unknown): string | undefined {
  if (code === 'TokenInvalid' || /authentication failed|invalid token/i.test(message))
    return CLOSE_CODE_FIXES[4004];
  if (code === 'DisallowedIntents' || /disallowed intents/i.test(message)) return CLOSE_CODE_FIXES[4014];
  return CLOSE_CODE_FIXES[/\b40(?:04|1[0-4])\b/.exec(message)?.[0] ?? ''];
}

/** Describes a Discord error in one line: the setting to change and where. Contains no token or message text. */
export function discordFault(error: unknown): string {
  const {
    code,
    status,
    message = '',
  } = error as { code?: number | string; status?: number; message?: string };
  // An expired interaction also has status 401, although the bot's token is valid.
  const refused = REST_CODE_FIXES[Number(code)];
  if (refused) return refused;
  if (status === 401) return TOKEN;
  const closed = status === undefined ? closeCodeFix(message, code) : undefined;
  if (closed) return closed;
  const resets = /not enough sessions remaining/i.test(message) && /resets at (\S+)/i.exec(message)?.[1];
  if (resets)
    return `Discord allows no more new connections today: it was started too often. Start it again after ${resets}.`;
  if (status !== undefined)
    return `Discord answered with HTTP ${status}${typeof code === 'number' ? `, code ${code}` : ''}.`;
  if (UNREACHED.has(String(code))) return NETWORK;
  return `Talking to Discord failed (${code ?? (error instanceof Error ? error.name : 'unknown')}).`;
}
