import { monthNamed } from './month-names.ts';

/** The longest text of a date, in UTF-16 units. */
const MAX_LENGTH = 120;

/**
 * Parses a publisher's date as ISO 8601: an instant if it has a zone, otherwise a date; null if it is ambiguous, such
 * as 03/04/2020. Accepts ISO 8601, RFC 822 and asctime with month names of many languages, seconds and milliseconds
 * since 1970, and unambiguous numeric dates.
 *
 * @example publishedDate('Tue, 14 May 2019 21:20:00 GMT') === '2019-05-14T21:20:00.000Z'
 */
export function publishedDate(text: string | null | undefined): string | null {
  const value = (text ?? '').slice(0, MAX_LENGTH).normalize('NFKC').replaceAll('\u2212', '-').trim();
  if (/^(?:\d{10}|\d{13})$/.test(value)) return new Date(Number(value.padEnd(13, '0'))).toISOString();
  const day = dayIn(value);
  if (!day) return null;
  const iso = `${day.year}-${padded(day.month)}-${padded(day.day)}`;
  const midnight = new Date(`${iso}T00:00:00Z`);
  // An impossible day (31 April) rolls over instead of failing.
  if (Number.isNaN(midnight.getTime()) || midnight.toISOString().slice(0, 10) !== iso) return null;
  const clock = clockIn(value.slice(0, day.from) + value.slice(day.to).replace(/^T/i, ' '));
  const instant = clock && new Date(`${iso}T${clock}`);
  return instant && !Number.isNaN(instant.getTime()) ? instant.toISOString() : iso;
}

interface Day {
  readonly year: string;
  readonly month: number;
  readonly day: number;
  /** The end of the date in the text; the time follows. */
  readonly from: number;
  readonly to: number;
}

const YEAR_FIRST =
  /(?<!\d)(\d{4})(?:[-/.]\s?|[年년]\s?)(\d{1,2})(?:[-/.]\s?|[月월]\s?)(\d{1,2})[日일]?(?!\d)|^(\d{4})(\d{2})(\d{2})(?!\d)/;
const DAY_MONTH_YEAR =
  /(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|[.ºª])?[\s,-]{0,3}(?:(?:de|of)\s)?(\p{L}{3,14})\.?(?:\s(?:de|del)\s|[\s,-]{1,3})(\d{4}|'?\d{2})(?![\d:])/gu;
const MONTH_DAY = /(?<!\p{L})(\p{L}{3,14})\.?[\s-]{1,3}(\d{1,2})(?:st|nd|rd|th)?(?![\d:])/gu;
const YEAR_BEHIND = /^[\s,-]{1,3}(\d{4})(?!\d)/;
/** Matches the year after the time, as in asctime and date(1). */
const YEAR_LAST = /\s(\d{4})$/;
const YEAR_MONTH_DAY = /(?<!\d)(\d{4})\.?\s(\p{L}{3,14})\.?\s(\d{1,2})(?!\d)/gu;
const NUMBERS = /(?<![\d:])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)/;

function dayIn(value: string): Day | null {
  const first = YEAR_FIRST.exec(value);
  if (first) {
    const [year, month, day] = first.slice(1).filter((part) => part !== undefined);
    return dayOf(first, year!, Number(month), day!);
  }
  for (const match of value.matchAll(DAY_MONTH_YEAR)) {
    const month = monthNamed(match[2]!);
    if (month) return dayOf(match, match[3]!, month, match[1]!);
  }
  for (const match of value.matchAll(MONTH_DAY)) {
    const month = monthNamed(match[1]!);
    const end = match.index + match[0].length;
    const behind = YEAR_BEHIND.exec(value.slice(end));
    const year = behind?.[1] ?? YEAR_LAST.exec(value.slice(end))?.[1];
    if (month && year)
      return { ...dayOf(match, year, month, match[2]!), to: end + (behind?.[0].length ?? 0) };
  }
  for (const match of value.matchAll(YEAR_MONTH_DAY)) {
    const month = monthNamed(match[2]!);
    if (month) return dayOf(match, match[1]!, month, match[3]!);
  }
  const numbers = NUMBERS.exec(value);
  if (!numbers) return null;
  const [, left, separator, right, year] = numbers;
  // With dots the day comes first everywhere. Otherwise only a number over 12, or two equal ones, show the order.
  const dayFirst = separator === '.' || Number(left) > 12 || left === right;
  if (!dayFirst && Number(right) <= 12) return null;
  return dayOf(numbers, year!, Number(dayFirst ? right : left), (dayFirst ? left : right)!);
}

function dayOf(match: RegExpExecArray, year: string, month: number, day: string): Day {
  const short = year.replace("'", '');
  const full = short.length === 4 ? short : `${Number(short) < 70 ? '20' : '19'}${short}`;
  return { year: full, month, day: Number(day), from: match.index, to: match.index + match[0].length };
}

/** Zones by abbreviation. Ambiguous ones (IST, China's CST) are omitted or read as in RFC 822. */
const ZONES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Z: '+00:00',
    UTC: '+00:00',
    GMT: '+00:00',
    UT: '+00:00',
    WET: '+00:00',
    WEST: '+01:00',
    BST: '+01:00',
    CET: '+01:00',
    MET: '+01:00',
    MEZ: '+01:00',
    WAT: '+01:00',
    CEST: '+02:00',
    MEST: '+02:00',
    MESZ: '+02:00',
    EET: '+02:00',
    SAST: '+02:00',
    CAT: '+02:00',
    EEST: '+03:00',
    MSK: '+03:00',
    TRT: '+03:00',
    EAT: '+03:00',
    MSD: '+04:00',
    GST: '+04:00',
    PKT: '+05:00',
    WIB: '+07:00',
    ICT: '+07:00',
    HKT: '+08:00',
    SGT: '+08:00',
    PHT: '+08:00',
    AWST: '+08:00',
    JST: '+09:00',
    KST: '+09:00',
    ACST: '+09:30',
    AEST: '+10:00',
    ACDT: '+10:30',
    AEDT: '+11:00',
    NZST: '+12:00',
    NZDT: '+13:00',
    NDT: '-02:30',
    BRT: '-03:00',
    ART: '-03:00',
    ADT: '-03:00',
    NST: '-03:30',
    AST: '-04:00',
    EDT: '-04:00',
    EST: '-05:00',
    CDT: '-05:00',
    CST: '-06:00',
    MDT: '-06:00',
    MST: '-07:00',
    PDT: '-07:00',
    PST: '-08:00',
    AKDT: '-08:00',
    AKST: '-09:00',
    HST: '-10:00',
  }),
);

const CLOCK =
  /(?<![\d.])(\d{1,2})(?::|\s?h\s?)(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?!\d)\s?(?:([ap])\.?\s?m\b\.?)?/i;
const COMPACT_CLOCK = /^\s?(\d{2})(\d{2})(\d{2})?(?=Z|[+-]\d|$)/;
const OFFSET = /^\W{0,3}?(?:GMT|UTC|UT|Z)?\s?([+-])(\d{1,2}):?(\d{2})?(?!\d)/i;

/** Parses the time of day and its zone to ISO 8601; null if either is missing or unknown. */
function clockIn(text: string): string | null {
  const clock = CLOCK.exec(text) ?? COMPACT_CLOCK.exec(text);
  if (!clock) return null;
  const [, hours, minutes, seconds = '00', half] = clock;
  const afternoon = half?.toLowerCase() === 'p';
  const hour = half ? (Number(hours) % 12) + (afternoon ? 12 : 0) : Number(hours);
  const zone = zoneIn(text.slice(clock.index + clock[0].length));
  // A leap second has no ISO instant.
  return zone && `${padded(hour)}:${minutes}:${seconds === '60' ? '59' : seconds}${zone}`;
}

function zoneIn(after: string): string | null {
  const offset = OFFSET.exec(after);
  if (offset) {
    const [, sign, hours, minutes = '00'] = offset;
    return Number(hours) <= 14 && Number(minutes) < 60 ? `${sign}${padded(Number(hours))}:${minutes}` : null;
  }
  const name = /^\W{0,3}([A-Z]{1,4})(?![A-Za-z])/.exec(after)?.[1];
  return (name && ZONES.get(name)) || null;
}

function padded(number: number): string {
  return String(number).padStart(2, '0');
}
