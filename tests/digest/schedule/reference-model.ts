const MINUTE = 60_000;
/** No zone changes its offset within a quarter of an hour. */
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;
/** A date begins at the earliest so long before its midnight in UTC, and ends within so long of that. */
const [EARLIEST, WITHIN] = [15 * HOUR, 56 * HOUR];

/**
 * When a wall-clock time comes on a local date, by looking at the clock minute by minute: nothing of croner, no rule of
 * daylight saving. The first minute at which the zone's clock shows the date and time or is past it; null where the zone
 * never shows that date.
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
    // Within a quarter the clock runs on evenly: only one that comes to the time is looked at minute by minute.
    for (let at = quarter; last >= wanted! && at < quarter + QUARTER; at += MINUTE) {
      const shows = clock(at);
      isThere ||= isOnDate(shows);
      if (shows >= wanted!) return isThere ? new Date(at) : null;
    }
  }
  throw new Error(`${zone} never comes to ${localDate} ${localTime}`);
}

const clocks = new Map<string, (at: number) => number>();

/**
 * What a zone's clock shows, as the milliseconds at which UTC shows the same. Offsets are asked of Intl once a quarter of an
 * hour: none changes within one.
 */
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
