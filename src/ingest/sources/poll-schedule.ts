import { type Fault, storedFault } from '../../domain/fault.ts';
import { fnvOf } from '../../domain/fnv.ts';
import type { Failure } from '../ingest-outcome.ts';
import { publishedDate } from '../parse/published-date.ts';
import type { FeedState } from '../ports.ts';

/** The shortest interval between polls, in minutes, however little a publisher asks for. */
const LEAST_MINUTES = 15;
const MOST_MINUTES = 24 * 60;
const USUAL_MINUTES = 30;
/** The consecutive failures after which a feed is paused. With doubling intervals they span a few days. */
export const MAX_FAILURES = 8;
/** A poll may be moved by this share of its interval, either way. */
const SPREAD = 0.1;

/** Returns a feed's position within the spread, 0 to 1, given when it would be due and its interval (ms). */
export type Spread = (due: number, wait: number) => number;

/**
 * Spreads polls by a hash of the feed's address. Feeds that were added together, such as a publisher's hundreds, are
 * spread over the interval after a few polls, whichever process reads them.
 */
export function slotOf(url: string): Spread {
  const hash = fnvOf(url) >>> 0;
  return (due, wait) => {
    const period = Math.round(wait);
    const ahead = ((((hash % period) - (due % period)) % period) + period) % period;
    const distance = ahead > period / 2 ? ahead - period : ahead;
    return Math.min(1, Math.max(0, 0.5 + distance / (2 * SPREAD * period)));
  };
}

/** The state of a new feed: due at once. */
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

function later(now: Date, minutes: number, spread: Spread): string {
  const wait = minutes * 60_000;
  const share = 1 + SPREAD * (2 * spread(now.getTime() + wait, wait) - 1);
  return new Date(now.getTime() + wait * share).toISOString();
}

export interface Success {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** The interval that the feed or its server asks for; null if none. */
  readonly ttlMinutes: number | null;
  readonly seen: readonly string[];
}

/** Returns the state after a successful poll. */
export function afterSuccess(success: Success, now: Date, spread: Spread): FeedState {
  const minutes = Math.min(MOST_MINUTES, Math.max(LEAST_MINUTES, success.ttlMinutes ?? USUAL_MINUTES));
  return {
    ...newState(now),
    etag: success.etag,
    lastModified: success.lastModified,
    seen: success.seen,
    lastReadAt: now.toISOString(),
    dueAt: later(now, minutes, spread),
  };
}

/** Returns the stored form of a failure: its code and the server's status. */
const faultOf = ({ code, status }: Failure): Fault =>
  status === undefined ? { code } : { code, with: { status } };

/** The longest wait that a server can ask for, in minutes. */
const LONGEST_RETRY_AFTER = 7 * 24 * 60;
/** The HTTP status of a resource that is gone for good. */
const GONE = 410;

/**
 * Returns the state after a failed poll: the interval doubles each time, and after eight failures in a row the feed is
 * paused. A feed that is gone (410) is paused at once. A server's Retry-After is respected and never leads to a pause.
 */
export function afterFailure(state: FeedState, error: Failure, now: Date, spread: Spread): FeedState {
  const retryAfter = minutesUntil(error.retryAfter, now);
  const failures = retryAfter === null ? state.failures + 1 : Math.min(state.failures + 1, MAX_FAILURES - 1);
  const minutes = Math.min(MOST_MINUTES, USUAL_MINUTES * 2 ** (failures - 1));
  const asked = now.getTime() + Math.min(LONGEST_RETRY_AFTER, retryAfter ?? 0) * 60_000;
  const usual = Date.parse(later(now, minutes, spread));
  return {
    ...state,
    failures,
    lastError: storedFault(faultOf(error)),
    pausedAt: failures >= MAX_FAILURES || error.status === GONE ? now.toISOString() : null,
    dueAt: new Date(Math.max(asked, usual)).toISOString(),
  };
}

/**
 * Returns the minutes until a Retry-After header's time, in seconds or as a date; null if it is absent or malformed.
 */
export function minutesUntil(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) / 60;
  const at = publishedDate(header);
  return at === null ? null : Math.max(0, (Date.parse(at) - now.getTime()) / 60_000);
}

/** Returns a Cache-Control header's maximum age in minutes, or null. */
export function maxAgeMinutes(cacheControl: string | undefined): number | null {
  const seconds = /\bmax-age=(\d{1,9})/i.exec(cacheControl ?? '')?.[1];
  return seconds && Number(seconds) > 0 ? Number(seconds) / 60 : null;
}
