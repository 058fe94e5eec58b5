import { CompiledQuery } from 'kysely';
import { type Db, isPostgres } from '../database.ts';

const synchronous = (level: 'normal' | 'full') => CompiledQuery.raw(`pragma synchronous = ${level}`);
const NORMAL = synchronous('normal');
const FULL = synchronous('full');

/**
 * Commits without an fsync: a loss of power may undo the write, the end of the process does not. SQLite otherwise
 * blocks the whole process at each commit for as long as the disk takes (NORMAL in WAL mode,
 * https://www.sqlite.org/pragma.html#pragma_synchronous). The connection is exclusive meanwhile, so no other write is
 * affected.
 */
export function withAsyncCommit<T>(db: Db, write: (db: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction || isPostgres(db)) return write(db);
  return db.connection().execute(async (connection) => {
    await connection.executeQuery(NORMAL);
    try {
      return await write(connection as Db);
    } finally {
      await connection.executeQuery(FULL);
    }
  });
}
