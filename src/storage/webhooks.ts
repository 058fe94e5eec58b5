import { randomBytes } from 'node:crypto';
import type { Db } from './database.ts';
import { ensureTenant } from './tenants.ts';

/** A webhook: an address to which a tenant's digests and alerts are posted. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly created: string;
}

/** Adds a webhook. Returns its id. */
export async function addWebhook(db: Db, tenant: string, url: string, now: Date): Promise<string> {
  const id = randomBytes(6).toString('hex');
  await ensureTenant(db, tenant, now);
  await db.insertInto('webhooks').values({ id, tenant, url, created: now.toISOString() }).execute();
  return id;
}

/** Returns a tenant's webhooks, the oldest first. */
export function webhooksOf(db: Db, tenant: string): Promise<Webhook[]> {
  return db
    .selectFrom('webhooks')
    .select(['id', 'url', 'created'])
    .where('tenant', '=', tenant)
    .orderBy('created')
    .orderBy('id')
    .execute();
}

/** Returns a tenant's webhook by id, or null. */
export async function webhookOf(db: Db, tenant: string, id: string): Promise<Webhook | null> {
  return (await webhooksOf(db, tenant)).find((one) => one.id === id) ?? null;
}

/** Removes a webhook. Returns false if the tenant has none of this id. */
export async function removeWebhook(db: Db, tenant: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('webhooks')
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}
