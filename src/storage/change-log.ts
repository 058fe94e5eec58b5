import { sql } from 'kysely';
import { type Db, inTransaction, isPostgres } from './database.ts';
import { chunksOf } from './encoding.ts';
import type { ChangeTable } from './schema.ts';

/**
 * The first key of the advisory locks for writing to the log; the tenant is the second. An arbitrary number, the same
 * in every process.
 */
const LOCK = 723_688_102;

/**
 * Waits until no other transaction stores articles of a tenant, and blocks others until the end of this one. Tenants do
 * not wait for each other. Does nothing on SQLite, which has one writer.
 */
export async function lockTenant(trx: Db, tenant: string): Promise<void> {
  if (isPostgres(trx))
    await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)}, hashtext(${tenant}))`.execute(trx);
}

/**
 * Appends to the change log, in the transaction of the change itself; call `store.articlesChanged()` after that. On
 * PostgreSQL the lock makes a tenant's sequence numbers visible in order: without it, 8 could be read before 7 is
 * committed, and 7 would be missed.
 */
async function log(
  trx: Db,
  tenant: string,
  articles: readonly string[],
  kind: ChangeTable['kind'],
  now: Date,
): Promise<void> {
  if (articles.length === 0) return;
  const made = now.toISOString();
  await lockTenant(trx, tenant);
  for (const run of chunksOf(articles, 1_000))
    await trx
      .insertInto('changes')
      .values(run.map((article) => ({ tenant, article, kind, made })))
      .execute();
}

export const logPuts = (trx: Db, tenant: string, articles: readonly string[], now: Date): Promise<void> =>
  log(trx, tenant, articles, 'put', now);

export const logRemovals = (trx: Db, tenant: string, articles: readonly string[], now: Date): Promise<void> =>
  log(trx, tenant, articles, 'remove', now);

/** Tells every process to drop articles that no longer exist, naming neither them nor their tenant. */
export const logForgetting = (trx: Db, now: Date): Promise<void> => log(trx, '', [''], 'compare', now);

/** The state of the log: its epoch, the last sequence number, and the number up to which entries were pruned. */
export interface LogState {
  readonly epoch: string;
  readonly last: number;
  readonly pruned: number;
}

const PRUNED = 'changes_pruned';

export async function logState(db: Db): Promise<LogState> {
  const { rows } = await sql<{ epoch: string | null; last: number | null; pruned: string | null }>`
    select (select value from store_meta where key = 'epoch') as epoch,
      (select max(seq) from changes) as last,
      (select value from store_meta where key = ${PRUNED}) as pruned`.execute(db);
  const { epoch, last, pruned } = rows[0]!;
  const upTo = Number(pruned ?? 0);
  return { epoch: epoch ?? '', last: Math.max(Number(last ?? 0), upTo), pruned: upTo };
}

/**
 * Deletes entries older than an instant (ISO 8601). Returns their number. A consumer further behind reads everything
 * again.
 */
export async function pruneChanges(db: Db, before: string): Promise<number> {
  return inTransaction(db, async (trx) => {
    const row = await trx
      .selectFrom('changes')
      .select(({ fn }) => fn.max('seq').as('seq'))
      .where('made', '<', before)
      .executeTakeFirst();
    if (row?.seq === null || row?.seq === undefined) return 0;
    const value = String(row.seq);
    await trx
      .insertInto('store_meta')
      .values({ key: PRUNED, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
    const { numDeletedRows } = await trx
      .deleteFrom('changes')
      .where('seq', '<=', row.seq)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  });
}
