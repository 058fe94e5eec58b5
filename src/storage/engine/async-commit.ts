import { sql } from 'kysely';
import { type Db, isPostgres } from '../database.ts';

/**
 * Commits without an fsync: a loss of power may undo the write, the end of the process does not. SQLite otherwise blocks the
 * whole process at each commit for as long as the disk takes (NORMAL in WAL mode,
 * https://www.sqlite.org/pragma.html#pragma_synchronous). The connection is exclusive meanwhile, so no other write is affected.
 */
export function withAsyncCommit<T>(db: Db, write: (db: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction || isPostgres(db)) return write(db);
  return db.connection().execute(async (connection) => {
    await sql`pragma synchronous = normal`.execute(connection);
    try {
      return await write(connection as Db);
    } finally {
      await sql`pragma synchronous = full`.execute(connection);
    }
  });
}
