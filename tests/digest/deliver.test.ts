import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWorker } from '../../src/digest/delivery-worker.ts';
import { parsePlannedCard } from '../../src/digest/planned-card.ts';
import { claimDue } from '../../src/digest/store/outbox.ts';
import { switchOff } from '../../src/digest/store/subscriptions.ts';
import { EVERY_TENANT } from '../../src/storage/database.ts';
import { type DigestBed, digestBed, due, rowOf, TENANT } from './harness.ts';

let bed: DigestBed;
beforeEach(async () => {
  bed = await digestBed();
});
afterEach(() => bed.store.close());

it('posts what is due once, records the message, and its buttons are known', async () => {
  const subscription = await due(bed);
  await bed.work();
  await bed.work();
  expect(bed.chat.in('C1')).toHaveLength(1);
  const { state, messageId, payload, id } = await rowOf(bed, subscription);
  expect([state, messageId]).toEqual(['sent', bed.chat.in('C1')[0]!.messageId]);
  const { card } = parsePlannedCard(payload)!;
  expect(card.id).toBe(id);
  expect(await bed.parts.memory.card(TENANT, card.id)).toMatchObject({
    channel: 'C1',
    person: null,
    kind: 'digest',
  });
});

it('ends a delivery whose stored card cannot be read, and posts the others', async () => {
  const damaged = await due(bed);
  const whole = await bed.subscribe('C2');
  await bed.plan();
  const { id } = await rowOf(bed, damaged);
  await bed.store.db
    .updateTable('deliveries')
    .set({ payload: '{"card":{"title":"Good morning"}}' })
    .where('id', '=', id)
    .execute();
  await bed.work();
  const error = 'its stored card does not have the expected form';
  expect(await rowOf(bed, damaged)).toMatchObject({ state: 'failed', error });
  expect(await rowOf(bed, whole)).toMatchObject({ state: 'sent' });
  expect(bed.chat.in('C1')).toEqual([]);
});

it('looks in the channel before it posts again what may have been posted', async () => {
  const subscription = await due(bed);
  const lost = { kind: 'doubtful', why: 'The answer was lost.' } as const;
  bed.chat.next({ answer: lost, appears: true });
  await bed.work();
  bed.pass(5_000);
  await bed.work();
  expect([bed.chat.posts(), bed.chat.finds(), bed.chat.in('C1').length]).toEqual([1, 1, 1]);
  expect((await rowOf(bed, subscription)).state).toBe('sent');

  bed.at('2026-05-15T07:00:00Z');
  await bed.plan();
  bed.chat.next({ answer: lost });
  await bed.work();
  bed.pass(5_000);
  await bed.work();
  expect(bed.chat.in('C1')).toHaveLength(2);
});

it('marks a post whose fate cannot be found out as unknown, says why, and never repeats it', async () => {
  const subscription = await due(bed);
  bed.chat.next({ answer: { kind: 'doubtful', why: 'The answer was lost.' }, appears: true });
  await bed.work();
  bed.chat.look({ kind: 'unsure', why: 'The app lacks the scope channels:history.' });
  bed.pass(5_000);
  await bed.work();
  const unknown = { state: 'unknown', error: 'The app lacks the scope channels:history.' };
  expect(await rowOf(bed, subscription)).toMatchObject(unknown);
  bed.chat.look(null);
  for (let hours = 0; hours < 12; hours++) {
    bed.pass(3600_000);
    await bed.plan();
    await bed.work();
    await bed.settle();
  }
  expect(bed.chat.in('C1')).toHaveLength(1);
  expect(await rowOf(bed, subscription)).toMatchObject(unknown);
});

it('checks again later if the platform says that a later check may tell', async () => {
  const subscription = await due(bed);
  bed.chat.next({ answer: { kind: 'doubtful', why: 'The answer was lost.' }, appears: true });
  await bed.work();
  bed.chat.look({ kind: 'unsure', why: 'Slack asks to wait 30 s.', afterMs: 30_000 });
  bed.pass(5_000);
  await bed.work();
  bed.chat.look(null);
  bed.pass(29_999);
  await bed.work();
  expect(bed.chat.finds()).toBe(1);
  bed.pass(1);
  await bed.work();
  expect((await rowOf(bed, subscription)).state).toBe('sent');
  expect(bed.chat.in('C1')).toHaveLength(1);
});

it('switches off a channel that is gone, and tells who set it up', async () => {
  const subscription = await due(bed);
  bed.chat.next({ answer: { kind: 'gone', why: 'The channel is archived.' } });
  await bed.work();
  expect(await rowOf(bed, subscription)).toMatchObject({
    state: 'failed',
    error: 'The channel is archived.',
  });
  expect((await bed.service.status(TENANT, 'C1')).subscription).toMatchObject({
    active: false,
    offReason: 'The channel is archived.',
  });
  expect(bed.chat.told.map(({ person, card }) => [person, card.title])).toEqual([
    ['U1', 'A digest that you set up was switched off'],
  ]);
  expect(bed.chat.told[0]!.card.lede).toBe(
    'The channel is archived. When that is mended, switch it on again in the channel with /brief digest on.',
  );
  bed.at('2026-05-15T07:00:00Z');
  expect(await bed.plan()).toBe(0);
});

it('posts nothing that was unsubscribed while it was claimed', async () => {
  const subscription = await due(bed);
  // The claiming worker dies. Before another takes over, the channel unsubscribes.
  await claimDue(bed.store.db, EVERY_TENANT, { now: bed.now(), owner: 'dead', limit: 9, leaseMs: 90_000 });
  await switchOff(bed.store.db, TENANT, 'C1', null, bed.now());
  expect((await rowOf(bed, subscription)).state).toBe('claimed');
  bed.pass(90_000);
  await bed.work('w2');
  bed.pass(30_000);
  await bed.work('w2');
  expect(await rowOf(bed, subscription)).toMatchObject({ state: 'skipped', error: 'switched off' });
  expect(bed.chat.posts()).toBe(0);
});

it('leaves a delivery to another process if its own claim has expired', async () => {
  const subscription = await due(bed);
  const memory = {
    saveCard: async () => {
      // The machine sleeps after the claim, and another worker takes it over.
      bed.pass(120_000);
      await bed.work('w2');
    },
  };
  await createWorker('slack', { ...bed.parts, memory, owner: 'sleeper' }).drain();
  expect(bed.chat.in('C1')).toHaveLength(0);
  // A post that the sleeping worker had begun would have arrived by now.
  bed.pass(30_000);
  await bed.work('w2');
  expect(bed.chat.in('C1')).toHaveLength(1);
  expect((await rowOf(bed, subscription)).state).toBe('sent');
});

it('waits while another process may still be posting, however far its own clock is ahead', async () => {
  const subscription = await due(bed);
  const ahead = { ...bed.parts, now: () => new Date(bed.now().getTime() + 3600_000), owner: 'ahead' };
  // While one posts, another whose clock is an hour ahead treats its claim as lapsed.
  bed.chat.during(async () => {
    bed.chat.during(null);
    await createWorker('slack', ahead).drain();
  });
  await bed.work('w1');
  expect(bed.chat.in('C1')).toHaveLength(1);
  bed.pass(3600_000);
  await bed.work('w1');
  expect(bed.chat.in('C1')).toHaveLength(1);
  expect((await rowOf(bed, subscription)).state).toBe('sent');
});

it('limits a fault of its own to one delivery, without posting it twice', async () => {
  const subscription = await due(bed);
  await bed.subscribe('C2');
  await bed.store.db.updateTable('subscriptions').set({ since: '' }).execute();
  await bed.plan();
  bed.chat.next(...Array.from({ length: 5 }, () => ({ breaks: new TypeError('a bug') })));
  for (let minutes = 0; minutes < 60; minutes++) {
    await bed.work();
    bed.pass(60_000);
  }
  expect(bed.chat.in('C1').length + bed.chat.in('C2').length).toBeGreaterThanOrEqual(1);
  for (const channel of ['C1', 'C2']) expect(bed.chat.in(channel).length).toBeLessThanOrEqual(1);
  const { state } = await rowOf(bed, subscription);
  expect(['sent', 'unknown']).toContain(state);
  expect(bed.logged).toContain('Readout failed at it (TypeError)');
});

it('waits for a platform that is not connected, and says that it was not', async () => {
  const subscription = await due(bed);
  const elsewhere = { ...bed.parts, publishers: new Map() };
  expect(await createWorker(null, elsewhere).drain()).toBe(0);
  expect((await rowOf(bed, subscription)).state).toBe('planned');
  bed.pass(6 * 3600_000 + 1);
  await createWorker(null, elsewhere).drain();
  expect(await rowOf(bed, subscription)).toMatchObject({
    state: 'skipped',
    error: 'missed: this platform is not connected',
  });
});
