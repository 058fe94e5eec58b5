import { Cron } from 'croner';

/** When a wall-clock time comes on a local date: an instant, or null where the zone skips that whole date. */
export type DueOn = (localDate: string, localTime: string, zone: string) => Date | null;

const HOUR = 3600 * 1000;
const DAY = 24 * HOUR;
/** No zone's midnight is earlier than this before the same date's midnight in UTC (+14 h, and an hour to spare). */
const EARLIEST = 15 * HOUR;

const formats = new Map<string, Intl.DateTimeFormat>();
const crons = new Map<string, Cron>();
/** There are some 440 zones and 1,440 minutes: what is asked for is kept, within reason. */
const MOST_CRONS = 20_000;

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

/** A date so many days on, by the calendar. */
export function daysAfter(localDate: string, days: number): string {
  return new Date(Date.parse(`${localDate}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

function cronOf(localTime: string, zone: string): Cron {
  const key = `${localTime} ${zone}`;
  let cron = crons.get(key);
  if (!cron) {
    const [hour, minute] = localTime.split(':').map(Number);
    cron = new Cron(`0 ${minute} ${hour} * * *`, { timezone: zone });
    if (crons.size >= MOST_CRONS) crons.clear();
    crons.set(key, cron);
  }
  return cron;
}

/**
 * The first instant of a local date at which the zone's clock shows the time or is past it: a time that a clock change
 * skips comes with the change, one that comes twice counts the first time.
 */
export const dueOn: DueOn = (localDate, localTime, zone) => {
  const cron = cronOf(localTime, zone);
  let at: Date | null = new Date(Date.parse(`${localDate}T00:00:00Z`) - EARLIEST);
  for (;;) {
    at = cron.nextRun(at);
    const date = at && localDateAt(zone, at);
    if (!at || !date || date > localDate) return null;
    if (date === localDate) return at;
  }
};
