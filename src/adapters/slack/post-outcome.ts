import type { Posted } from '../../domain/publisher.ts';
import { slackReason } from './errors.ts';

type NotPosted = Exclude<Posted, { kind: 'sent' }>;

/**
 * How a call failed. `mend`: it fails until somebody changes a setting. `later`: it is temporary. `doubtful`: it may
 * have succeeded.
 */
type Outcome = 'gone' | 'mend' | 'later' | 'doubtful' | 'refused';

const outcomes = (outcome: Outcome, ...codes: string[]) => codes.map((code) => [code, outcome] as const);

/** The outcome for each of Slack's error codes. https://docs.slack.dev/reference/methods/chat.postMessage#errors */
const OUTCOMES: ReadonlyMap<string, Outcome> = new Map([
  ...outcomes('gone', 'channel_not_found', 'is_archived', 'not_in_channel', 'messages_tab_disabled'),
  ...outcomes(
    'gone',
    'user_not_found',
    'user_not_in_channel',
    'cannot_dm_bot',
    'no_permission',
    'access_denied',
  ),
  ...outcomes('gone', 'ekm_access_denied', 'team_access_not_granted', 'enterprise_is_restricted'),
  ...outcomes('gone', 'token_revoked', 'account_inactive', 'used_url', 'expired_url'),
  ...outcomes('mend', 'invalid_auth', 'not_authed', 'token_expired', 'missing_scope'),
  ...outcomes('mend', 'not_allowed_token_type', 'org_login_required', 'two_factor_setup_required'),
  ...outcomes('later', 'ratelimited', 'rate_limited', 'message_limit_exceeded', 'accesslimited'),
  ...outcomes('later', 'service_unavailable', 'request_timeout', 'team_added_to_org'),
  // Slack says that part of the work may have been done.
  ...outcomes('doubtful', 'fatal_error', 'internal_error'),
]);

interface WebApiFault {
  readonly data?: { readonly error?: string };
  readonly statusCode?: number;
  readonly retryAfter?: number;
  readonly message?: string;
  readonly original?: { readonly cause?: { readonly code?: string } };
}

/**
 * Error codes of Node's fetch for a connection that was never established, so Slack cannot have received the call.
 * https://nodejs.org/api/errors.html and https://undici.nodejs.org/#/docs/api/Errors
 */
const NOT_CONNECTED =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT|(?:ERR_(?:SSL|TLS)|CERT|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)_\w+)$/;

/** Returns how long Slack asks to wait, in milliseconds, or undefined if it does not. */
export function retryAfterMs(error: unknown): number | undefined {
  const { retryAfter } = error as WebApiFault;
  return retryAfter === undefined ? undefined : retryAfter * 1000;
}

/** Classifies a failed Web API call. A lost response is doubtful, because Slack may have done the work. */
export function outcomeOf(error: unknown): Outcome {
  const { data, statusCode, message, original } = error as WebApiFault;
  if (retryAfterMs(error) !== undefined) return 'later';
  // The client throws a plain error for a 429 without Retry-After.
  if (message?.startsWith('Retry header did not contain')) return 'later';
  if (statusCode !== undefined) return statusCode >= 500 ? 'doubtful' : 'later';
  const reason = data?.error;
  if (reason === undefined) return NOT_CONNECTED.test(original?.cause?.code ?? '') ? 'later' : 'doubtful';
  if (reason.startsWith('restricted_action')) return 'gone';
  // Text that is no error code is a page that a proxy returned instead of Slack's answer.
  return OUTCOMES.get(reason) ?? (/^[a-z_]{1,80}$/.test(reason) ? 'refused' : 'doubtful');
}

const DEAD_TOKEN = /^(?:token_revoked|account_inactive|invalid_auth|not_authed|token_expired)$/;

/** Whether the workspace's token is no longer valid, so that no call can succeed. */
export const isTokenFault = (error: unknown): boolean =>
  DEAD_TOKEN.test((error as WebApiFault).data?.error ?? '');

/** Converts a failed post to a result for the delivery worker. */
export function notPosted(error: unknown, several: boolean): NotPosted {
  const outcome = outcomeOf(error);
  const why = slackReason(error, several);
  const afterMs = retryAfterMs(error);
  if (outcome === 'mend') return { kind: 'later', ...why };
  // Slack does not say whether the limit was the channel's or the workspace's, so the whole workspace waits.
  return outcome === 'later' && afterMs !== undefined
    ? { kind: outcome, ...why, afterMs, pauses: 'tenant' }
    : { kind: outcome, ...why };
}

/** Waits for a number of milliseconds. Tests pass one that returns at once. */
export type Wait = (ms: number) => Promise<void>;

export const waitMs: Wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The number of attempts, the longest pause and the first pause, in milliseconds. */
const MAX_ATTEMPTS = 3;
const MAX_PAUSE_MS = 60_000;
const FIRST_PAUSE_MS = 500;

async function retry<T>(call: () => Promise<T>, wait: Wait, retryOn: readonly Outcome[]): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      const pause = retryAfterMs(error) ?? FIRST_PAUSE_MS * tries;
      if (!retryOn.includes(outcomeOf(error)) || pause > MAX_PAUSE_MS || tries === MAX_ATTEMPTS) throw error;
      await wait(pause);
    }
  }
}

/** Retries a call after Slack's requested pause, only if it had no effect for certain and the error is temporary. */
export const retryIfNotSent = <T>(call: () => Promise<T>, wait: Wait = waitMs): Promise<T> =>
  retry(call, wait, ['later']);

/** Retries an idempotent call, also when its response was lost. */
export const retryIdempotent = <T>(call: () => Promise<T>, wait: Wait = waitMs): Promise<T> =>
  retry(call, wait, ['later', 'doubtful']);
