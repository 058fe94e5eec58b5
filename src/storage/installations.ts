import { type Db, type EveryTenant, inTransaction } from './database.ts';
import { type Keys, keyIdOf, seal, tryUnseal, unseal } from './secrets.ts';
import { ensureTenant } from './tenants.ts';

/** The app's installation in a tenant; `secret` is any JSON (tokens, scopes, who installed it). */
export interface Installation {
  readonly tenant: string;
  readonly platform: string;
  readonly secret: unknown;
}

const purposeOf = (tenant: string): string => `installation ${tenant}`;

/** Saves an installation, encrypted. It replaces the tenant's former one. */
export async function saveInstallation(
  db: Db,
  tenant: string,
  keys: Keys,
  { platform, secret }: Omit<Installation, 'tenant'>,
  now: Date,
): Promise<void> {
  const values = {
    platform,
    sealed: seal(keys, JSON.stringify(secret), purposeOf(tenant)),
    updated: now.toISOString(),
  };
  await inTransaction(db, async (trx) => {
    await ensureTenant(trx, tenant, now);
    await trx
      .insertInto('installations')
      .values({ tenant, ...values })
      .onConflict((conflict) => conflict.column('tenant').doUpdateSet(values))
      .execute();
  });
}

/** Returns a tenant's installation, or null. Throws `key-wrong` if it was encrypted under another key. */
export async function installationOf(db: Db, tenant: string, keys: Keys): Promise<Installation | null> {
  const row = await db
    .selectFrom('installations')
    .selectAll()
    .where('tenant', '=', tenant)
    .executeTakeFirst();
  if (!row) return null;
  const secret: unknown = JSON.parse(unseal(keys, row.sealed, purposeOf(tenant)));
  return { tenant, platform: row.platform, secret };
}

/** Returns the tenants of a platform that have installed the app. */
export async function installedTenants(db: Db, _scope: EveryTenant, platform: string): Promise<string[]> {
  const rows = await db
    .selectFrom('installations')
    .select('tenant')
    .where('platform', '=', platform)
    .orderBy('tenant')
    .execute();
  return rows.map(({ tenant }) => tenant);
}

/** Deletes the tokens of a tenant (uninstalled, revoked). Returns false if there were none. */
export async function removeInstallation(db: Db, tenant: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('installations')
    .where('tenant', '=', tenant)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** The result of encrypting again under the current key. */
export interface Reencrypted {
  /** The number of tokens that were encrypted with an old key and now are with the current one. */
  readonly changed: number;
  /** The number of tokens already encrypted with the current key. */
  readonly current: number;
  /** Tenants whose tokens no given key opens; they are left as they are. */
  readonly unreadable: readonly string[];
}

/**
 * Encrypts again under the current key what an old key had encrypted, in one transaction. Idempotent, and safe while
 * bots run that have both keys: an installation saved meanwhile stays as it is.
 */
export async function reencryptInstallations(db: Db, _scope: EveryTenant, keys: Keys): Promise<Reencrypted> {
  return inTransaction(db, async (trx) => {
    const rows = await trx
      .selectFrom('installations')
      .select(['tenant', 'sealed'])
      .orderBy('tenant')
      .execute();
    const unreadable: string[] = [];
    let changed = 0;
    let current = 0;
    for (const { tenant, sealed } of rows) {
      const text = tryUnseal(keys, sealed, purposeOf(tenant));
      if (text === null) unreadable.push(tenant);
      else if (keyIdOf(sealed) === keys.current.id) current++;
      else {
        const { numUpdatedRows } = await trx
          .updateTable('installations')
          .set({ sealed: seal(keys, text, purposeOf(tenant)) })
          .where('tenant', '=', tenant)
          .where('sealed', '=', sealed)
          .executeTakeFirstOrThrow();
        changed += Number(numUpdatedRows);
      }
    }
    return { changed, current, unreadable };
  });
}
