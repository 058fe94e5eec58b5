import { describe, expect, it } from 'vitest';
import { createWeakCache } from '../../src/domain/weak-cache.ts';

describe('a weak cache', () => {
  /** A cache of two values a generation, with the keys for which a value was computed. */
  function cacheOfTwo() {
    const computed: string[] = [];
    const cache = createWeakCache(2, (key: { readonly name: string }) => {
      computed.push(key.name);
      return [key.name];
    });
    return { cache, computed };
  }
  const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name })) as [
    { name: string },
    { name: string },
    { name: string },
    { name: string },
    { name: string },
  ];

  it('computes a value once while it is used', () => {
    const { cache, computed } = cacheOfTwo();
    expect(cache.of(a)).toBe(cache.of(a));
    for (const key of [b, a, c, a, d, a, e, a]) cache.of(key);
    expect(computed).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('drops what was not used for two generations, and computes it again', () => {
    const { cache, computed } = cacheOfTwo();
    for (const key of [a, b, c, d, e, a]) cache.of(key);
    expect(computed).toEqual(['a', 'b', 'c', 'd', 'e', 'a']);
  });
});
