import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Found, Posted } from '../../domain/publisher.ts';
import { reasonOf } from '../../domain/words/reason-words.ts';
import { discordReason } from './errors.ts';

/** Error codes of connections that were never established, so nothing was posted. */
const NOT_CONNECTED_CODES = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * REST error codes that no retry will change: unknown channel or server, no access, no permission, a closed thread, a
 * channel kind without posts, a person who accepts no messages;
 * https://docs.discord.com/developers/topics/opcodes-and-status-codes
 */
const PERMANENT_CODES = new Set([10003, 10004, 50001, 50007, 50008, 50013, 50024, 50083]);

/** The retry delay after a refused token, in milliseconds. The operator may replace it meanwhile. */
const TOKEN_RETRY_MS = 60_000;
/** The delay before a search that failed temporarily is repeated, in milliseconds. */
const SEARCH_RETRY_MS = 10_000;

/** Returns the first error code among an error and its causes. */
function codeOf(error: unknown): string {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code } = one as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return '';
}

/** Whether discord.js has dropped the token after one refusal, as it then reports for every request. */
const isTokenless = (error: unknown): boolean =>
  (error instanceof DiscordAPIError && error.status === 401) ||
  (error instanceof Error && error.message.startsWith('Expected token to be set'));

const TOKEN = discordReason({ status: 401 });

/** Classifies a failed post. It is doubtful unless Discord certainly did not accept it. */
export function postOutcome(error: unknown): Exclude<Posted, { readonly kind: 'sent' }> {
  if (error instanceof RateLimitError)
    return { kind: 'later', afterMs: Math.ceil(error.retryAfter), ...reasonOf({ code: 'discord.wait' }) };
  if (isTokenless(error)) return { kind: 'later', afterMs: TOKEN_RETRY_MS, ...TOKEN };
  if (error instanceof DiscordAPIError)
    return { kind: PERMANENT_CODES.has(Number(error.code)) ? 'gone' : 'refused', ...discordReason(error) };
  if (error instanceof HTTPError)
    return { kind: 'doubtful', ...reasonOf({ code: 'discord.http', with: { status: error.status } }) };
  if (NOT_CONNECTED_CODES.has(codeOf(error)))
    return { kind: 'later', ...reasonOf({ code: 'discord.unreachable' }) };
  return { kind: 'doubtful', ...reasonOf({ code: 'discord.broken' }) };
}

/** Classifies a failed search of the history. */
export function searchOutcome(error: unknown): Found {
  const { kind, ...rest } = postOutcome(error);
  // A deleted channel contains no message.
  if (error instanceof DiscordAPIError && Number(error.code) === 10003) return { kind: 'absent' };
  if (kind === 'gone' || kind === 'refused') return { kind: 'unsure', ...rest };
  return { kind: 'unsure', afterMs: SEARCH_RETRY_MS, ...rest };
}
