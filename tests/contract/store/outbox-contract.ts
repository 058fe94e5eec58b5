import { describe, expect, it } from 'vitest';
import { deliveryOf, planDeliveries } from '../../../src/digest/store/ledger.ts';
import {
  markFailed,
  markSent,
  markSkipped,
  markUnknown,
  nextOpen,
  postponeTenant,
  releaseLapsed,
  renewLease,
  retryAt,
} from '../../../src/digest/store/outbox.ts';
import { EVERY_TENANT, type Store } from '../../../src/storage/database.ts';
import { ensureTenant } from '../../../src/storage/tenants.ts';
import { claimOf, delivery, LEASE_MS, planOne } from './delivery-harness.ts';
import type { Bed } from './harness.ts';

const SETTLE_MS = 10_000;
const release = (store: Store, now: Date) =>
  releaseLapsed(store.db, EVERY_TENANT, { now, settleMs: SETTLE_MS });
const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

export function outboxContract(bed: Bed): void {
  const sentAs = async (tenant: string, id: string, messageId: string, now: Date): Promise<boolean> =>
    (await markSent(bed.store.db, [{ tenant, id, messageId }], now)).has(id);

  describe('the outbox', () => {
    it('hands out what is due, the longest due first, with a lease and the worker’s name', async () => {
      const { store, T1, now } = bed;
      await ensureTenant(store.db, T1, now);
      const [late, early] = [delivery(T1, now), delivery(T1, later(now, -5_000))];
      const tomorrow = delivery(T1, later(now, 1));
      await planDeliveries(store.db, EVERY_TENANT, [late, early, tomorrow], now);
      const claimed = await claimOf(store, T1, now);
      expect(claimed.map(({ id }) => id)).toEqual([early.id, late.id]);
      expect(claimed[0]).toMatchObject({
        state: 'claimed',
        owner: 'w1',
        leaseUntil: later(now, LEASE_MS).toISOString(),
        attempts: 1,
        mayBePosted: false,
        payload: { text: 'Good morning' },
      });
      expect(await claimOf(store, T1, now)).toEqual([]);
    });

    it('never hands a row to two workers, however they press', async () => {
      const { store, T1, now } = bed;
      await ensureTenant(store.db, T1, now);
      const many = Array.from({ length: 120 }, () => delivery(T1, now));
      await planDeliveries(store.db, EVERY_TENANT, many, now);
      const taken: string[] = [];
      const work = async (owner: string) => {
        const own = await bed.open();
        for (;;) {
          const claimed = await claimOf(own, T1, now, { owner, limit: 7 });
          if (claimed.length === 0 && taken.length >= many.length) return;
          expect(claimed.length).toBeLessThanOrEqual(7);
          taken.push(...claimed.map(({ id }) => id));
        }
      };
      await Promise.all(['a', 'b', 'c', 'd'].map(work));
      expect(taken.toSorted()).toEqual(many.map(({ id }) => id).toSorted());
    });

    it('hands out again what a worker let lapse, once its post has settled, and says that it may be posted', async () => {
      const { store, T1, now } = bed;
      const id = await planOne(store, T1, now);
      await claimOf(store, T1, now);
      await release(store, later(now, LEASE_MS - 1));
      expect(await deliveryOf(store.db, T1, id)).toMatchObject({ state: 'claimed', owner: 'w1' });
      expect(await release(store, later(now, LEASE_MS))).toBeGreaterThan(0);
      const settled = later(now, LEASE_MS + SETTLE_MS);
      expect(await claimOf(store, T1, later(settled, -1), { owner: 'w2' })).toEqual([]);
      const [again] = await claimOf(store, T1, settled, { owner: 'w2' });
      expect(again).toMatchObject({ id, owner: 'w2', attempts: 2, mayBePosted: true });
      // The first worker wakes up. Its claim has expired, so it may only report what it certainly posted.
      const outcome = { owner: 'w1', error: 'late', now };
      expect(await renewLease(store.db, T1, id, { now, owner: 'w1', leaseMs: LEASE_MS })).toBe(false);
      expect(await markFailed(store.db, T1, id, outcome)).toBe(false);
      expect(await retryAt(store.db, { tenant: T1, id, instant: now, ...outcome })).toBe(false);
      expect(await sentAs(T1, id, 'm1', now)).toBe(true);
    });

    it('keeps a lease that is renewed', async () => {
      const { store, T1, now } = bed;
      const id = await planOne(store, T1, now);
      await claimOf(store, T1, now);
      const half = later(now, LEASE_MS / 2);
      expect(await renewLease(store.db, T1, id, { now: half, owner: 'w1', leaseMs: LEASE_MS })).toBe(true);
      await release(store, later(now, LEASE_MS));
      expect(await deliveryOf(store.db, T1, id)).toMatchObject({ state: 'claimed', owner: 'w1' });
    });

    it('records a post once; a second word changes nothing', async () => {
      const { store, T1, T2, now } = bed;
      const id = await planOne(store, T1, now);
      await claimOf(store, T1, now);
      expect(await sentAs(T2, id, 'm0', now)).toBe(false);
      expect(await sentAs(T1, id, 'm1', now)).toBe(true);
      expect(await sentAs(T1, id, 'm2', later(now, 1))).toBe(false);
      expect(await deliveryOf(store.db, T1, id)).toMatchObject({
        state: 'sent',
        messageId: 'm1',
        owner: null,
        leaseUntil: null,
        updated: now.toISOString(),
      });
      expect(await claimOf(store, T1, later(now, 10 * LEASE_MS))).toEqual([]);
    });

    it('tries again from the instant that the platform named, without doubt', async () => {
      const { store, T1, now } = bed;
      const id = await planOne(store, T1, now);
      await claimOf(store, T1, now);
      const outcome = { owner: 'w1', error: 'rate limited', now };
      expect(await retryAt(store.db, { tenant: T1, id, instant: later(now, 90_000), ...outcome })).toBe(true);
      expect(await deliveryOf(store.db, T1, id)).toMatchObject({ state: 'planned', error: 'rate limited' });
      expect(await claimOf(store, T1, later(now, 89_999))).toEqual([]);
      expect(await claimOf(store, T1, later(now, 90_000))).toMatchObject([
        { id, attempts: 2, mayBePosted: false },
      ]);
    });

    it('keeps the doubt where a worker could not even look', async () => {
      const { store, T1, now } = bed;
      const id = await planOne(store, T1, now);
      await claimOf(store, T1, now);
      await release(store, later(now, LEASE_MS));
      const lapsed = later(now, LEASE_MS + SETTLE_MS);
      await claimOf(store, T1, lapsed, { owner: 'w2' });
      const outcome = { owner: 'w2', error: 'the history is rate limited', now: lapsed, stillInDoubt: true };
      await retryAt(store.db, { tenant: T1, id, instant: lapsed, ...outcome });
      expect(await claimOf(store, T1, lapsed)).toMatchObject([{ id, mayBePosted: true }]);
    });

    it('ends as unknown, failed or skipped by its worker’s word alone, and stays so', async () => {
      const { store, T1, now } = bed;
      for (const [mark, state] of [
        [markUnknown, 'unknown'],
        [markFailed, 'failed'],
        [markSkipped, 'skipped'],
      ] as const) {
        const id = await planOne(store, T1, now);
        expect(await mark(store.db, T1, id, { owner: 'w1', error: 'e', now })).toBe(false);
        await claimOf(store, T1, now);
        expect(await mark(store.db, T1, id, { owner: 'w2', error: 'e', now })).toBe(false);
        expect(await mark(store.db, T1, id, { owner: 'w1', error: 'why', now })).toBe(true);
        expect(await deliveryOf(store.db, T1, id)).toMatchObject({ state, error: 'why', owner: null });
        expect(await claimOf(store, T1, later(now, 10 * LEASE_MS))).toEqual([]);
      }
    });

    it('records many at once, also such as were recorded before', async () => {
      const { store, T1, T2, now } = bed;
      const ids = [
        await planOne(store, T1, now),
        await planOne(store, T1, now),
        await planOne(store, T2, now),
      ];
      const sent = ids.map((id, at) => ({ tenant: at < 2 ? T1 : T2, id, messageId: `m${at}` }));
      expect(await markSent(store.db, sent.slice(0, 1), now)).toEqual(new Set(ids.slice(0, 1)));
      expect(await markSent(store.db, sent, later(now, 1))).toEqual(new Set(ids.slice(1)));
      for (const { tenant, id, messageId } of sent)
        expect(await deliveryOf(store.db, tenant, id)).toMatchObject({ state: 'sent', messageId });
    });

    it('holds back all that one tenant is owed now, and nothing of another', async () => {
      const { store, T1, T2, now } = bed;
      const [mine, waiting] = [await planOne(store, T1, now), await planOne(store, T1, later(now, 90_000))];
      const theirs = await planOne(store, T2, now);
      expect(await postponeTenant(store.db, T1, later(now, 30_000), { error: 'wait', now })).toBe(1);
      expect((await claimOf(store, T2, now)).map(({ id }) => id)).toEqual([theirs]);
      expect(await claimOf(store, T1, later(now, 29_999))).toEqual([]);
      expect(await claimOf(store, T1, later(now, 30_000))).toMatchObject([{ id: mine, error: 'wait' }]);
      expect((await claimOf(store, T1, later(now, 90_000))).map(({ id }) => id)).toEqual([waiting]);
    });

    it('says when the next open delivery is to be looked at', async () => {
      const { store, T1 } = bed;
      // Earlier than all other rows that the server may have.
      const long = new Date('1970-01-01T00:00:00.000Z');
      const id = await planOne(store, T1, long);
      expect(await nextOpen(store.db, EVERY_TENANT)).toBe(long.toISOString());
      await sentAs(T1, id, 'm', long);
      expect(await nextOpen(store.db, EVERY_TENANT)).not.toBe(long.toISOString());
    });
  });
}
