import type { Failure } from '../ingest-outcome.ts';
import { publishedDate } from '../parse/published-date.ts';
import type { FeedState } from '../ports.ts';

/** Publishers ask for as little as a minute; nobody's news is worth that to a small bot, nor to their server. */
const LEAST_MINUTES = 15;
const MOST_MINUTES = 24 * 60;
const USUAL_MINUTES = 30;
/** With the wait doubling from half an hour, this many failures span a few days. */
export const MAX_FAILURES = 8;
/** Readings are spread over a tenth of the wait either way, so that feeds added together don't stay together. */
const JITTER = 0.1;

/** The state of a feed that was just added: due at once, nothing known of it. */
export function newState(now: Date): FeedState {
  return {
    etag: null,
    lastModified: null,
    dueAt: now.toISOString(),
    failures: 0,
    pausedAt: null,
    lastError: null,
    lastReadAt: null,
    seen: [],
  };
}

function later(now: Date, minutes: number, random: () => number): string {
  const spread = 1 + JITTER * (2 * random() - 1);
  return new Date(now.getTime() + minutes * spread * 60_000).toISOString();
}

export interface Success {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** What the feed or its server says about when to ask again; null where nothing is said. */
  readonly ttlMinutes: number | null;
  readonly seen: readonly string[];
}

/** After a reading that worked. `random` gives 0 to 1. */
export function afterSuccess(success: Success, now: Date, random: () => number): FeedState {
  const minutes = Math.min(MOST_MINUTES, Math.max(LEAST_MINUTES, success.ttlMinutes ?? USUAL_MINUTES));
  return {
    ...newState(now),
    etag: success.etag,
    lastModified: success.lastModified,
    seen: success.seen,
    lastReadAt: now.toISOString(),
    dueAt: later(now, minutes, random),
  };
}

/** A feed is asked again after this long at the latest, whatever its server says. In minutes. */
const LONGEST_RETRY_AFTER = 7 * 24 * 60;
/** The status of what is gone for good. */
const GONE = 410;

/**
 * After a reading that failed: the wait doubles each time, and after eight in a row the feed is paused. A feed that is
 * gone for good (410) is paused at once. A server that names the time to come back is left alone until then, and is not
 * paused for it.
 */
export function afterFailure(state: FeedState, error: Failure, now: Date, random: () => number): FeedState {
  const retryAfter = minutesUntil(error.retryAfter, now);
  const failures = retryAfter === null ? state.failures + 1 : Math.min(state.failures + 1, MAX_FAILURES - 1);
  const minutes = Math.min(MOST_MINUTES, USUAL_MINUTES * 2 ** (failures - 1));
  const asked = now.getTime() + Math.min(LONGEST_RETRY_AFTER, retryAfter ?? 0) * 60_000;
  const usual = Date.parse(later(now, minutes, random));
  return {
    ...state,
    failures,
    lastError: error.message,
    pausedAt: failures >= MAX_FAILURES || error.status === GONE ? now.toISOString() : null,
    dueAt: new Date(Math.max(asked, usual)).toISOString(),
  };
}

/** A Retry-After header, which holds seconds or a date, as minutes from now; null if it says nothing. */
function minutesUntil(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) / 60;
  const at = publishedDate(header);
  return at === null ? null : Math.max(0, (Date.parse(at) - now.getTime()) / 60_000);
}

/** Minutes that a Cache-Control header lets an answer be kept; null where it says nothing. */
export function maxAgeMinutes(cacheControl: string | undefined): number | null {
  const seconds = /\bmax-age=(\d{1,9})/i.exec(cacheControl ?? '')?.[1];
  return seconds && Number(seconds) > 0 ? Number(seconds) / 60 : null;
}
