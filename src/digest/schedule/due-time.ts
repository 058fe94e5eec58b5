import { Cron } from 'croner';
import { LRUCache } from 'lru-cache';

/** The instant of a wall-clock time on a local date; null if the zone skips that whole date. */
export type DueOn = (localDate: string, localTime: string, zone: string) => Date | null;

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** No zone's midnight is earlier than this before the same date's midnight in UTC (+14 h, and an hour to spare). */
const EARLIEST = 15 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();
/** Cron patterns by time and zone, of some 440 zones times 1,440 minutes. */
const crons = new LRUCache<string, Cron>({ max: 20_000 });

/** The date that a zone's calendar shows at an instant, `YYYY-MM-DD`. */
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

/** The calendar date a number of days later. */
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

/** The first instant after a local date in a zone; null where the zone skips that whole date. */
function endOf(localDate: string, zone: string): Date | null {
  let [within, after] = [
    Date.parse(`${localDate}T00:00:00Z`) - EARLIEST,
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
  let at: Date | null = new Date(Date.parse(`${localDate}T00:00:00Z`) - EARLIEST);
  for (;;) {
    at = cron.nextRun(at);
    const date = at && localDateAt(zone, at);
    if (!at || !date || date > localDate) return endOf(localDate, zone);
    if (date === localDate) return at;
  }
}

/** Due times by date, time and zone: most channels share a few, and zone rules do not change while the process runs. */
const cache = new LRUCache<string, { readonly due: Date | null }>({ max: 20_000 });

/**
 * The first instant at which the zone's clock shows a local date's time or is past it: a time that a clock change skips
 * comes with the change (which may be the end of that date), one that comes twice counts the first time.
 */
export const dueOn: DueOn = (localDate, localTime, zone) => {
  const key = `${localDate} ${localTime} ${zone}`;
  const cached = cache.get(key);
  if (cached) return cached.due;
  const due = lookUp(localDate, localTime, zone);
  cache.set(key, { due });
  return due;
};
