import { LRUCache } from 'lru-cache';
import { type DueOn, daysAfter, dueOn, localDateAt } from './due-time.ts';
import { type Slots, slotKey, timesOf, weekdayOf } from './slots.ts';
import type { Weekday } from './weekdays.ts';

/** What says when a channel wants its digest. */
export interface Wanted {
  readonly slots: Slots;
  /** Empty for every day. */
  readonly days: readonly Weekday[];
  /** IANA name. */
  readonly zone: string;
  /** ISO instant from which on digests are owed. */
  readonly since: string;
}

/** One slot of a local date that has come due. */
export interface OwedSlot {
  /** The ledger's key. */
  readonly localDate: string;
  readonly due: Date;
}

/** Days back for which a missed digest still gets a row. */
const LOOK_BACK = 7;
/** Days ahead among which the next one is: of a weekly digest it is a week away, and a zone may skip a date. */
const LOOK_AHEAD = 9;

/**
 * The slots of local dates whose time has come and that have no row in the ledger, oldest first, and when the next one comes.
 * It is derived from the clock and the ledger alone, so that restarts, missed hours and clock changes need no care.
 */
export function owedSlots(
  { slots, days, zone, since }: Wanted,
  now: Date,
  hasRow: (key: string) => boolean,
  due: DueOn = dueOn,
): { readonly owed: readonly OwedSlot[]; readonly next: Date | null } {
  const from = Date.parse(since);
  const times = timesOf(slots);
  const owed: OwedSlot[] = [];
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

/** Caches the dates by today's date: all zones together show three dates at once. */
const cache = new LRUCache<string, readonly string[]>({ max: 10 });

/** The local dates that `owedSlots` asks the ledger about, in their order. */
export function datesAround(zone: string, now: Date): readonly string[] {
  const today = localDateAt(zone, now);
  const cached = cache.get(today);
  if (cached) return cached;
  const dates = Array.from({ length: LOOK_BACK + LOOK_AHEAD + 1 }, (_, day) =>
    daysAfter(today, day - LOOK_BACK),
  );
  cache.set(today, dates);
  return dates;
}
