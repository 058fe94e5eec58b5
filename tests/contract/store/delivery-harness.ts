import { randomUUID } from 'node:crypto';
import { type NewDelivery, planDeliveries } from '../../../src/digest/store/ledger.ts';
import { type ClaimOptions, claimDue } from '../../../src/digest/store/outbox.ts';
import type { Store } from '../../../src/storage/database.ts';
import { EVERY_TENANT } from '../../../src/storage/database.ts';
import { ensureTenant } from '../../../src/storage/tenants.ts';

export const LEASE_MS = 60_000;

/** Builds one delivery, due at an instant, by default on a subscription of its own. */
export const delivery = (tenant: string, due: Date, more: Partial<NewDelivery> = {}): NewDelivery => ({
  id: randomUUID(),
  tenant,
  subscription: randomUUID(),
  channel: 'C1',
  localDate: '2026-03-01',
  due: due.toISOString(),
  payload: { text: 'Good morning' },
  facts: [],
  ...more,
});

/** Plans one delivery that is due now. Returns its id. */
export async function planOne(store: Store, tenant: string, now: Date): Promise<string> {
  await ensureTenant(store.db, tenant, now);
  const one = delivery(tenant, now);
  await planDeliveries(store.db, EVERY_TENANT, [one], now);
  return one.id;
}

/** Claims due deliveries of one tenant only, because the server may have rows of other tests. */
export async function claimOf(
  store: Store,
  tenant: string,
  now: Date,
  { owner = 'w1', limit = 100_000, leaseMs = LEASE_MS }: Partial<ClaimOptions> = {},
) {
  const claimed = await claimDue(store.db, EVERY_TENANT, { now, owner, limit, leaseMs });
  return claimed.filter((one) => one.tenant === tenant);
}
