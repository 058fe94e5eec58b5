import type { Weekday } from './weekdays.ts';

/**
 * The times of a day at which a digest comes, `HH:MM`, by slot. A slot keeps its index for as long as the digest exists, so
 * that the ledger knows what was sent in it today; null is a slot that is not used any more.
 */
export type Slots = readonly (string | null)[];

/** The most digests a day of one subscription. */
export const MOST_TIMES = 8;

/** One slot in use. */
interface SlotTime {
  readonly slot: number;
  readonly time: string;
}

/** The slots in use, by their time. */
export const timesOf = (slots: Slots): SlotTime[] =>
  slots
    .flatMap((time, slot) => (time === null ? [] : [{ slot, time }]))
    .sort((a, b) => (a.time < b.time ? -1 : 1));

/** The times of day alone, `HH:MM`, in order. */
export const clockTimes = (slots: Slots): string[] => timesOf(slots).map(({ time }) => time);

/**
 * The slots for other times of day. A time that stays keeps its slot. A new one takes the slot of one that goes: it is
 * that digest, moved, and is not sent twice on a day. Further ones get new slots.
 *
 * @example movedTo(['09:00', '17:00'], ['17:00', '20:00']) // ['20:00', '17:00']
 */
export function movedTo(before: Slots, times: readonly string[]): Slots {
  const slots: (string | null)[] = before.map((time) =>
    time !== null && times.includes(time) ? time : null,
  );
  for (const time of [...new Set(times)].sort()) {
    if (slots.includes(time)) continue;
    const free = slots.indexOf(null);
    if (free < 0) slots.push(time);
    else slots[free] = time;
  }
  return slots.slice(0, slots.findLastIndex((time) => time !== null) + 1);
}

/** Parts the ledger's key of a slot after a day's first: no date contains it. */
const PART = '/';

/** The ledger's key of a slot on a local date: the date itself for the first slot. In text order, keys are in order of dates. */
export const slotKey = (localDate: string, slot: number): string =>
  slot === 0 ? localDate : `${localDate}${PART}${slot + 1}`;

/** The day of the week of a calendar date. */
export const weekdayOf = (localDate: string): Weekday =>
  (new Date(`${localDate}T00:00:00Z`).getUTCDay() || 7) as Weekday;
