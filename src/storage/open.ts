import { Kysely, sql } from 'kysely';
import { OperatorError } from '../domain/errors.ts';
import { withTimeout } from '../domain/with-timeout.ts';
import { type ChangeSignals, type DatabaseKind, type Db, EVERY_TENANT, type Store } from './database.ts';
import { CHANGES_CHANNEL } from './engine/changes-channel.ts';
import { openSqlite, sqliteDialect } from './engine/sqlite.ts';
import { watchSqlite } from './engine/watch-sqlite.ts';
import { ensureEpoch } from './epoch.ts';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';
import { tryWriting } from './try-writing.ts';

export interface OpenStoreOptions {
  /** A file, or `:memory:`. Used if there is no `url`. */
  readonly path?: string;
  /** The serialised database that a `:memory:` one starts as. Tests open thousands and migrate only one. */
  readonly image?: Uint8Array;
  /** PostgreSQL's address: postgres://user:password@host:5432/database */
  readonly url?: string;
  readonly now: () => Date;
  /** Called with one plain line for each fault that recovers by itself: a lost connection, a failed poll. */
  readonly onNotice?: (message: string) => void;
  /** How long a write waits for another process's, in milliseconds (SQLite; 5,000). */
  readonly busyTimeoutMs?: number;
}

/** The shortest time between two equal notices, in milliseconds. */
const SAME_WORDS = 10_000;

/** Rate-limits equal messages: when a server stops, each of its connections reports it. */
function throttled(tell: (message: string) => void): (message: string) => void {
  let last = '';
  let at = 0;
  return (message) => {
    const now = performance.now();
    if (message === last && now - at < SAME_WORDS) return;
    [last, at] = [message, now];
    tell(message);
  };
}

/** A write that takes longer than this (ms) is reported as not done. */
const WRITES_WITHIN_MS = 2_000;

/** The shortest time between two signals to other processes, in milliseconds. */
const NOTIFY_INTERVAL_MS = 100;

/**
 * Notifies other processes outside the transaction of the change, because PostgreSQL serialises the commits of
 * transactions that notify. If a notification is lost, other processes see the change at their next check, within
 * seconds.
 */
const notifyChange = (db: Db): Promise<unknown> => sql`select pg_notify(${CHANGES_CHANNEL}, '')`.execute(db);

/** Runs work soon after it is requested, at most once per period. `end` runs requested work at once. */
function atMostEvery(periodMs: number, work: () => Promise<unknown>) {
  let last = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<unknown> = Promise.resolve();
  const run = (): void => {
    timer = null;
    last = performance.now();
    running = work().catch(() => {});
  };
  return {
    notify(): void {
      timer ??= setTimeout(run, Math.max(0, last + periodMs - performance.now()));
    },
    async end(): Promise<void> {
      if (timer) {
        clearTimeout(timer);
        run();
      }
      await running;
    },
  };
}

interface Engine {
  readonly db: Db;
  readonly kind: DatabaseKind;
  readonly where: string;
  readonly signals: ChangeSignals;
  /** Notifies other processes that articles changed; null if the database does so itself. */
  readonly notify: (() => Promise<unknown>) | null;
}

async function openEngine(options: OpenStoreOptions, onNotice: (message: string) => void): Promise<Engine> {
  const { path, url } = options;
  if (url !== undefined) {
    // The driver is loaded only if it is used: most installations use a file.
    const [{ addressOf, openPool, postgresDialect }, { watchPostgres }] = await Promise.all([
      import('./engine/postgres.ts'),
      import('./engine/watch-postgres.ts'),
    ]);
    const where = addressOf(url);
    const db = new Kysely<Schema>({ dialect: postgresDialect(openPool(url, onNotice), where) });
    return {
      db,
      kind: 'postgres',
      where,
      signals: watchPostgres(url, where, onNotice),
      notify: () => notifyChange(db),
    };
  }
  if (path === undefined) throw new Error('openStore needs a path or a url');
  const database = openSqlite(path, options.busyTimeoutMs, options.image);
  const db = new Kysely<Schema>({ dialect: sqliteDialect(database, path, options.busyTimeoutMs) });
  return { db, kind: 'sqlite', where: path, signals: watchSqlite(db, onNotice), notify: null };
}

/**
 * Opens the database, creates it if it is new, and migrates its schema. Throws an OperatorError that names the variable
 * and the fix: `store-locked`, `store-read-only`, `store-full`, `store-corrupt`, `store-newer`, `store-foreign`,
 * `store-unopenable`, `store-unreachable`, `store-denied`.
 * @example const store = await openStore({ path: 'readout.db', now: () => new Date() });
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { now } = options;
  const onNotice = throttled(options.onNotice ?? (() => {}));
  const { db, kind, where, signals, notify } = await openEngine(options, onNotice);
  const notifier = notify && atMostEvery(NOTIFY_INTERVAL_MS, notify);
  const listeners = new Set<() => void>();
  let closed: Promise<void> | null = null;
  try {
    await migrate(db, kind, { where });
    await ensureEpoch(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    db,
    kind,
    where,
    now,
    signals,
    onNotice,
    onArticlesChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    articlesChanged() {
      for (const listener of listeners) listener();
      notifier?.notify();
    },
    isReadable: () =>
      sql`select 1`.execute(db).then(
        () => true,
        () => false,
      ),
    async health() {
      try {
        const tried = await withTimeout(tryWriting(db, EVERY_TENANT), WRITES_WITHIN_MS);
        if (tried !== 'late') return { kind, ok: true };
        return { kind, ok: false, message: `A write to ${where} waits for another program’s.` };
      } catch (error) {
        if (!(error instanceof OperatorError)) throw error;
        return { kind, ok: false, message: error.message };
      }
    },
    close() {
      closed ??= Promise.resolve(notifier?.end()).then(() => db.destroy());
      return closed;
    },
  };
}
