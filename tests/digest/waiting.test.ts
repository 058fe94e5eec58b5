import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWorker } from '../../src/digest/delivery-worker.ts';
import { createRateLimitPauses } from '../../src/digest/rate-limit-pauses.ts';
import { type DigestBed, digestBed, due, rowOf, TENANT } from './harness.ts';

let bed: DigestBed;
beforeEach(async () => {
  bed = await digestBed();
});
afterEach(() => bed.store.close());

it('waits at least as long as the platform says', async () => {
  const subscription = await due(bed);
  bed.chat.next({ answer: { kind: 'later', afterMs: 42_000, why: 'Slack asks to wait 42 s.' } });
  await bed.work();
  bed.pass(41_999);
  await bed.work();
  expect(bed.chat.posts()).toBe(1);
  expect(await rowOf(bed, subscription)).toMatchObject({
    state: 'planned',
    error: 'Slack asks to wait 42 s.',
  });
  bed.pass(1);
  await bed.work();
  expect(bed.chat.in('C1')).toHaveLength(1);
  expect((await rowOf(bed, subscription)).state).toBe('sent');
});

it('holds back all posts to a workspace that asks to wait, and then posts each once', async () => {
  for (const channel of ['C1', 'C2', 'C3']) await bed.subscribe(channel);
  bed.at('2026-05-14T07:00:00Z');
  await bed.plan();
  const why = 'Slack asks to wait 30 s.';
  bed.chat.next({ answer: { kind: 'later', afterMs: 30_000, pauses: 'tenant', why } });
  await createWorker('slack', { ...bed.parts, atOnce: 1 }).drain();
  expect(bed.chat.posts()).toBe(1);
  bed.pass(29_999);
  await bed.work();
  expect(bed.chat.posts()).toBe(1);
  const { deliveries } = await bed.service.status(TENANT, 'C2');
  expect(deliveries[0]).toMatchObject({ state: 'planned', error: why });
  bed.pass(1);
  await bed.work();
  for (const channel of ['C1', 'C2', 'C3']) expect(bed.chat.in(channel)).toHaveLength(1);
});

it('sends nothing more to a workspace that asked to wait, also not what comes due meanwhile', async () => {
  await due(bed);
  const worker = createWorker('slack', bed.parts);
  const why = 'Slack asks to wait 90 s.';
  bed.chat.next({ answer: { kind: 'later', afterMs: 90_000, pauses: 'tenant', why } });
  await worker.drain();
  const second = await bed.subscribe('C2', { localTime: '09:01' });
  bed.pass(60_000);
  await bed.plan();
  await worker.drain();
  expect(bed.chat.posts()).toBe(1);
  expect(await rowOf(bed, second)).toMatchObject({ state: 'planned', mayBePosted: false, error: why });
  bed.pass(29_000);
  await worker.drain();
  expect(bed.chat.posts()).toBe(1);
  bed.pass(1_000);
  await worker.drain();
  for (const channel of ['C1', 'C2']) expect(bed.chat.in(channel)).toHaveLength(1);
});

it('tells the operator once that a workspace waits, however many posts were under way', async () => {
  for (const channel of ['C1', 'C2', 'C3']) await bed.subscribe(channel);
  bed.at('2026-05-14T07:00:00Z');
  await bed.plan();
  const why = 'Slack asks to wait 30 s.';
  const answer = { kind: 'later', afterMs: 30_000, pauses: 'tenant', why } as const;
  bed.chat.next({ answer }, { answer }, { answer });
  await bed.work();
  expect(bed.chat.posts()).toBe(3);
  expect(bed.logged).toEqual([why]);
});

it('takes the longest pause that a platform asks for, and lets none last for a clock that is set back', () => {
  const holds = createRateLimitPauses(bed.now);
  expect(holds.of(TENANT)).toBeNull();
  expect(holds.pause(TENANT, { why: 'a channel’s' }, 1_000)).toBe(true);
  expect(holds.pause(TENANT, { why: 'the workspace’s' }, 30_000)).toBe(true);
  expect(holds.pause(TENANT, { why: 'the workspace’s again' }, 30_000)).toBe(false);
  expect(holds.pause(TENANT, { why: 'another channel’s' }, 1_000)).toBe(false);
  expect(holds.of(TENANT)).toMatchObject({ why: 'the workspace’s' });
  expect(holds.of('slack:T2')).toBeNull();
  bed.pass(-3_600_000);
  expect(holds.of(TENANT)!.afterMs).toBeLessThanOrEqual(30_000);
  bed.pass(3_600_000 + 30_000);
  expect(holds.of(TENANT)).toBeNull();
});

it('waits longer and longer where the platform names no pause, and gives up with the catch-up window', async () => {
  const subscription = await due(bed);
  const pauses: number[] = [];
  let last = bed.now().getTime();
  for (let tries = 0; tries < 100 && (await rowOf(bed, subscription)).state !== 'skipped'; tries++) {
    bed.chat.next({ answer: { kind: 'later', why: 'Slack answered with HTTP 503.' } });
    const before = bed.chat.posts();
    await bed.work();
    if (bed.chat.posts() > before) pauses.push(bed.now().getTime() - last);
    last = bed.now().getTime();
    const open = await bed.store.db.selectFrom('deliveries').select('next_try').executeTakeFirstOrThrow();
    bed.at(open.next_try);
  }
  expect(pauses.slice(1, 6)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000]);
  expect(Math.max(...pauses)).toBe(600_000);
  expect(await rowOf(bed, subscription)).toMatchObject({
    state: 'skipped',
    error: 'missed: Slack answered with HTTP 503.',
  });
  expect(bed.chat.in('C1')).toEqual([]);
});

it('goes on with what comes due while a post hangs', async () => {
  await due(bed);
  const answered = Promise.withResolvers<void>();
  bed.chat.during(({ channel }) => (channel === 'C1' ? answered.promise : Promise.resolve()));
  const drained = bed.work();
  await expect.poll(() => bed.chat.posts()).toBe(1);
  await bed.subscribe('C2', { localTime: '09:01' });
  bed.pass(60_000);
  await bed.plan();
  await expect.poll(() => bed.chat.in('C2').length, { timeout: 10_000 }).toBe(1);
  expect(bed.chat.in('C1')).toEqual([]);
  answered.resolve();
  await drained;
  expect(bed.chat.in('C1')).toHaveLength(1);
});
