import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  lockDueSubscriptions,
  nextDueHint,
  setNextDues,
} from '../../../src/digest/store/due-subscriptions.ts';
import { deliveryOf, planDeliveries } from '../../../src/digest/store/ledger.ts';
import { claimDue } from '../../../src/digest/store/outbox.ts';
import {
  activeSubscriptions,
  freeNumber,
  MAX_DIGESTS,
  type NewSubscription,
  pauseSubscription,
  resumeSubscription,
  saveSubscription,
  subscriptionOf,
  subscriptionsIn,
  subscriptionsOf,
  switchOff,
} from '../../../src/digest/store/subscriptions.ts';
import { storedFault } from '../../../src/domain/fault.ts';
import { EVERY_TENANT } from '../../../src/storage/database.ts';
import type { Bed } from './harness.ts';

const wanted = (channel: string): NewSubscription => ({
  id: randomUUID(),
  channel,
  localTime: '08:30',
  zone: 'Europe/Berlin',
  topics: ['inf'],
  quiet: 'nothing',
  createdBy: 'U1',
});

export function subscriptionsContract(bed: Bed): void {
  describe('subscriptions', () => {
    it('gives a channel its digest back as it was set up, to its tenant alone', async () => {
      const { store, T1, T2, now } = bed;
      const asked = wanted('C1');
      const saved = await saveSubscription(store.db, T1, asked, now);
      expect(saved).toEqual({
        ...asked,
        tenant: T1,
        created: now.toISOString(),
        active: true,
        offReason: null,
        nextDue: null,
        since: now.toISOString(),
        number: 1,
        slots: ['08:30'],
        days: [],
        include: [],
        exclude: [],
        person: null,
        locale: null,
        paused: null,
      });
      expect(await subscriptionOf(store.db, T1, 'C1')).toEqual(saved);
      expect(await subscriptionOf(store.db, T2, 'C1')).toBeNull();
      expect(await subscriptionsOf(store.db, T2)).toEqual([]);
    });

    it('keeps several digests of a channel apart: days, times, words, pause and switch', async () => {
      const { store, T1, now } = bed;
      const more = { number: 2, times: ['17:00', '09:00'], days: [1, 4] as const, exclude: ['football'] };
      const first = await saveSubscription(store.db, T1, wanted('C1'), now);
      const second = await saveSubscription(store.db, T1, { ...wanted('C1'), ...more }, now);
      expect(second.id).not.toBe(first.id);
      expect(await subscriptionsIn(store.db, T1, 'C1')).toEqual([first, second]);
      expect(second).toMatchObject({ localTime: '09:00', slots: ['09:00', '17:00'], days: [1, 4] });
      expect(await freeNumber(store.db, T1, 'C1')).toBe(3);

      expect(await pauseSubscription(store.db, T1, 'C1', 2, now)).toBe(true);
      expect(await pauseSubscription(store.db, T1, 'C1', 2, now)).toBe(false);
      expect(await resumeSubscription(store.db, T1, 'C1', 1, now)).toBe(false);
      const later = new Date(now.getTime() + 3_600_000);
      expect(await resumeSubscription(store.db, T1, 'C1', 2, later)).toBe(true);
      const resumed = (await subscriptionsIn(store.db, T1, 'C1'))[1];
      expect(resumed).toEqual({ ...second, since: later.toISOString() });

      expect(await switchOff(store.db, T1, 'C1', null, now, 2)).toBe(true);
      expect((await subscriptionsIn(store.db, T1, 'C1')).map(({ active }) => active)).toEqual([true, false]);
      for (let number = 3; number <= MAX_DIGESTS; number++)
        await saveSubscription(store.db, T1, { ...wanted('C1'), number }, now);
      // Adding another digest deletes the inactive one and reuses its number.
      expect(await freeNumber(store.db, T1, 'C1')).toBe(2);
      const another = await saveSubscription(store.db, T1, { ...wanted('C1'), number: 2 }, now);
      expect(another.id).not.toBe(second.id);
      expect(await freeNumber(store.db, T1, 'C1')).toBeNull();
    });

    it('keeps a channel’s id when its digest is changed, switched off and on again', async () => {
      const { store, T1, now } = bed;
      const { id } = await saveSubscription(store.db, T1, wanted('C1'), now);
      await setNextDues(store.db, EVERY_TENANT, [id], '2026-03-02T07:30:00.000Z');
      const changed = await saveSubscription(store.db, T1, { ...wanted('C1'), localTime: '17:00' }, now);
      expect(changed).toMatchObject({ id, localTime: '17:00', nextDue: null });
      await switchOff(store.db, T1, 'C1', 'the channel was archived', now);
      expect(await subscriptionOf(store.db, T1, 'C1')).toMatchObject({
        active: false,
        offReason: 'the channel was archived',
      });
      expect(await saveSubscription(store.db, T1, wanted('C1'), now)).toMatchObject({
        id,
        active: true,
        offReason: null,
      });
    });

    it('skips what is planned when it is switched off, and leaves what a worker holds', async () => {
      const { store, T1, now } = bed;
      const { id } = await saveSubscription(store.db, T1, wanted('C1'), now);
      const delivery = (localDate: string, due: Date) => ({
        id: randomUUID(),
        tenant: T1,
        subscription: id,
        channel: 'C1',
        localDate,
        due: due.toISOString(),
        payload: null,
        facts: [],
      });
      const [held, open] = [
        delivery('2000-01-01', new Date(0)),
        delivery('2026-03-01', new Date(now.getTime() + 1)),
      ];
      await planDeliveries(store.db, EVERY_TENANT, [held, open], now);
      await claimDue(store.db, EVERY_TENANT, {
        now: new Date(1),
        owner: 'w',
        limit: 1,
        leaseMs: now.getTime(),
      });
      expect(await switchOff(store.db, T1, 'C1', null, now)).toBe(true);
      expect(await deliveryOf(store.db, T1, held.id)).toMatchObject({ state: 'claimed' });
      expect(await deliveryOf(store.db, T1, open.id)).toMatchObject({
        state: 'skipped',
        error: storedFault({ code: 'switched_off' }),
      });
      expect(await switchOff(store.db, T1, 'C1', null, now)).toBe(false);
      expect(await switchOff(store.db, T1, 'C2', null, now)).toBe(false);
    });

    it('shows the scheduler what is active and due or never looked at, of all tenants', async () => {
      const { store, T1, T2, now } = bed;
      const at = async (tenant: string, channel: string, due: string | null) => {
        const { id } = await saveSubscription(store.db, tenant, wanted(channel), now);
        if (due) await setNextDues(store.db, EVERY_TENANT, [id], due);
        return id;
      };
      const past = await at(T1, 'past', '2026-03-01T08:00:00.000Z');
      const fresh = await at(T2, 'new', null);
      await at(T1, 'later', '2026-03-01T09:00:00.001Z');
      await at(T1, 'off', null);
      await switchOff(store.db, T1, 'off', null, now);
      const mine = (await lockDueSubscriptions(store.db, EVERY_TENANT, now, 100_000))
        .filter(({ tenant }) => tenant === T1 || tenant === T2)
        .map(({ id }) => id);
      expect(mine.sort()).toEqual([past, fresh].sort());
    });

    it('says when the next one is to be looked at', async () => {
      const { store, T1, now } = bed;
      const { id } = await saveSubscription(store.db, T1, wanted('C1'), now);
      // Earlier than all other rows that the server may have.
      const long = new Date(1);
      await setNextDues(store.db, EVERY_TENANT, [id], long.toISOString());
      expect(await nextDueHint(store.db, EVERY_TENANT, new Date(0))).toBe(long.toISOString());
      expect(await nextDueHint(store.db, EVERY_TENANT, long)).not.toBe(long.toISOString());
      await switchOff(store.db, T1, 'C1', null, now);
      expect(await nextDueHint(store.db, EVERY_TENANT, new Date(0))).not.toBe(long.toISOString());
    });

    it('walks over all active subscriptions, a page at a time', async () => {
      const { store, T1, now } = bed;
      const ids: string[] = [];
      for (const channel of ['a', 'b', 'c', 'd'])
        ids.push((await saveSubscription(store.db, T1, wanted(channel), now)).id);
      await switchOff(store.db, T1, 'd', null, now);
      const met: string[] = [];
      for (let after = ''; ; ) {
        const page = await activeSubscriptions(store.db, EVERY_TENANT, after, 2);
        met.push(...page.filter(({ tenant }) => tenant === T1).map(({ id }) => id));
        if (page.length < 2) break;
        after = page.at(-1)!.id;
      }
      expect(met).toEqual(ids.slice(0, 3).sort());
    });
  });
}
