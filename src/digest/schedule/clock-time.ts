/** Number words for hours and common minutes, with German hours. */
const NUMBERS: ReadonlyMap<string, number> = new Map(
  'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, number) => [word, number] as const)
    .concat(
      'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'
        .split(' ')
        .map((word, number) => [word, number] as const),
    )
    .concat([
      ['fifteen', 15],
      ['quarter', 15],
      ['twenty', 20],
      ['twenty-five', 25],
      ['half', 30],
      ['thirty', 30],
      ['forty', 40],
      ['forty-five', 45],
      ['fifty', 50],
    ]),
);

/** Named times of day, in minutes after midnight. */
const NAMED: ReadonlyMap<string, number> = new Map([
  ['noon', 720],
  ['midday', 720],
  ['mittag', 720],
  ['12 noon', 720],
  ['12 midday', 720],
  ['midnight', 0],
  ['mitternacht', 0],
  ['12 midnight', 0],
]);

/** The most words in a time: "at half past nine in the morning" has seven. */
export const MAX_TIME_WORDS = 7;

/** Filler words before, within and after a time. */
const LEADING = /^(?:at|um|by|@) +/;
const FILLER = /^(?:o['’]?clock|sharp|uhr|hours?|hrs?)$/;

type DayPart = 'am' | 'pm' | 'morning' | 'afternoon' | 'evening' | 'night';

/** Parts of the day that follow a time: "9 in the evening", "8 tonight", "9 p.m.". */
const PARTS: readonly (readonly [RegExp, DayPart])[] = [
  [/ (?:in the )?morning$/, 'morning'],
  [/ (?:in the )?(?:afternoon)$/, 'afternoon'],
  [/ (?:(?:in the )?evening|abends)$/, 'evening'],
  [/ (?:at night|tonight)$/, 'night'],
  [/ ?a\.?(?: ?m\.?)?$/, 'am'],
  [/ ?p\.?(?: ?m\.?)?$/, 'pm'],
];

/** Converts an hour and a part of the day to minutes after midnight. Returns null if they contradict each other. */
function minutesInPart(hour: number, minute: number, part: DayPart): number | null {
  const isEarly = part === 'morning' || part === 'am';
  if (hour > 12) return isEarly || part === 'pm' ? null : hour * 60 + minute;
  if (hour === 0) return part === 'morning' ? minute : null;
  // "2 at night" is before dawn; "9 at night" is in the evening.
  const isLate = part === 'night' ? hour >= 5 && hour < 12 : !isEarly;
  return ((hour % 12) + (isLate ? 12 : 0)) * 60 + minute;
}

const numberOf = (word: string | undefined): number | null => {
  if (word === undefined) return null;
  return /^\d{1,2}$/.test(word) ? Number(word) : (NUMBERS.get(word) ?? null);
};

/** Parses a relative time, such as "half past nine", "quarter to ten" or "20 past 8", as hour and minute. */
function parseRelative(words: readonly string[]): readonly [number, number] | null {
  const all = words.filter((word) => word !== 'a' && word !== 'minutes');
  if (all.length === 2 && (all[0] === 'half' || all[0] === 'halb')) {
    const hour = numberOf(all[1]);
    // British "half nine" is 9:30; German "halb neun" is 8:30.
    return hour === null ? null : all[0] === 'half' ? [hour, 30] : [(hour + 23) % 24, 30];
  }
  const [minutes, hour] = [numberOf(all[0]), numberOf(all[2])];
  if (all.length !== 3 || minutes === null || hour === null) return null;
  if (all[1] === 'past' || all[1] === 'after') return [hour, minutes];
  return all[1] === 'to' || all[1] === 'before' ? [(hour + 23) % 24, 60 - minutes] : null;
}

/** Parses a numeric time, such as "9", "09:30", "9.30", "2130", "9h30" or "nine thirty", as hour and minute. */
function parseNumeric(text: string): readonly [number, number] | null {
  const digits = /^(\d{1,2})(?:[:.h]?(\d{2})(?:[:.]00)?|h)?$/.exec(text);
  if (digits) return [Number(digits[1]), Number(digits[2] ?? 0)];
  const words = text.split(' ');
  const [hour, minute] = [numberOf(words[0]), words.length === 2 ? numberOf(words[1]) : 0];
  const isHour = hour !== null && (hour <= 12 || /^\d/.test(words[0]!));
  return words.length <= 2 && isHour && minute !== null && (words.length === 1 || minute >= 10)
    ? [hour, minute]
    : null;
}

/**
 * Parses a time of day: "9", "9am", "09:30", "9.30 pm", "2130", "noon", "half past nine", "9 Uhr", "8 in the evening".
 * 24:00 is midnight. Returns `HH:MM`, or null if it is not a time.
 *
 * @example readTime('9pm') // '21:00'
 */
export function readTime(text: string): string | null {
  const plain = text.slice(0, 60).normalize('NFKC').toLowerCase().replace(/[,;]/g, ' ');
  const words = plain.trim().replace(LEADING, '').split(/\s+/);
  const said = words.filter((word) => !FILLER.test(word)).join(' ');
  const named = NAMED.get(said);
  if (named !== undefined) return clock(named);
  const [end, part] = PARTS.find(([form]) => form.test(said)) ?? [];
  const bare = end ? said.replace(end, '') : said;
  const read = parseRelative(bare.split(' ')) ?? parseNumeric(bare);
  if (!read) return null;
  const [hour, minute] = read;
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return null;
  const at = part ? minutesInPart(hour, minute, part) : (hour % 24) * 60 + minute;
  return at === null ? null : clock(at);
}

const two = (number: number): string => String(number).padStart(2, '0');
const clock = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** Moves a time of the 12-hour clock into a part of the day: 8 in "every evening at 8" becomes 20:00. */
export function inDayPart(time: string, part: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (hour > 12 || !/^(?:morning|afternoon|evening|night)$/.test(part)) return time;
  const at = minutesInPart(hour, minute, part as DayPart);
  return at === null ? time : clock(at);
}
