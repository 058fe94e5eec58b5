import { sql } from 'kysely';
import { type Db, isPostgres } from './db.ts';
import { CHANGES_CHANNEL } from './engine/channel.ts';
import { runsOf } from './text.ts';

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
  kind: 'put' | 'remove',
  now: Date,
): Promise<void> {
  if (articles.length === 0) return;
  const made = now.toISOString();
  if (isPostgres(trx)) await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx);
  for (const run of runsOf(articles, 1_000))
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
