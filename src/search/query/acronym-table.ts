import { FIELD, fieldIn, wordIn } from '../index/forward-index.ts';
import type { TermDictionary } from '../index/term-dictionary.ts';

/** The acronyms that the indexed texts define, with their long forms. */
export interface AcronymTable {
  /** The long forms of an acronym, each as stems, most used first. */
  longFormsOf(acronym: string): readonly (readonly string[])[];
  /** The acronyms of a long form, given as stems separated by spaces. */
  acronymsOf(long: string): readonly string[];
  /** The length of the longest long form, in words. */
  readonly longest: number;
  /** Adds (`by` 1) or subtracts (-1) the definitions among a document's tokens, [from, to). */
  count(words: Uint32Array, from: number, to: number, vocabulary: TermDictionary, by: 1 | -1): void;
}

function addToCount(counts: Map<string, Map<string, number>>, key: string, value: string, by: 1 | -1): void {
  const inner = counts.get(key) ?? new Map<string, number>();
  const next = (inner.get(value) ?? 0) + by;
  if (next > 0) inner.set(value, next);
  else inner.delete(value);
  if (inner.size > 0) counts.set(key, inner);
  else counts.delete(key);
}

export function createAcronymTable(): AcronymTable {
  const longForms = new Map<string, Map<string, number>>();
  const acronyms = new Map<string, Map<string, number>>();
  let longest = 0;
  return {
    longFormsOf: (acronym) =>
      [...(longForms.get(acronym) ?? [])]
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .slice(0, 3)
        .map(([long]) => long.split(' ')),
    acronymsOf: (long) => [...(acronyms.get(long)?.keys() ?? [])].sort(),
    get longest() {
      return longest;
    },
    count(words, from, to, vocabulary, by) {
      for (let at = from; at < to; at++) {
        if (fieldIn(words[at]!) !== FIELD.defines) continue;
        const acronym = vocabulary.textOf(wordIn(words[at]!)).slice(1);
        const long = vocabulary.textOf(wordIn(words[at + 1]!)).slice(1);
        longest = Math.max(longest, long.split(' ').length);
        addToCount(longForms, acronym, long, by);
        addToCount(acronyms, long, acronym, by);
      }
    },
  };
}
