import { FIELD, fieldIn, wordIn } from '../index/forward-index.ts';
import type { Vocabulary } from '../index/term-dictionary.ts';

/** Which acronyms the loaded texts define, and by which words. */
export interface Definitions {
  /** The long forms of an acronym, each as stems, most used first. */
  longOf(acronym: string): readonly (readonly string[])[];
  /** The acronyms that stand for these stems. */
  acronymsOf(long: string): readonly string[];
  /** Longest known long form, in words. */
  readonly longest: number;
  /** Counts the definitions among a document's words, [from, to), in or out. */
  count(words: Uint32Array, from: number, to: number, vocabulary: Vocabulary, by: 1 | -1): void;
}

function bump(counts: Map<string, Map<string, number>>, key: string, value: string, by: 1 | -1): void {
  const inner = counts.get(key) ?? new Map<string, number>();
  const next = (inner.get(value) ?? 0) + by;
  if (next > 0) inner.set(value, next);
  else inner.delete(value);
  if (inner.size > 0) counts.set(key, inner);
  else counts.delete(key);
}

export function createDefinitions(): Definitions {
  const longs = new Map<string, Map<string, number>>();
  const acronyms = new Map<string, Map<string, number>>();
  let longest = 0;
  return {
    longOf: (acronym) =>
      [...(longs.get(acronym) ?? [])]
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
        bump(longs, acronym, long, by);
        bump(acronyms, long, acronym, by);
      }
    },
  };
}
