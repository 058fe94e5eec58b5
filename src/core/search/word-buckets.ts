import type { Vocabulary } from './vocabulary.ts';

/** Words by their first two letters, and which of them are numbers. */
export interface WordBuckets {
  /** Notes a word the first time it is met. */
  note(word: number): void;
  words(bucket: string): Iterable<number>;
  isNumber(word: number): boolean;
}

const HAS_DIGIT = /\p{N}/u;
const SPELLED = new Set(
  'two three four five six seven eight nine ten twelve hundred thousand million billion'.split(' '),
);

const NUMBER = 1;
const NOTED = 2;

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
      flags[word] = NOTED | (HAS_DIGIT.test(text) || SPELLED.has(text) ? NUMBER : 0);
      const key = text.slice(0, 2).toLowerCase();
      const bucket = buckets.get(key) ?? new Set<number>();
      buckets.set(key, bucket.add(word));
    },
    words: (bucket) => buckets.get(bucket) ?? [],
    isNumber: (word) => (flags[word]! & NUMBER) !== 0,
  };
}
