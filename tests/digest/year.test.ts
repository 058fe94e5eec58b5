import { expect, it } from 'vitest';
import { runYear, ZONES } from './year.ts';

/** `npm run soak:digest-year` does the same for 2,000 digests over a whole leap year. */
it('posts exactly once a slot of each local day at its minute, for every rhythm, in forty zones, over every change of the clocks and a leap day', async () => {
  expect(ZONES).toHaveLength(40);
  const figures = await runYear({
    subscriptions: 120,
    spans: [
      ['2028-02-28T00:00:00Z', '2028-03-02T00:00:00Z'],
      ['2028-03-25T00:00:00Z', '2028-03-27T12:00:00Z'],
      ['2028-10-28T00:00:00Z', '2028-10-30T12:00:00Z'],
    ],
  });
  expect(figures.faults).toEqual([]);
  expect(figures.deliveries).toBe(figures.slots - figures.shared);
  expect(figures.deliveries).toBeGreaterThan(600);
  expect(figures.latest).toBeLessThanOrEqual(60_000);
  expect(figures.skippedTimes).toBeGreaterThan(0);
  expect(figures.twiceTimes).toBeGreaterThan(0);
});
