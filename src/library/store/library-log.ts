import type { TenantId } from '../../domain/tenant.ts';
import { type Db, EVERYBODY } from '../../storage/database.ts';

/** A library's position in the change log: the last entries of its tenant, of the shared library, and of no tenant. */
export interface LogPosition {
  /** The database's epoch. A restored backup has another one. */
  readonly epoch: string;
  readonly own: number;
  readonly everybody: number;
  /** The last entry that names no tenant: some tenant was deleted. */
  readonly nameless: number;
}

/** The tenant of log entries that name none. */
const NAMELESS = '';

const rowTenant = (tenant: TenantId): string => tenant ?? EVERYBODY;

/**
 * Returns the end of the log for a tenant's library. Call it before reading rows: a later commit then has a higher
 * number. Within a tenant, numbers are in the order of commits.
 */
export async function logPositionOf(db: Db, tenant: TenantId): Promise<LogPosition> {
  const own = rowTenant(tenant);
  const meta = await db
    .selectFrom('store_meta')
    .select('value')
    .where('key', '=', 'epoch')
    .executeTakeFirst();
  const rows = await db
    .selectFrom('changes')
    .select(({ fn }) => ['tenant', fn.max('seq').as('seq')])
    .where('tenant', 'in', [own, EVERYBODY, NAMELESS])
    .groupBy('tenant')
    .execute();
  const ends = new Map(rows.map((row) => [row.tenant, Number(row.seq)]));
  return {
    epoch: meta?.value ?? '',
    own: ends.get(own) ?? 0,
    everybody: ends.get(EVERYBODY) ?? 0,
    nameless: ends.get(NAMELESS) ?? 0,
  };
}

/** The changes of a library since a position. */
export interface LogChanges {
  readonly articles: ReadonlySet<string>;
  /** True if articles may have been deleted without an entry that names them. */
  readonly isAnyGone: boolean;
}

/** Returns the changes of a tenant's library between two positions of one epoch. */
export async function changesBetween(
  db: Db,
  tenant: TenantId,
  from: LogPosition,
  to: LogPosition,
): Promise<LogChanges> {
  const articles = new Set<string>();
  const ranges = [
    [rowTenant(tenant), from.own, to.own],
    [EVERYBODY, from.everybody, to.everybody],
  ] as const;
  for (const [name, after, last] of ranges) {
    if (last <= after) continue;
    const rows = await db
      .selectFrom('changes')
      .select('article')
      .distinct()
      .where('tenant', '=', name)
      .where('seq', '>', after)
      .where('seq', '<=', last)
      .execute();
    for (const { article } of rows) articles.add(article);
  }
  return { articles, isAnyGone: to.nameless > from.nameless };
}

export const isSamePosition = (a: LogPosition, b: LogPosition): boolean =>
  a.epoch === b.epoch && a.own === b.own && a.everybody === b.everybody && a.nameless === b.nameless;

/** Returns which of these articles, of the tenant or shared, are stored. The others are deleted. */
export async function storedAmong(db: Db, tenant: TenantId, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('tenant_articles')
    .select('id')
    .where('id', 'in', ids)
    .where('tenant', 'in', [rowTenant(tenant), EVERYBODY])
    .execute();
  return new Set(rows.map(({ id }) => id));
}
