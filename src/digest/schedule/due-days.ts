import { type DueOn, daysAfter, dueOn, localDateAt } from './due-time.ts';

/** What says when a channel wants its digest. */
export interface Wanted {
  /** `HH:MM`. */
  readonly localTime: string;
  /** IANA name. */
  readonly zone: string;
  /** ISO instant from which on digests are owed. */
  readonly since: string;
}

/** One local date that has come due. */
export interface OwedDay {
  readonly localDate: string;
  readonly due: Date;
}

/** Days back for which a missed digest still gets a row. */
const LOOK_BACK = 7;
/** Days ahead among which the next one is: a zone may skip a date. */
const LOOK_AHEAD = 3;

/**
 * The local dates whose time has come and that have no row in the ledger, oldest first, and when the next one comes.
 * It is derived from the clock and the ledger alone, so that restarts, missed hours and clock changes need no care.
 */
export function owedDays(
  { localTime, zone, since }: Wanted,
  now: Date,
  hasRow: (localDate: string) => boolean,
  due: DueOn = dueOn,
): { readonly owed: readonly OwedDay[]; readonly next: Date | null } {
  const from = Date.parse(since);
  const owed: OwedDay[] = [];
  for (const localDate of datesAround(zone, now)) {
    if (hasRow(localDate)) continue;
    const at = due(localDate, localTime, zone);
    if (!at || at.getTime() < from) continue;
    if (at > now) return { owed, next: at };
    owed.push({ localDate, due: at });
  }
  return { owed, next: null };
}

/** Caches the dates by today's date: all zones together show three dates at once. */
const around = new Map<string, readonly string[]>();
const MOST_KEPT = 10;

/** The local dates that `owedDays` asks the ledger about, in their order. */
export function datesAround(zone: string, now: Date): readonly string[] {
  const today = localDateAt(zone, now);
  const known = around.get(today);
  if (known) return known;
  const dates = Array.from({ length: LOOK_BACK + LOOK_AHEAD + 1 }, (_, day) =>
    daysAfter(today, day - LOOK_BACK),
  );
  if (around.size >= MOST_KEPT) around.clear();
  around.set(today, dates);
  return dates;
}
