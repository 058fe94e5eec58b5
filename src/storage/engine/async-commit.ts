import { sql } from 'kysely';
import { type Db, isPostgres } from '../database.ts';

/**
 * Writes what may be lost with the machine's power, but not with the process: SQLite then doesn't wait for the disk at each
 * commit (https://www.sqlite.org/pragma.html#pragma_synchronous, NORMAL in WAL mode), which blocks everything else in
 * the process for as long as the disk takes. The connection is this writer's alone meanwhile, so that no other write is withAsyncCommit.
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
