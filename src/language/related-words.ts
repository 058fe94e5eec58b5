import { readFileSync } from 'node:fs';
import { stem } from './stemmer.ts';

/** Related stems by stem, in both directions. */
export type RelatedWords = ReadonlyMap<string, ReadonlySet<string>>;

function pairsOf(lines: Iterable<readonly string[]>): RelatedWords {
  const related = new Map<string, Set<string>>();
  const relate = (one: string, other: string): void => {
    const known = related.get(one);
    if (known) known.add(other);
    else related.set(one, new Set([other]));
  };
  for (const [first, ...others] of lines)
    for (const other of others) {
      relate(first!, other);
      relate(other, first!);
    }
  return related;
}

/**
 * Parses a table with a stem and its related stems on each line: synonyms, and words of one derivation ("academy",
 * "academic").
 */
export const parseRelatedWords = (text: string): RelatedWords =>
  pairsOf(text.split('\n').map((line) => line.split(' ')));

/** Parses a table with a word on each line and, after a colon, the words that the news may use in its place. */
export const parseEverydayWords = (text: string): RelatedWords =>
  pairsOf(text.split('\n').map((line) => line.replace(':', '').split(' ').map(stem)));

const read = (name: string): string =>
  readFileSync(new URL(`../../data/language/${name}`, import.meta.url), 'utf8');

let related: RelatedWords | undefined;
let everyday: RelatedWords | undefined;

/** Whether two stems are synonyms or of one derivation, by the table that ships with the program. */
export function areRelated(one: string, other: string): boolean {
  related ??= parseRelatedWords(read('related-words.txt'));
  return related.get(one)?.has(other) === true;
}

/** Returns the stems that the news may use in place of an everyday one; undefined for most. */
export function everydayWordsFor(one: string): ReadonlySet<string> | undefined {
  everyday ??= parseEverydayWords(read('everyday-words.txt'));
  return everyday.get(one);
}

/** Whether the news may use one stem in place of the other: "severance" for "payoff". */
export const mayStandFor = (one: string, other: string): boolean =>
  everydayWordsFor(one)?.has(other) === true;
