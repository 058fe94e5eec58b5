import { DAYS_AND_MONTHS } from '../../language/lexicon/function-words.ts';
import { datelineOf } from '../facts/dateline.ts';
import { publishedDate } from '../parse/published-date.ts';

/** The lines of a text among which its author and date are looked for. */
const LINES = 5;
const LONGEST_LINE = 100;

/** Matches an author's line: "By Anna Berg and Karl Holm". The first group is the names. */
const AUTHOR =
  /^\W{0,3}(?:By|BY|by):? (\p{Lu}[\p{L}.'’-]+(?:,? (?:and |de |van |von )?\p{Lu}[\p{L}.'’-]+){1,6})$/u;
/** Words beside a date that is a line of its own. */
const OF_A_DATE = /^(?:published|updated|posted|last|date|gmt|utc|cet|cest|est|edt|bst|noon|midnight)$/;

const isDate = (line: string): boolean =>
  (line.match(/\p{L}{3,}/gu) ?? []).every(
    (word) => DAYS_AND_MONTHS.has(word.toLowerCase()) || OF_A_DATE.test(word.toLowerCase()),
  );

/**
 * Returns the author and the date that a text without metadata names in its first lines: "By Anna Berg", "9 October
 * 2026", or the dateline "OSLO, 9 October 2026 - ". Each is null if there is none.
 */
export function headOfText(text: string): {
  readonly byline: string | null;
  readonly published: string | null;
} {
  const lines = text
    .slice(0, 2_000)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, LINES);
  const short = lines.filter((line) => line.length <= LONGEST_LINE);
  const byline = short.flatMap((line) => AUTHOR.exec(line)?.[1] ?? [])[0] ?? null;
  const dates = [
    ...short.filter(isDate),
    ...lines.map((line) => line.slice(0, datelineOf(line))).filter((dateline) => dateline !== ''),
  ];
  const published = dates.flatMap((date) => publishedDate(date) ?? [])[0] ?? null;
  return { byline, published };
}
