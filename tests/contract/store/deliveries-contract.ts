import { describe, expect, it } from 'vitest';
import {
  deliveredFactIds,
  deliveriesOf,
  deliveryOf,
  ledgerOn,
  planDeliveries,
} from '../../../src/digest/store/ledger.ts';
import { markFailed, markSent, markUnknown } from '../../../src/digest/store/outbox.ts';
import { EVERY_TENANT, inTransaction } from '../../../src/storage/database.ts';
import { ensureTenant } from '../../../src/storage/tenants.ts';
import { claimOf, delivery } from './delivery-harness.ts';
import type { Bed } from './harness.ts';

export function deliveriesContract(bed: Bed): void {
  describe('the ledger of deliveries', () => {
    it('takes one row a subscription and local date, the first one, whoever plans', async () => {
      const { store, T1, now } = bed;
      const other = await bed.open();
      await ensureTenant(store.db, T1, now);
      const days = Array.from({ length: 30 }, (_, day) => `2026-03-${String(day + 1).padStart(2, '0')}`);
      const plan = () => days.map((localDate) => delivery(T1, now, { subscription: `${T1}-s`, localDate }));
      const [mine, theirs] = [plan(), plan().reverse()];
      // In opposite orders: transactions that lock rows in the order given would deadlock.
      const planned = await Promise.all([
        planDeliveries(store.db, EVERY_TENANT, mine, now),
        planDeliveries(other.db, EVERY_TENANT, theirs, now),
      ]);
      expect(planned.map(({ size }) => size).reduce((a, b) => a + b)).toBe(days.length);
      const rows = await deliveriesOf(store.db, T1, `${T1}-s`, 100);
      expect(rows.map(({ localDate }) => localDate)).toEqual(days.toReversed());
      expect(await planDeliveries(store.db, EVERY_TENANT, plan(), now)).toEqual(new Set());
    });

    it('gives a delivery back as it was planned, to its tenant alone', async () => {
      const { store, T1, T2, now } = bed;
      await ensureTenant(store.db, T1, now);
      const one = delivery(T1, now, { payload: { text: 'NUL \u0000 😀', lines: [1, null] }, facts: ['f'] });
      await planDeliveries(store.db, EVERY_TENANT, [one], now);
      expect(await deliveryOf(store.db, T1, one.id)).toEqual({
        ...one,
        payload: { text: 'NUL \ufffd 😀', lines: [1, null] },
        state: 'planned',
        owner: null,
        leaseUntil: null,
        attempts: 0,
        mayBePosted: false,
        messageId: null,
        error: null,
        updated: now.toISOString(),
      });
      expect(await deliveryOf(store.db, T2, one.id)).toBeNull();
      expect(await deliveriesOf(store.db, T2, one.subscription, 10)).toEqual([]);
    });

    it('plans with the content or not at all', async () => {
      const { store, T1, now } = bed;
      await ensureTenant(store.db, T1, now);
      const one = delivery(T1, now);
      const failing = inTransaction(store.db, async (trx) => {
        await planDeliveries(trx, EVERY_TENANT, [one], now);
        throw new Error('the content could not be made');
      });
      await expect(failing).rejects.toThrow('the content');
      expect(await deliveryOf(store.db, T1, one.id)).toBeNull();
    });

    it('plans more rows than a statement takes', async () => {
      const { store, T1, now } = bed;
      await ensureTenant(store.db, T1, now);
      const many = Array.from({ length: 1_201 }, () => delivery(T1, now));
      expect((await planDeliveries(store.db, EVERY_TENANT, many, now)).size).toBe(many.length);
    });

    it('tells which subscriptions have a row for which date', async () => {
      const { store, T1, now } = bed;
      await ensureTenant(store.db, T1, now);
      const [posted, missed] = [
        delivery(T1, now),
        delivery(T1, now, { state: 'skipped', error: 'too late' }),
      ];
      await planDeliveries(store.db, EVERY_TENANT, [posted, missed], now);
      const ids = [posted.subscription, missed.subscription, 'none'];
      expect(await ledgerOn(store.db, EVERY_TENANT, ids, ['2026-03-01', '2026-03-02'])).toEqual(
        new Set([`${posted.subscription} 2026-03-01`, `${missed.subscription} 2026-03-01`]),
      );
      expect(await ledgerOn(store.db, EVERY_TENANT, ids, [])).toEqual(new Set());
      expect(await ledgerOn(store.db, EVERY_TENANT, [], ['2026-03-01'])).toEqual(new Set());
    });

    it('counts facts as told that were or may have been posted, not those of skipped and failed days', async () => {
      const { store, T1, T2, now } = bed;
      await ensureTenant(store.db, T1, now);
      const subscription = `${T1}-s`;
      const on = (day: number, fact: string, state: 'planned' | 'skipped' = 'planned') =>
        delivery(T1, now, { subscription, localDate: `2026-03-0${day}`, facts: [fact], state });
      const [sent, unknown, failed] = [on(1, 'sent'), on(2, 'unknown'), on(3, 'failed')];
      const rest = [on(4, 'skipped', 'skipped')];
      await planDeliveries(store.db, EVERY_TENANT, [sent, unknown, failed, ...rest], now);
      await claimOf(store, T1, now);
      const outcome = { owner: 'w1', error: 'why', now };
      await markSent(store.db, [{ tenant: T1, id: sent.id, messageId: 'm1' }], now);
      await markUnknown(store.db, T1, unknown.id, outcome);
      await markFailed(store.db, T1, failed.id, outcome);
      expect(await deliveredFactIds(store.db, T1, subscription)).toEqual(new Set(['sent', 'unknown']));
      expect(await deliveredFactIds(store.db, T2, subscription)).toEqual(new Set());
    });
  });
}
