import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffDelay, withJitter } from '../../src/domain/backoff.ts';

describe('the back-off', () => {
  it.each([
    [0, 0],
    [1, 250],
    [2, 500],
    [3, 1_000],
    [6, 5_000],
    [2_000, 5_000],
  ])('after %i failures is %i ms', (failures, delay) => {
    expect(backoffDelay({ first: 250, longest: 5_000 }, failures)).toBe(delay);
  });

  it('with jitter stays within a quarter of the delay', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (ms, random) => {
          const delay = withJitter(ms, random);
          expect(delay).toBeGreaterThanOrEqual(ms * 0.75);
          expect(delay).toBeLessThanOrEqual(ms * 1.25);
        },
      ),
    );
  });
});
