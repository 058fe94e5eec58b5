import { type Fault, storedFault } from '../../domain/fault.ts';
import { fnvOf } from '../../domain/fnv.ts';
import type { Failure } from '../ingest-outcome.ts';
import { publishedDate } from '../parse/published-date.ts';
import type { FeedState } from '../ports.ts';

/** Publishers ask for as little as a minute; nobody's news is worth that to a small bot, nor to their server. */
const LEAST_MINUTES = 15;
const MOST_MINUTES = 24 * 60;
const USUAL_MINUTES = 30;
/** With the wait doubling from half an hour, this many failures span a few days. */
export const MAX_FAILURES = 8;
/** A reading may be moved by a tenth of its wait either way. */
const SPREAD = 0.1;

/** Where in the tenth either way a reading stands, 0 to 1: by when it would be due (ms) and how long it waits (ms). */
export type Spread = (due: number, wait: number) => number;

/**
 * Moves a feed's readings towards a slot of its own, which the hash of its address gives: feeds that were added together,
 * a publisher's hundreds, spread over the whole wait within a few turns, whichever process reads them.
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

function later(now: Date, minutes: number, spread: Spread): string {
  const wait = minutes * 60_000;
  const share = 1 + SPREAD * (2 * spread(now.getTime() + wait, wait) - 1);
  return new Date(now.getTime() + wait * share).toISOString();
}

export interface Success {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** What the feed or its server says about when to ask again; null where nothing is said. */
  readonly ttlMinutes: number | null;
  readonly seen: readonly string[];
}

/** After a reading that worked. */
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

/** A failure as it is stored: its code, and the status that a server answered with. */
const faultOf = ({ code, status }: Failure): Fault =>
  status === undefined ? { code } : { code, with: { status } };

/** A feed is asked again after this long at the latest, whatever its server says. In minutes. */
const LONGEST_RETRY_AFTER = 7 * 24 * 60;
/** The status of what is gone for good. */
const GONE = 410;

/**
 * After a reading that failed: the wait doubles each time, and after eight in a row the feed is paused. A feed that is
 * gone for good (410) is paused at once. A server that names the time to come back is left alone until then, and is not
 * paused for it.
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

/** A Retry-After header, which holds seconds or a date, as minutes from now; null if it says nothing. */
export function minutesUntil(header: string | undefined, now: Date): number | null {
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
