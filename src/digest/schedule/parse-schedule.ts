import { inDayPart, MAX_TIME_WORDS, readTime } from './clock-time.ts';
import { isOffset, zoneNamed } from './time-zones.ts';
import { MAX_DAY_WORDS, normalizedDays, readDays, type Weekday } from './weekdays.ts';

/** What a text says about a digest's schedule and topics. A part that it does not mention is null or empty. */
export interface ParsedSchedule {
  /** `HH:MM`; the earliest if there are several. */
  readonly time: string | null;
  /** IANA time zone. */
  readonly zone: string | null;
  readonly quiet: 'line' | 'nothing' | null;
  /** The remaining text: topics, or words that are not a time or zone. */
  readonly rest: string;
  /** All times of day, `HH:MM`, sorted. */
  readonly times: readonly string[];
  /** The days of the week, empty for every day; null if no days are mentioned. */
  readonly days: readonly Weekday[] | null;
  /** A rhythm that is not supported, as typed: "every other day"; null if there is none. */
  readonly cannot: string | null;
  /** Whether it says weekly without a day. */
  readonly weekly: boolean;
  /** How often a day it says, as in "twice a day"; null if it does not. */
  readonly timesADay: number | null;
}

/** Filler words between the parts: "on every day at 9 in Berlin". */
const FILLERS = /^(?:at|in|on|every|each|time|zone|timezone|and|&|please|und|um|uhr|jeden|y)[,;]?$/i;
/** "at" before a Spanish time. By itself "las" begins names of places. */
const A_LAS = /\ba las? (?=\d)/gi;
const PART = /^(morning|afternoon|evening|night)s?[,;]?$/i;
const EVERY = /^(?:every|each)$/i;
/** The time for a part of the day without a time. The morning's is the usual digest time. */
const PART_TIMES: ReadonlyMap<string, string> = new Map([
  ['afternoon', '14:00'],
  ['evening', '18:00'],
  ['night', '21:00'],
]);
const QUIET: readonly (readonly [RegExp, 'line' | 'nothing'])[] = [
  [/\b(?:skip|no|not on) quiet days?\b/i, 'nothing'],
  [/\bquiet(?: days?)? ?[:=]? ?nothing\b/i, 'nothing'],
  [/\bquiet(?: days?)? ?[:=]? ?(?:a )?line\b/i, 'line'],
];
/** Finds a schedule after topics: "INF every weekday at 9". */
const LATER =
  /^(?:at|every|each|daily|weekly|weekdays?|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|\d{1,2}(?:[:.]\d\d)?[ap]m?|\d{1,2}[:.]\d\d)$/i;

const LONGEST_ZONE = 4;
/** Zone names that are also common words. They count as zones only directly after a time. */
const COMMON_WORDS = new Set(
  'central eastern western west mountain pacific met et ct mt pt z la act eat cat wat nice ist west'.split(
    ' ',
  ),
);

/** The parts read so far and the number of words used. */
interface Reading {
  at: number;
  times: string[];
  zone: string | null;
  days: Weekday[] | null;
  part: string | null;
  cannot: string | null;
  weekly: boolean;
  timesADay: number | null;
  /** Whether the last part read was a time, because a zone may follow. */
  afterTime: boolean;
}

/** Whether some words name a topic. */
export type IsTopic = (words: string) => boolean;

/** Returns the length of the longest run of words from `at` that `take` accepts, or 0. */
function longest(
  words: readonly string[],
  at: number,
  most: number,
  take: (text: string) => boolean,
): number {
  for (let count = Math.min(most, words.length - at); count > 0; count--)
    if (
      take(
        words
          .slice(at, at + count)
          .join(' ')
          .replace(/[,;]$/, ''),
      )
    )
      return count;
  return 0;
}

function takeTime(text: string, reading: Reading): boolean {
  // "9, 17" is two times, not 9:17.
  const time = /[,;]/.test(text) ? null : readTime(text);
  if (time === null) return false;
  reading.times.push(time);
  return true;
}

function takeZone(text: string, reading: Reading, isTopic: IsTopic): boolean {
  if (reading.zone !== null) return false;
  const isCommon = COMMON_WORDS.has(text.toLowerCase());
  const parts = text.split(',').map((part) => part.trim());
  if (!reading.afterTime && (isCommon || parts.some(isTopic))) return false;
  if (parts.length > 1 && (parts.some(isTopic) || zoneNamed(parts[0]!) === null)) return false;
  reading.zone = zoneNamed(text);
  return reading.zone !== null;
}

function takeDays(text: string, reading: Reading): boolean {
  const read = readDays(text);
  if (!read) return false;
  if ('cannot' in read) reading.cannot = read.cannot;
  else if ('weekly' in read) reading.weekly = true;
  else if ('timesADay' in read) reading.timesADay = read.timesADay;
  else reading.days = [...(reading.days ?? []), ...read.days];
  return true;
}

/** Reads times, zones and days from a word on, up to the first word that is none of them. */
function readRun(words: readonly string[], reading: Reading, isTopic: IsTopic): void {
  while (reading.at < words.length) {
    const { at } = reading;
    const days = longest(words, at, MAX_DAY_WORDS, (text) => takeDays(text, reading));
    const time = days || longest(words, at, MAX_TIME_WORDS, (text) => takeTime(text, reading));
    const read = time || longest(words, at, LONGEST_ZONE, (text) => takeZone(text, reading, isTopic));
    if (read > 0) {
      reading.afterTime = days === 0 && time > 0;
      reading.at += read;
      continue;
    }
    const part = PART.exec(words[at]!)?.[1];
    if (!part && !FILLERS.test(words[at]!)) return;
    if (part) {
      reading.part = part.toLowerCase();
      if (EVERY.test(words[at - 1] ?? '')) reading.days ??= [];
    }
    reading.at++;
  }
}

const fresh = (): Reading => ({
  at: 0,
  times: [],
  zone: null,
  days: null,
  part: null,
  cannot: null,
  weekly: false,
  timesADay: null,
  afterTime: false,
});

/** Reads a schedule after topics if everything after them is a schedule. The words before it are the topics. */
function readLater(words: readonly string[], from: number, isTopic: IsTopic): Reading & { from: number } {
  for (let at = from + 1; at < words.length; at++) {
    if (!LATER.test(words[at]!)) continue;
    const reading = { ...fresh(), at };
    readRun(words, reading, isTopic);
    if (reading.at === words.length && (reading.times.length > 0 || reading.days || reading.cannot))
      return { ...reading, from: at };
    // A run that began later would stop at the same word. Without this, "every every every … x" takes quadratic time.
    at = Math.max(at, reading.at - 1);
  }
  return { ...fresh(), from: words.length };
}

/**
 * Parses times, days, zone and topics from free text: "9am Berlin INF, START", "every weekday at 09:30 in New York",
 * "INF every Monday at 8", "Europe/Berlin 8 quiet nothing".
 *
 * @example readWanted('9am Berlin INF') // { time: '09:00', zone: 'Europe/Berlin', quiet: null, rest: 'INF', … }
 */
export function readWanted(text: string, isTopic: IsTopic = () => false): ParsedSchedule {
  let given = text.replace(/\s+/g, ' ').replace(A_LAS, '');
  let quiet: ParsedSchedule['quiet'] = null;
  for (const [words, meaning] of QUIET)
    if (words.test(given)) {
      quiet = meaning;
      given = given.replace(words, ' ');
    }
  const words = given.split(' ').filter(Boolean);
  const first = fresh();
  readRun(words, first, isTopic);
  const later = readLater(words, first.at, isTopic);
  const part = first.part ?? later.part;
  const said = [...first.times, ...later.times];
  const usual = part === null ? undefined : PART_TIMES.get(part);
  const read = said.length > 0 ? said.map((time) => placedInPart(time, part)) : usual ? [usual] : [];
  const times = [...new Set(read)].sort();
  const days = first.days ?? later.days;
  return {
    time: times[0] ?? null,
    zone: first.zone ?? later.zone,
    quiet,
    rest: words
      .slice(first.at, later.from)
      .join(' ')
      .replace(/^[,;\s]+/, ''),
    times,
    days: days && normalizedDays(days),
    cannot: first.cannot ?? later.cannot,
    weekly: (first.weekly || later.weekly) && days === null,
    timesADay: first.timesADay ?? later.timesADay,
  };
}

/** Moves a time of the 12-hour clock into the part of the day that was typed. */
const placedInPart = (time: string, part: string | null): string =>
  part === null ? time : inDayPart(time, part);

/** Whether the remaining text begins like a time or UTC offset but is invalid: "25:00", "UTC+17". */
export function isWrongTime(rest: string, { time, zone }: Pick<ParsedSchedule, 'time' | 'zone'>): boolean {
  const [first = ''] = rest.split(/[\s,;]+/);
  return (time === null && /^\d/.test(first)) || (zone === null && isOffset(first));
}
