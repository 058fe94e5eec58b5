import { sql } from 'kysely';
import { type Db, inTransaction, isPostgres } from './database.ts';
import { chunksOf } from './encoding.ts';
import { CHANGES_CHANNEL } from './engine/changes-channel.ts';
import type { ChangeTable } from './schema.ts';

/** Any number, the same in every process: who holds it numbers changes. */
const LOCK = 7_236_881_002;

/**
 * Writes to the change log, within the transaction of the change itself; do it last in there. On PostgreSQL the lock
 * makes numbers appear in their order: without it, 8 could be read before 7 is committed, and 7 be missed for good.
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
  if (isPostgres(trx)) await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx);
  for (const run of chunksOf(articles, 1_000))
    await trx
      .insertInto('changes')
      .values(run.map((article) => ({ tenant, article, kind, made })))
      .execute();
  if (isPostgres(trx)) await sql`select pg_notify(${CHANGES_CHANNEL}, '')`.execute(trx);
}

export const logPuts = (trx: Db, tenant: string, articles: readonly string[], now: Date): Promise<void> =>
  log(trx, tenant, articles, 'put', now);

export const logRemovals = (trx: Db, tenant: string, articles: readonly string[], now: Date): Promise<void> =>
  log(trx, tenant, articles, 'remove', now);

/** Tells every process to drop the articles that are no longer there, naming neither them nor whose they were. */
export const logForgetting = (trx: Db, now: Date): Promise<void> => log(trx, '', [''], 'compare', now);

/** Where a database's log stands: its history, its last number, and up to which number entries have been deleted. */
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

/** Deletes entries made before an ISO instant; who is further behind than that reads everything anew. Gives how many went. */
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
