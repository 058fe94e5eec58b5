import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js';
import type { Found, Posted } from '../../domain/publisher.ts';
import { discordFault } from './errors.ts';

/** The connection was never made, so nothing was posted. */
const NEVER_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * What no later attempt will mend by itself: unknown channel or server, no access, no permission, a closed thread, a
 * kind of channel that takes no posts, a person who takes no messages; https://docs.discord.com/developers/topics/opcodes-and-status-codes
 */
const GONE = new Set([10003, 10004, 50001, 50007, 50008, 50013, 50024, 50083]);

/** A token that is refused today may be mended by the operator: posts wait so long, in milliseconds. */
const UNTIL_MENDED = 60_000;
/** A look that failed for a passing reason is worth another after so many milliseconds. */
const LOOK_AGAIN = 10_000;

/** The code of the first of an error and its causes that has one. */
function codeOf(error: unknown): string {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code } = one as { code?: unknown };
    if (typeof code === 'string') return code;
  }
  return '';
}

/** discord.js drops a token that was refused once, and says so of every later request. */
const isTokenless = (error: unknown): boolean =>
  (error instanceof DiscordAPIError && error.status === 401) ||
  (error instanceof Error && error.message.startsWith('Expected token to be set'));

const TOKEN = discordFault({ status: 401 });

/** What a failed attempt to post means: only where Discord cannot have taken it is it not doubtful. */
export function postedOf(error: unknown): Exclude<Posted, { readonly kind: 'sent' }> {
  if (error instanceof RateLimitError)
    return { kind: 'later', afterMs: Math.ceil(error.retryAfter), why: 'Discord asked to wait.' };
  if (isTokenless(error)) return { kind: 'later', afterMs: UNTIL_MENDED, why: TOKEN };
  if (error instanceof DiscordAPIError)
    return { kind: GONE.has(Number(error.code)) ? 'gone' : 'refused', why: discordFault(error) };
  if (error instanceof HTTPError)
    return { kind: 'doubtful', why: `Discord answered with HTTP ${error.status}.` };
  if (NEVER_SENT.has(codeOf(error))) return { kind: 'later', why: discordFault({ code: 'ECONNREFUSED' }) };
  return { kind: 'doubtful', why: 'The connection to Discord broke before its answer.' };
}

/** What a failed look into the history means. */
export function foundOf(error: unknown): Found {
  const { kind, why, ...rest } = postedOf(error);
  // Where the channel is gone nothing stands in it.
  if (error instanceof DiscordAPIError && Number(error.code) === 10003) return { kind: 'absent' };
  if (kind === 'gone' || kind === 'refused') return { kind: 'unsure', why };
  return { kind: 'unsure', why, afterMs: LOOK_AGAIN, ...rest };
}
