import { randomBytes } from 'node:crypto';
import type { Db } from './database.ts';
import { ensureTenant } from './tenants.ts';

/** An address that a tenant's digests and alerts are posted to. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly created: string;
}

/** Keeps an address; gives its id. */
export async function addWebhook(db: Db, tenant: string, url: string, now: Date): Promise<string> {
  const id = randomBytes(6).toString('hex');
  await ensureTenant(db, tenant, now);
  await db.insertInto('webhooks').values({ id, tenant, url, created: now.toISOString() }).execute();
  return id;
}

/** A tenant's addresses, the oldest first. */
export function webhooksOf(db: Db, tenant: string): Promise<Webhook[]> {
  return db
    .selectFrom('webhooks')
    .select(['id', 'url', 'created'])
    .where('tenant', '=', tenant)
    .orderBy('created')
    .orderBy('id')
    .execute();
}

/** A tenant's address of this id; null if it has none. */
export async function webhookOf(db: Db, tenant: string, id: string): Promise<Webhook | null> {
  return (await webhooksOf(db, tenant)).find((one) => one.id === id) ?? null;
}

/** False if the tenant has no address of this id. */
export async function removeWebhook(db: Db, tenant: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('webhooks')
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
