import { kindsOfWord } from './answer-kind.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Words by their first two letters, and what each may answer. */
export interface WordBuckets {
  /** Notes a word the first time it is met. */
  note(word: number): void;
  words(bucket: string): Iterable<number>;
  /** The kinds of answer that the word serves as, as bits. */
  kindsOf(word: number): number;
}

export function createWordBuckets(vocabulary: Vocabulary): WordBuckets {
  const buckets = new Map<string, Set<number>>();
  /** What was noted under a number, to see when a number was given to another word. */
  const texts: string[] = [];
  let flags = new Uint8Array(1024);
  return {
    note(word) {
      const text = vocabulary.textOf(word);
      if (texts[word] === text) return;
      const old = texts[word];
      if (old) buckets.get(old.slice(0, 2).toLowerCase())?.delete(word);
      texts[word] = text;
      if (word >= flags.length) {
        const wider = new Uint8Array(Math.max(word + 1, flags.length * 2));
        wider.set(flags);
        flags = wider;
      }
      flags[word] = kindsOfWord(text);
      const key = text.slice(0, 2).toLowerCase();
      const bucket = buckets.get(key) ?? new Set<number>();
      buckets.set(key, bucket.add(word));
    },
    words: (bucket) => buckets.get(bucket) ?? [],
    kindsOf: (word) => flags[word]!,
  };
}
