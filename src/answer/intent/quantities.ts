import type { Since } from './intent.ts';
import type { MessageWord } from './words.ts';

const NUMBERS: ReadonlyMap<string, number> = new Map([
  ...'zero one two three four five six seven eight nine ten eleven twelve'
    .split(' ')
    .map((word, number) => [word, number] as const),
  ['a couple', 2],
  ['a few', 3],
  ['few', 3],
  ['several', 5],
  ['a dozen', 12],
  ['fifteen', 15],
  ['twenty', 20],
]);

/** The most lines that one card can have on request. */
const MOST_LINES = 20;

/** Parses a number of lines: "5", "three", "a few". At most twenty; null if it is not a number. */
export function countIn(words: readonly MessageWord[]): number | null {
  const said = words.map(({ key }) => key).join(' ');
  const number = /^\d{1,3}$/.test(said) ? Number(said) : (NUMBERS.get(said) ?? null);
  return number === null || number === 0 ? null : Math.min(number, MOST_LINES);
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const SPANS: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['todays', 0],
  ['this morning', 0],
  ['tonight', 0],
  ['now', 0],
  ['overnight', 1],
  ['last night', 1],
  ['yesterday', 1],
  ['yesterdays', 1],
  ['yesterday morning', 1],
  ['yesterday evening', 1],
  ['the day before yesterday', 2],
  ['this week', 7],
  ['this weeks', 7],
  ['the week', 7],
  ['last week', 7],
  ['last weeks', 7],
  ['the last week', 7],
  ['the past week', 7],
  ['the weekend', 3],
  ['last weekend', 3],
  ['this month', 31],
  ['last month', 31],
  ['the last month', 31],
  ['the past month', 31],
  ['lately', 7],
  ['recently', 7],
]);
const UNITS: ReadonlyMap<string, number> = new Map([
  ['hour', 1 / 24],
  ['hours', 1 / 24],
  ['day', 1],
  ['days', 1],
  ['week', 7],
  ['weeks', 7],
  ['month', 31],
  ['months', 31],
]);

/** Parses the start of a period: "yesterday", "Monday", "the last 3 days", "a week ago". Returns null if it is none. */
export function sinceIn(words: readonly MessageWord[], said: string): Since | null {
  const keys = words.map(({ key }) => key);
  const text = keys.join(' ');
  const days = SPANS.get(text);
  if (days !== undefined) return { days, said };
  const weekday = WEEKDAYS.indexOf(text.replace(/^last /, ''));
  if (weekday >= 0) return { weekday, said };
  const bare = keys.filter((key) => !['the', 'last', 'past', 'ago', 'previous', 'about'].includes(key));
  const unit = UNITS.get(bare.at(-1) ?? '');
  if (unit === undefined || bare.length > 3) return null;
  const count = bare.slice(0, -1).join(' ');
  const number = /^\d{1,3}$/.test(count)
    ? Number(count)
    : count === '' || count === 'a' || count === 'an'
      ? 1
      : NUMBERS.get(count);
  return number === undefined ? null : { days: Math.min(Math.ceil(number * unit), 366), said };
}
