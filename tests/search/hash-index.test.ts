import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHashIndex } from '../../src/search/memory/hash-index.ts';

describe('a hash index', () => {
  it('has what was inserted and not removed, across the size at which it is divided into tables', () =>
    fc.assert(
      fc.property(fc.integer(), fc.nat(200), fc.constantFrom(0, 10, 4_090, 6_000), (seed, kept, expected) => {
        const hashOf = (slot: number): number => Math.imul(slot ^ seed, 0x9e3779b1) >>> 0;
        const index = createHashIndex(hashOf, expected);
        const find = (slot: number) => index.find(hashOf(slot), (other) => other === slot);
        for (let slot = 0; slot < 5_000; slot++) index.insert(hashOf(slot), slot);
        expect(index.size).toBe(5_000);
        for (let slot = 0; slot < 5_000; slot++) expect(find(slot)).toBe(slot);
        for (let slot = kept; slot < 5_000; slot++) index.remove(hashOf(slot), slot);
        expect(index.size).toBe(kept);
        for (let slot = 0; slot < 5_000; slot++) expect(find(slot)).toBe(slot < kept ? slot : undefined);
      }),
      { numRuns: 20 },
    ));
});
