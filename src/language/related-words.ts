import { readFileSync } from 'node:fs';

/** A table of related stems. */
export interface RelatedWords {
  /** The stems related to one; undefined if there are none. */
  get(stem: string): ReadonlySet<string> | undefined;
}

/**
 * Parses a table that has a stem and all of its related stems on each line. A line is split when its stem is first
 * looked up: few of the thousands ever are.
 */
export function parseRelatedWords(text: string): RelatedWords {
  const lines = new Map<string, string>();
  for (const line of text.split('\n')) {
    const end = line.indexOf(' ');
    if (end > 0) lines.set(line.slice(0, end), line.slice(end + 1));
  }
  const sets = new Map<string, ReadonlySet<string>>();
  return {
    get(stem) {
      const known = sets.get(stem);
      if (known) return known;
      const line = lines.get(stem);
      if (line === undefined) return undefined;
      const set = new Set(line.split(' '));
      sets.set(stem, set);
      return set;
    },
  };
}

const read = (name: string): RelatedWords =>
  parseRelatedWords(readFileSync(new URL(`../../data/language/${name}`, import.meta.url), 'utf8'));

let related: RelatedWords | undefined;
let everyday: RelatedWords | undefined;

/** Returns the synonyms of a stem and those of its derivation, by the table that ships with the program. */
export function relatedWordsFor(one: string): ReadonlySet<string> | undefined {
  related ??= read('related-words.txt');
  return related.get(one);
}

/** Whether two stems are synonyms or of one derivation. */
export const areRelated = (one: string, other: string): boolean => relatedWordsFor(one)?.has(other) === true;

/** Returns the stems that the news may use in place of an everyday one; undefined for most. */
export function everydayWordsFor(one: string): ReadonlySet<string> | undefined {
  everyday ??= read('everyday-stems.txt');
  return everyday.get(one);
}

/** Whether the news may use one stem in place of the other: "severance" for "payoff". */
export const mayStandFor = (one: string, other: string): boolean =>
  everydayWordsFor(one)?.has(other) === true;
