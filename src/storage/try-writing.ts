import { sql } from 'kysely';
import { type Db, type EveryTenant, isPostgres } from './database.ts';

/** The size of the row, in bytes: larger than SQLite's smallest cache, so that it is written to disk. */
const TRIED_BYTES = 100_000;

/** Thrown to roll a transaction back; not a fault. */
class Undo extends Error {}

async function writeAndUndo(db: Db, value: string): Promise<void> {
  try {
    await db.transaction().execute(async (trx) => {
      await trx.insertInto('store_meta').values({ key: 'write-test', value }).execute();
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
}

/**
 * Writes a row and rolls it back. Rejects like any write: disk full, file locked or read-only, server gone. SQLite
 * keeps uncommitted pages in memory, so a full disk would go unnoticed. A cache of one page makes it write them:
 * https://www.sqlite.org/pragma.html#pragma_cache_spill
 */
export async function tryWriting(db: Db, _scope: EveryTenant): Promise<void> {
  if (isPostgres(db)) return writeAndUndo(db, '');
  await db.connection().execute(async (connection) => {
    const { rows } = await sql<{ cache_size: number }>`pragma cache_size`.execute(connection);
    await sql`pragma cache_size = 1`.execute(connection);
    try {
      await writeAndUndo(connection as Db, 'x'.repeat(TRIED_BYTES));
    } finally {
      await sql.raw(`pragma cache_size = ${Number(rows[0]?.cache_size)}`).execute(connection);
    }
  });
}
