import { type DueOn, daysAfter, dueOn, localDateAt } from './due.ts';

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

/** How many days back a missed one is still told of, in days. */
const LOOK_BACK = 7;
/** The next one is among these days: a zone may skip one. */
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
  const today = localDateAt(zone, now);
  const from = Date.parse(since);
  const owed: OwedDay[] = [];
  let next: Date | null = null;
  for (let day = -LOOK_BACK; day <= LOOK_AHEAD && !next; day++) {
    const localDate = daysAfter(today, day);
    if (hasRow(localDate)) continue;
    const at = due(localDate, localTime, zone);
    if (!at || at.getTime() < from) continue;
    if (at > now) next = at;
    else owed.push({ localDate, due: at });
  }
  return { owed, next };
}

/** The local dates that `owedDays` asks the ledger about. */
export function datesAround(zone: string, now: Date): string[] {
  const today = localDateAt(zone, now);
  return Array.from({ length: LOOK_BACK + LOOK_AHEAD + 1 }, (_, day) => daysAfter(today, day - LOOK_BACK));
}
