/** A prefix index: word ids by the first two letters of the word, in lower case. */
export interface PrefixIndex {
  add(word: number, text: string): void;
  remove(word: number, text: string): void;
  words(prefix: string): Iterable<number>;
}

const keyOf = (text: string): string => text.slice(0, 2).toLowerCase();

export function createPrefixIndex(): PrefixIndex {
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
    words: (prefix) => buckets.get(prefix) ?? [],
  };
}
