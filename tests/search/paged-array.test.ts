import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPagedArray } from '../../src/search/memory/paged-array.ts';

/** More numbers than a page has. */
const FAR = 17_000;

const joined = (pages: readonly Uint32Array[]): number[] => pages.flatMap((page) => [...page]);

describe('numbers in pages', () => {
  it('are what was put there, and a shared copy stays as it was whatever is changed later', () => {
    const step = fc.oneof(
      fc.record({ does: fc.constant('set' as const), at: fc.nat(FAR), value: fc.nat() }),
      fc.record({ does: fc.constant('push' as const), value: fc.nat() }),
      fc.record({ does: fc.constantFrom('pop' as const, 'share' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.constantFrom(0, 3, FAR), (steps, first) => {
        const expected = Array.from({ length: first }, (_, at) => at);
        const paged = createPagedArray(Uint32Array, Uint32Array.from(expected));
        const moments: (readonly [shared: readonly Uint32Array[], then: readonly number[]])[] = [];
        for (const one of steps) {
          if (one.does === 'set') {
            // Only existing or next indexes are set, because a skipped one keeps its former content.
            const at = Math.min(one.at, expected.length);
            paged.set(at, one.value);
            expected[at] = one.value;
          }
          if (one.does === 'push') paged.push(one.value);
          if (one.does === 'push') expected.push(one.value);
          if (one.does === 'pop') expect(paged.pop()).toBe(expected.pop());
          if (one.does === 'share') moments.push([paged.snapshot(), [...expected]]);
        }
        expect(paged.length).toBe(expected.length);
        expect(joined(paged.snapshot())).toEqual(expected);
        for (const [shared, then] of moments) expect(joined(shared)).toEqual(then);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves the pages between with zeros when it is set far behind its end', () => {
    const paged = createPagedArray(Uint32Array);
    paged.set(FAR, 7);
    expect([paged.length, paged.get(0), paged.get(FAR - 1), paged.get(FAR)]).toEqual([FAR + 1, 0, 0, 7]);
  });

  it('is shared without a copy: of a million numbers only the page that changes is copied', () => {
    const paged = createPagedArray(Uint32Array, new Uint32Array(1_000_000));
    const before = paged.snapshot();
    paged.set(500_000, 1);
    const after = paged.snapshot();
    expect(before.filter((page, at) => page.buffer !== after[at]!.buffer)).toHaveLength(1);
  });
});
