/** A day of the week by its ISO 8601 number: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const WORKING: readonly Weekday[] = [1, 2, 3, 4, 5];
const WEEKEND: readonly Weekday[] = [6, 7];

const DAY_NAMES: ReadonlyMap<string, Weekday> = new Map(
  [
    'monday mondays mon mo montag montags lunes',
    'tuesday tuesdays tues tue tu dienstag dienstags martes',
    'wednesday wednesdays weds wed we mittwoch mittwochs miércoles miercoles',
    'thursday thursdays thurs thur thu th donnerstag donnerstags jueves',
    'friday fridays fri fr freitag freitags viernes',
    'saturday saturdays sat sa samstag samstags sábado sábados sabado sabados',
    'sunday sundays sun su sonntag sonntags domingo domingos',
  ].flatMap((names, at) => names.split(' ').map((name) => [name, (at + 1) as Weekday] as const)),
);

const GROUPS: ReadonlyMap<string, readonly Weekday[]> = new Map([
  ...['weekday', 'weekdays', 'workday', 'workdays', 'werktag', 'werktags', 'werktage'].map(
    (name) => [name, WORKING] as const,
  ),
  ...['weekend', 'weekends', 'wochenende'].map((name) => [name, WEEKEND] as const),
]);
const WORKING_DAY = /^(?:working|work|week|business) days?$/;
const DAILY =
  /^(?:daily|everyday|(?:every|each|all) (?:single )?days?|once a day|täglich|jeden tag|diario|diariamente|cada día|todos los días|7 days a week)$/;
const WEEKLY = /^(?:weekly|once a week|(?:every|each) week|wöchentlich|semanal)$/;
/** Matches rhythms that digests do not support. */
const UNSUPPORTED =
  /^(?:monthly|hourly|yearly|annually|bi-?weekly|bi-?monthly|fortnightly|quarterly|(?:every|each) (?:month|hour|year|quarter|fortnight|minute)|(?:every|each) (?:other|second|third|few|couple of|\d+|two|three|four|five|six) \p{L}+|(?:twice|once|(?:\d+|two|three|four) times) (?:a|per|an|every|each) (?:week|month|hour|year)|(?:first|second|third|last) \p{L}+ of (?:the|each|every) month)$/u;

/** Matches how often a day: "twice a day", "3 times per day". */
const TIMES_A_DAY = /^(twice|(\d|two|three|four|five|six) times) (?:a|per|every|each) day$/;
const COUNTS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six'];

function timesADay(said: string): number | null {
  const [, how, count = ''] = TIMES_A_DAY.exec(said) ?? [];
  if (how === undefined) return null;
  if (how === 'twice') return 2;
  return COUNTS.includes(count) ? COUNTS.indexOf(count) : Number(count);
}

/** The most words in a rhythm: "first monday of the month" has five. */
export const MAX_DAY_WORDS = 5;

/**
 * What words say about days: the days in week order (empty means all), how often a day, weekly without a day, or an
 * unsupported rhythm.
 */
export type DaysReading =
  | { readonly days: readonly Weekday[] }
  | { readonly timesADay: number }
  | { readonly weekly: true }
  | { readonly cannot: string };

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/(?<![.,;])[.,;]+$/, '')
    .replace(/[–—]/g, '-');

/** Returns the days from one to another, across the end of the week if necessary. */
function range(from: Weekday, to: Weekday): Weekday[] {
  const days: Weekday[] = [];
  for (let day = from; ; day = ((day % 7) + 1) as Weekday) {
    days.push(day);
    if (day === to) return days;
  }
}

/** Parses one word as days: "monday", "mon-fri", "mon/wed/fri", "weekdays". Returns null for any other word. */
function daysOfWord(word: string): readonly Weekday[] | null {
  const group = GROUPS.get(word);
  if (group) return group;
  const [from, to, ...more] = word.split('-').map((name) => DAY_NAMES.get(name));
  if (from && to && more.length === 0) return range(from, to);
  const listed = word.split('/').map((name) => DAY_NAMES.get(name));
  return listed.every((day) => day !== undefined) ? (listed as Weekday[]) : null;
}

/**
 * Parses words about days: "weekdays", "monday to friday", "every day", "weekly", "every other day". Returns null if
 * the words are not about days or contain anything else.
 */
export function readDays(text: string): DaysReading | null {
  const said = plain(text).replace(/^(?:on|at|the) /, '');
  if (DAILY.test(said)) return { days: [] };
  if (WEEKLY.test(said)) return { weekly: true };
  const times = timesADay(said);
  if (times !== null) return { timesADay: times };
  if (UNSUPPORTED.test(said)) return { cannot: said };
  const bare = said.replace(/^(?:every|each|all|on|jeden|cada|los|el) /, '').replace(/ only$/, '');
  if (WORKING_DAY.test(bare)) return { days: WORKING };
  const [from, joint, to, ...more] = bare.split(' ');
  const [first, last] = [DAY_NAMES.get(from ?? ''), DAY_NAMES.get(to ?? '')];
  if (first && last && more.length === 0 && /^(?:to|through|thru|till|until|bis|-)$/.test(joint ?? ''))
    return { days: range(first, last) };
  const days = daysOfWord(bare);
  return days && { days };
}

/** Sorts days in week order and removes duplicates. All seven become an empty list, which means every day. */
export function normalizedDays(days: readonly Weekday[]): readonly Weekday[] {
  const unique = [...new Set(days)].sort((a, b) => a - b);
  return unique.length === 7 ? [] : unique;
}

const same = (a: readonly Weekday[], b: readonly Weekday[]): boolean => a.join() === b.join();

/** Formats days as a command accepts them: "weekdays", "mon,thu"; empty for every day. */
export function daysArgument(days: readonly Weekday[]): string {
  if (days.length === 0) return '';
  if (same(days, WORKING)) return 'weekdays';
  return days.map((day) => NAMES[day - 1]!.slice(0, 3).toLowerCase()).join('/');
}
