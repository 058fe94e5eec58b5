import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Digests, runDigests } from '../../src/digest/scheduler.ts';
import { type DigestBed, digestBed } from './harness.ts';

let bed: DigestBed;
let digests: Digests | null = null;
let clock: NodeJS.Timeout | null = null;
beforeEach(async () => {
  bed = await digestBed();
});
afterEach(async () => {
  await digests?.stop();
  if (clock) clearInterval(clock);
  await bed.store.close();
});

/** An interval so long that only a wake-up can have started the loop. */
const SELDOM = 3600_000;

it('wakes at the minute at which a digest is due, however seldom it looks at the clock', async () => {
  await bed.subscribe('C1');
  const offset = Date.parse('2026-05-14T06:59:59.000Z') - Date.now();
  const set = (): void => bed.at(new Date(Date.now() + offset));
  set();
  clock = setInterval(set, 5);
  digests = runDigests({ ...bed.parts, tick: SELDOM });
  await expect.poll(() => bed.chat.in('C1').length, { timeout: 20_000 }).toBe(1);
  expect(bed.now().getTime()).toBeGreaterThanOrEqual(Date.parse('2026-05-14T07:00:00Z'));
});

it('yields to the event loop while it plans many digests', async () => {
  for (let at = 0; at < 120; at++) await bed.subscribe(`C${at}`);
  bed.at('2026-05-14T07:00:00Z');
  const planned = async (): Promise<number> => {
    const { count } = await bed.store.db
      .selectFrom('deliveries')
      .select(({ fn }) => fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  const seen: number[] = [];
  const all = bed.plan();
  setImmediate(() => void planned().then((count) => seen.push(count)));
  await all;
  await expect.poll(() => seen.length).toBe(1);
  expect(seen[0]).toBeLessThan(120);
});
