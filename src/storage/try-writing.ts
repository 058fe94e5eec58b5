import { sql } from 'kysely';
import { type Db, type EveryTenant, isPostgres } from './database.ts';

/** Bytes of the row that is tried: more than SQLite's smallest cache, so that it has to reach the disk. */
const TRIED_BYTES = 100_000;

/** Thrown to roll a transaction back; it is no fault. */
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
 * Writes a row and rolls it back. Rejects as any write would: disk full, file locked or read-only, server gone.
 * SQLite keeps uncommitted pages in memory, where a full disk goes unnoticed: a cache of one page makes it spill.
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
