import { LRUCache } from 'lru-cache';
import { type DueOn, daysAfter, dueOn, localDateAt } from './due-time.ts';
import { type Slots, slotKey, timesOf, weekdayOf } from './slots.ts';
import type { Weekday } from './weekdays.ts';

/** A digest's schedule. */
export interface Schedule {
  readonly slots: Slots;
  /** Days of the week; empty means every day. */
  readonly days: readonly Weekday[];
  /** IANA time zone. */
  readonly zone: string;
  /** The instant (ISO 8601) from which on digests are due. */
  readonly since: string;
}

/** A slot of a local date whose time has come. */
export interface DueSlot {
  /** The date and slot as the ledger's key. */
  readonly localDate: string;
  readonly due: Date;
}

/** The number of past days whose missed digests still get a ledger row. */
const LOOK_BACK_DAYS = 7;
/** The number of future days searched for the next digest: a week for a weekly one, and zones can skip a date. */
const LOOK_AHEAD_DAYS = 9;

/**
 * Returns the due slots that have no ledger row, oldest first, and the time of the next one. It depends only on the
 * clock and the ledger, so restarts, missed hours and clock changes need no special case.
 */
export function dueSlots(
  { slots, days, zone, since }: Schedule,
  now: Date,
  hasRow: (key: string) => boolean,
  due: DueOn = dueOn,
): { readonly owed: readonly DueSlot[]; readonly next: Date | null } {
  const from = Date.parse(since);
  const times = timesOf(slots);
  const owed: DueSlot[] = [];
  for (const date of datesAround(zone, now)) {
    if (days.length > 0 && !days.includes(weekdayOf(date))) continue;
    for (const { slot, time } of times) {
      const localDate = slotKey(date, slot);
      if (hasRow(localDate)) continue;
      const at = due(date, time, zone);
      if (!at || at.getTime() < from) continue;
      if (at > now) return { owed, next: at };
      owed.push({ localDate, due: at });
    }
  }
  return { owed, next: null };
}

/** Dates by today's date. All time zones together have at most three current dates. */
const cache = new LRUCache<string, readonly string[]>({ max: 10 });

/** Returns the local dates that `dueSlots` looks up in the ledger, in order. */
export function datesAround(zone: string, now: Date): readonly string[] {
  const today = localDateAt(zone, now);
  const cached = cache.get(today);
  if (cached) return cached;
  const dates = Array.from({ length: LOOK_BACK_DAYS + LOOK_AHEAD_DAYS + 1 }, (_, day) =>
    daysAfter(today, day - LOOK_BACK_DAYS),
  );
  cache.set(today, dates);
  return dates;
}
