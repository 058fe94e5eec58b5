import { Cron } from 'croner';
import { LRUCache } from 'lru-cache';
import { DAY, HOUR, MINUTE } from '../../domain/time.ts';

/** Returns the instant of a local time on a local date, or null if the zone skips that date. */
export type DueOn = (localDate: string, localTime: string, zone: string) => Date | null;

/** The earliest start of a local date before the same date in UTC: 14 hours, and one to spare. */
const MAX_OFFSET_MS = 15 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();
/** Cron patterns by time and zone (some 440 zones times 1,440 minutes). */
const crons = new LRUCache<string, Cron>({ max: 20_000 });

/** Returns a zone's calendar date at an instant, `YYYY-MM-DD`. */
export function localDateAt(zone: string, at: Date): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(zone, format);
  }
  return format.format(at);
}

/** Adds days to a calendar date. */
export function daysAfter(localDate: string, days: number): string {
  return new Date(Date.parse(`${localDate}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

function cronOf(localTime: string, zone: string): Cron {
  const key = `${localTime} ${zone}`;
  let cron = crons.get(key);
  if (!cron) {
    const [hour, minute] = localTime.split(':').map(Number);
    cron = new Cron(`0 ${minute} ${hour} * * *`, { timezone: zone });
    crons.set(key, cron);
  }
  return cron;
}

/** Returns the first instant after a local date in a zone, or null if the zone skips that date. */
function endOf(localDate: string, zone: string): Date | null {
  let [within, after] = [
    Date.parse(`${localDate}T00:00:00Z`) - MAX_OFFSET_MS,
    Date.parse(`${localDate}T00:00:00Z`) + 2 * DAY,
  ];
  while (after - within > MINUTE) {
    const half = Math.floor((within + after) / 2 / MINUTE) * MINUTE;
    if (localDateAt(zone, new Date(half)) > localDate) after = half;
    else within = half;
  }
  return localDateAt(zone, new Date(within)) === localDate ? new Date(after) : null;
}

function lookUp(localDate: string, localTime: string, zone: string): Date | null {
  const cron = cronOf(localTime, zone);
  let at: Date | null = new Date(Date.parse(`${localDate}T00:00:00Z`) - MAX_OFFSET_MS);
  for (;;) {
    at = cron.nextRun(at);
    const date = at && localDateAt(zone, at);
    if (!at || !date || date > localDate) return endOf(localDate, zone);
    if (date === localDate) return at;
  }
}

/** Due times by date, time and zone. Most channels share a few, and zone rules do not change while the process runs. */
const cache = new LRUCache<string, { readonly due: Date | null }>({ max: 20_000 });

/**
 * Returns the first instant at which the zone's clock shows or has passed a local time on a date. A time that a clock
 * change skips becomes the instant of the change, which may be the end of that date. A time that occurs twice means the
 * first.
 */
export const dueOn: DueOn = (localDate, localTime, zone) => {
  const key = `${localDate} ${localTime} ${zone}`;
  const cached = cache.get(key);
  if (cached) return cached.due;
  const due = lookUp(localDate, localTime, zone);
  cache.set(key, { due });
  return due;
};
