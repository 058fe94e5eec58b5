import { type Kysely, PostgresAdapter } from 'kysely';
import type { Schema } from './schema.ts';

/** The database that repositories work on: the store's own, or an open transaction. */
export type Db = Kysely<Schema>;

export type DatabaseKind = 'sqlite' | 'postgres';

/** An open store. Repositories are plain functions of `db`, or of the store if they notify others. */
export interface Store {
  readonly db: Db;
  readonly kind: DatabaseKind;
  /** The file, or the server's address without its password: fit for logs. */
  readonly where: string;
  readonly now: () => Date;
  /**
   * Calls `listener` after every change that this process makes to articles. Returns the function that unsubscribes.
   */
  onArticlesChanged(listener: () => void): () => void;
  articlesChanged(): void;
  /** Signals that another process may have changed articles. */
  readonly signals: ChangeSignals;
  onNotice(message: string): void;
  /** Whether reading works; writing may still fail. */
  isReadable(): Promise<boolean>;
  /** Writes and rolls back a test row. The result is `ok` only if both reading and writing work. */
  health(): Promise<StoreHealth>;
  /** Waits for work in flight and closes. Further calls do nothing. */
  close(): Promise<void>;
}

export interface StoreHealth {
  readonly kind: DatabaseKind;
  readonly ok: boolean;
  /** The fault and its fix, if it is not ok. */
  readonly message?: string;
}

/** Signals that another process wrote to the database. */
export interface ChangeSignals {
  /** Calls `wake` when there may be something new, at the latest every few seconds; ends with the signal. */
  watch(wake: () => void, signal: AbortSignal): Promise<void>;
}

/** Passed on purpose to functions that read all tenants: for the system's own workers, never on behalf of a person. */
export const EVERY_TENANT = Symbol('every tenant');
export type EveryTenant = typeof EVERY_TENANT;

/** The tenant id of articles that everybody sees: those that an operator ingested on the command line. */
export const EVERYBODY = 'everybody';

/** True on PostgreSQL: for the few statements that differ. */
export function isPostgres(db: Db): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter;
}

/** Runs in a transaction, or in the one that is already open. */
export function inTransaction<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
