const MINUTE = 60_000;
/** Offsets of zones change only at quarter hours. */
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;
/** A local date begins at most this long before its midnight in UTC, and ends within this time after it. */
const [EARLIEST, WITHIN] = [15 * HOUR, 56 * HOUR];

/**
 * The reference model: returns when a local time comes on a date, by checking the zone's clock minute by minute,
 * without croner or rules of daylight saving. It is the first minute at which the clock shows or has passed the date
 * and time; null if the zone never shows that date.
 */
export function dueByLooking(localDate: string, localTime: string, zone: string): Date | null {
  const clock = clockOf(zone);
  const [midnight, wanted] = [`${localDate}T00:00Z`, `${localDate}T${localTime}Z`].map(Date.parse);
  const isOnDate = (shows: number): boolean => shows >= midnight! && shows < midnight! + 24 * HOUR;
  const start = midnight! - EARLIEST;
  let isThere = false;
  for (let quarter = start; quarter < start + WITHIN; quarter += QUARTER) {
    const [first, last] = [clock(quarter), clock(quarter + QUARTER - MINUTE)];
    isThere ||= isOnDate(first) || (isOnDate(last) && last < wanted!);
    // Within a quarter hour the clock runs evenly, so only the quarter with the time is checked by minute.
    for (let at = quarter; last >= wanted! && at < quarter + QUARTER; at += MINUTE) {
      const shows = clock(at);
      isThere ||= isOnDate(shows);
      if (shows >= wanted!) return isThere ? new Date(at) : null;
    }
  }
  throw new Error(`${zone} never comes to ${localDate} ${localTime}`);
}

const clocks = new Map<string, (at: number) => number>();

/** Returns a zone's wall clock as if it were UTC, in milliseconds. Offsets are read from Intl once per quarter hour. */
function clockOf(zone: string): (at: number) => number {
  const known = clocks.get(zone);
  if (known) return known;
  const form = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  } as const);
  const offsets = new Map<number, number>();
  const offsetAt = (quarter: number): number => {
    const found = offsets.get(quarter);
    if (found !== undefined) return found;
    const parts = Object.fromEntries(
      form.formatToParts(quarter * QUARTER).map(({ type, value }) => [type, value]),
    );
    const { year, month, day, hour, minute } = parts as Record<string, string>;
    const shown = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
    const offset = shown - quarter * QUARTER;
    offsets.set(quarter, offset);
    return offset;
  };
  const clock = (at: number): number => at + offsetAt(Math.floor(at / QUARTER));
  clocks.set(zone, clock);
  return clock;
}
