import { isPersonalOf } from '../domain/tenant.ts';
import { logForgetting } from './change-log.ts';
import { type Db, EVERYBODY, type EveryTenant, inTransaction } from './database.ts';
import { chunksOf } from './encoding.ts';
import type { Schema } from './schema.ts';
import { SHARED, sweepShared } from './tenant-articles.ts';

export interface Tenant {
  /** For example `slack:T0123` or `discord:9876`; unique over all platforms. */
  readonly id: string;
  readonly platform: string;
  readonly name: string | null;
}

/** Inserts a workspace or server, or updates its name. */
export async function saveTenant(db: Db, { id, platform, name }: Tenant, now: Date): Promise<void> {
  await db
    .insertInto('tenants')
    .values({ id, platform, name, created: now.toISOString() })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ platform, name }))
    .execute();
}

/** Inserts the tenant's row if it is missing. The platform is the part of the id before the colon. */
export async function ensureTenant(db: Db, tenant: string, now: Date): Promise<void> {
  const platform = tenant === EVERYBODY ? 'local' : tenant.includes(':') ? tenant.split(':')[0]! : 'unknown';
  await db
    .insertInto('tenants')
    .values({ id: tenant, platform, name: null, created: now.toISOString() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function tenantOf(db: Db, tenant: string): Promise<Tenant | null> {
  const row = await db
    .selectFrom('tenants')
    .select(['id', 'platform', 'name'])
    .where('id', '=', tenant)
    .where('id', '!=', SHARED)
    .executeTakeFirst();
  return row ?? null;
}

/** Returns all tenants by id, without the owner of shared articles; only for the operator's command line. */
export function allTenants(db: Db, _scope: EveryTenant): Promise<Tenant[]> {
  return db
    .selectFrom('tenants')
    .select(['id', 'platform', 'name'])
    .where('id', '!=', SHARED)
    .orderBy('id')
    .execute();
}

/**
 * Tables whose rows belong to a tenant, children first, each with the columns that identify a row within the tenant.
 */
export const TENANT_KEYS = {
  installations: ['tenant'],
  facts: ['article', 'id'],
  topics: ['article', 'id'],
  article_keys: ['article', 'key'],
  tenant_articles: ['id'],
  articles: ['id'],
  follows: ['url'],
  deliveries: ['id'],
  subscriptions: ['id'],
  watches: ['channel', 'topic'],
  conversations: ['thread'],
  cards: ['id'],
  feedback: ['card', 'person'],
  last_reads: ['person'],
  access_tokens: ['id'],
  webhooks: ['id'],
  model_usage: ['day'],
  changes: ['seq'],
} as const satisfies Partial<Record<keyof Schema, readonly string[]>>;

export type TenantTable = keyof typeof TENANT_KEYS;
export const TENANT_TABLES = Object.keys(TENANT_KEYS) as TenantTable[];

/** Deletes feeds without followers. */
export async function deleteUnfollowed(db: Db, urls: readonly string[]): Promise<void> {
  for (const run of chunksOf(urls, 500))
    await db
      .deleteFrom('feeds')
      .where('url', 'in', run)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('follows').select('tenant').whereRef('follows.url', '=', 'feeds.url'))),
      )
      .execute();
}

/** Returns a tenant and the personal libraries of its people. */
async function withPersonal(db: Db, tenant: string): Promise<string[]> {
  const ids = await db.selectFrom('tenants').select('id').where('id', 'like', `${tenant}%`).execute();
  return [tenant, ...ids.map(({ id }) => id).filter((id) => isPersonalOf(id, tenant))];
}

/**
 * Deletes all rows of a tenant and its people's personal libraries in one transaction, then the shared articles that
 * nobody else has. Returns the number of rows by table. The change log makes other processes drop its articles; call
 * `store.articlesChanged()` afterwards for this one.
 */
export async function forgetTenant(db: Db, tenant: string, now: Date): Promise<Record<TenantTable, number>> {
  const { gone, shared } = await inTransaction(db, async (trx) => {
    const gone = {} as Record<TenantTable, number>;
    const all = await withPersonal(trx, tenant);
    const shared = await trx
      .selectFrom('tenant_articles')
      .select('article')
      .where('tenant', 'in', all)
      .whereRef('article', '!=', 'id')
      .execute();
    const followed = await trx.selectFrom('follows').select('url').where('tenant', 'in', all).execute();
    for (const table of TENANT_TABLES) {
      const { numDeletedRows } = await trx
        .deleteFrom(table)
        .where('tenant', 'in', all)
        .executeTakeFirstOrThrow();
      gone[table] = Number(numDeletedRows);
    }
    await trx.deleteFrom('tenants').where('id', 'in', all).execute();
    await deleteUnfollowed(
      trx,
      followed.map(({ url }) => url),
    );
    if (gone.tenant_articles > 0) await logForgetting(trx, now);
    return { gone, shared: shared.map(({ article }) => article) };
  });
  await sweepShared(db, shared);
  return gone;
}
