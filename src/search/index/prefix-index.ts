/** Words by their first two letters in lower case. */
export interface WordBuckets {
  add(word: number, text: string): void;
  remove(word: number, text: string): void;
  words(bucket: string): Iterable<number>;
}

const keyOf = (text: string): string => text.slice(0, 2).toLowerCase();

export function createWordBuckets(): WordBuckets {
  const buckets = new Map<string, Set<number>>();
  return {
    add(word, text) {
      const key = keyOf(text);
      const bucket = buckets.get(key) ?? new Set<number>();
      buckets.set(key, bucket.add(word));
    },
    remove(word, text) {
      const key = keyOf(text);
      const bucket = buckets.get(key);
      bucket?.delete(word);
      if (bucket?.size === 0) buckets.delete(key);
    },
    words: (bucket) => buckets.get(bucket) ?? [],
  };
}
