import { chmodSync, closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  type SqliteStatement,
} from 'kysely';
import { LRUCache } from 'lru-cache';
import { OperatorError } from '../../domain/errors.ts';
import { refuseForeign } from './database-identity.ts';
import { isBusy, sqliteFault } from './faults.ts';

/** How long a statement waits for another process's lock, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;
/**
 * The pages in the WAL at which it is written back to the database: 16 MB. Writing back blocks the event loop until the
 * disk has synced. At SQLite's default of 1,000 pages it would happen every second under 100 commands a second, and
 * write most pages four times.
 */
const CHECKPOINT_PAGES = 4_000;
/**
 * The time that SQLite itself waits for a lock, in milliseconds. It is short because it blocks the event loop, which
 * runs for `RETRY_MS` between two attempts.
 */
const BLOCKING_WAIT_MS = 5;
const RETRY_MS = 25;
/** The most compiled statements that are cached. */
const MOST_STATEMENTS = 200;

/** Opens the file; a new one gets mode 0600. Faults become OperatorErrors. */
export function openSqlite(file: string, busyTimeoutMs = BUSY_TIMEOUT_MS, image?: Uint8Array): DatabaseSync {
  try {
    if (file !== ':memory:') createPrivately(file);
    const database = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
    try {
      if (image) database.deserialize(image);
      refuseForeign(database, file);
      // FULL: a committed write survives a power loss. If WAL is set already, setting it takes no lock, so a busy file
      // can still be opened.
      database.exec(
        `pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -16000; pragma secure_delete = on;
        pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
      );
      refuseReadOnly(database);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  } catch (error) {
    throw sqliteFault(error, file);
  }
}

/**
 * SQLite opens a file without write permission as read-only and reports it at the first write. This reports it at
 * once, with the fix. A file that another process is writing to passes.
 */
function refuseReadOnly(database: DatabaseSync): void {
  const isNew = !database.prepare("select 1 from sqlite_master where name = 'store_meta'").get();
  database.exec(`pragma busy_timeout = ${BLOCKING_WAIT_MS}`);
  // A new database is written to at once anyway.
  if (isNew) return;
  try {
    database.exec('update store_meta set value = value where false');
  } catch (error) {
    if (!isBusy(error)) throw error;
  }
}

/** SQLite gives its -wal and -shm the mode of the file itself. */
function createPrivately(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
    chmodSync(file, 0o600);
  } catch {
    // It exists already, or cannot be created: opening it reports which.
  }
}

/**
 * Converts a value for SQLite: text, numbers, bytes and null stay as they are, a boolean becomes 0 or 1. Throws for
 * anything else, which SQLite would store as something else.
 */
function bound(value: unknown): SQLInputValue {
  if (value === undefined) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value;
  if (value instanceof Uint8Array) return value;
  throw new TypeError(`a ${typeof value} cannot be stored: write instants as ISO text and objects as JSON`);
}

function telling(statement: StatementSync, file: string): SqliteStatement {
  const run = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      throw sqliteFault(error, file);
    }
  };
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => run(() => statement.all(...parameters.map(bound))),
    run: (parameters) => run(() => statement.run(...parameters.map(bound))),
    iterate: (parameters) => run(() => statement.iterate(...parameters.map(bound))),
  };
}

const NOTHING: SqliteStatement = {
  reader: true,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
};

/** Adapts node:sqlite to Kysely's SQLite dialect. */
function adapted(database: DatabaseSync, file: string): SqliteDatabase {
  const statements = new LRUCache<string, SqliteStatement>({ max: MOST_STATEMENTS });
  return {
    close: () => database.close(),
    prepare(sql) {
      // A full disk ends the transaction by itself (https://www.sqlite.org/lang_transaction.html); ending it again
      // would raise another error instead of the original one.
      if (sql === 'rollback' && !database.isTransaction) return NOTHING;
      // A transaction takes the write lock at its beginning. One that reads first and then writes would fail at once if
      // another process wrote in between.
      const text = sql === 'begin' ? 'begin immediate' : sql;
      const cached = statements.get(text);
      if (cached) return cached;
      let statement: SqliteStatement;
      try {
        statement = telling(database.prepare(text), file);
      } catch (error) {
        throw sqliteFault(error, file);
      }
      // A pragma may run while it is compiled, and would do nothing the second time.
      if (/^\s*pragma/i.test(text)) return statement;
      statements.set(text, statement);
      return statement;
    },
  };
}

/** Declares that SQLite rolls schema changes back with their transaction, which Kysely's own adapter does not use. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Wraps a connection so that it retries a statement while another process writes. The event loop runs meanwhile. */
function waitingForLocks(connection: DatabaseConnection, timeoutMs: number): DatabaseConnection {
  return {
    async executeQuery(query, options) {
      const giveUpAt = performance.now() + timeoutMs;
      for (;;) {
        try {
          return await connection.executeQuery(query, options);
        } catch (error) {
          const isLocked = error instanceof OperatorError && isBusy(error.cause);
          if (!isLocked || performance.now() >= giveUpAt) throw error;
          await setTimeout(RETRY_MS);
        }
      }
    },
    streamQuery: (query, chunkSize, options) => connection.streamQuery(query, chunkSize, options),
  };
}

class NodeSqliteDialect extends SqliteDialect {
  readonly #busyTimeoutMs: number;

  constructor(database: SqliteDatabase, busyTimeoutMs: number) {
    super({ database });
    this.#busyTimeoutMs = busyTimeoutMs;
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }

  override createDriver(): Driver {
    const driver = super.createDriver();
    const acquire = driver.acquireConnection.bind(driver);
    driver.acquireConnection = async (options) =>
      waitingForLocks(await acquire(options), this.#busyTimeoutMs);
    return driver;
  }
}

/** Creates Kysely's dialect over an open file. */
export function sqliteDialect(
  database: DatabaseSync,
  file: string,
  busyTimeoutMs = BUSY_TIMEOUT_MS,
): Dialect {
  return new NodeSqliteDialect(adapted(database, file), busyTimeoutMs);
}
