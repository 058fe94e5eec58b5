import type { Weekday } from './weekdays.ts';

/**
 * A digest's times of day (`HH:MM`) by slot. A slot keeps its index for the digest's lifetime, so that the ledger knows
 * what was sent in it today. Null is an unused slot.
 */
export type Slots = readonly (string | null)[];

/** The most times a day of one subscription. */
export const MAX_TIMES = 8;

/** A slot in use. */
interface SlotTime {
  readonly slot: number;
  readonly time: string;
}

/** Returns the slots in use, sorted by time. */
export const timesOf = (slots: Slots): SlotTime[] =>
  slots
    .flatMap((time, slot) => (time === null ? [] : [{ slot, time }]))
    .sort((a, b) => (a.time < b.time ? -1 : 1));

/** Returns the times of day, `HH:MM`, sorted. */
export const clockTimes = (slots: Slots): string[] => timesOf(slots).map(({ time }) => time);

/**
 * Assigns new times to slots. An unchanged time keeps its slot. A new time takes the slot of a removed one, because it
 * is the same digest moved and must not be sent twice in a day. Further times get new slots.
 * @example assignSlots(['09:00', '17:00'], ['17:00', '20:00']) // ['20:00', '17:00']
 */
export function assignSlots(before: Slots, times: readonly string[]): Slots {
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

/** Separates the date and the slot number in a ledger key. No date contains it. */
const SLOT_SEPARATOR = '/';

/** Returns the ledger key of a slot on a local date; the first slot's key is the date itself. Keys sort by date. */
export const slotKey = (localDate: string, slot: number): string =>
  slot === 0 ? localDate : `${localDate}${SLOT_SEPARATOR}${slot + 1}`;

/** Returns the day of the week of a calendar date. */
export const weekdayOf = (localDate: string): Weekday =>
  (new Date(`${localDate}T00:00:00Z`).getUTCDay() || 7) as Weekday;
