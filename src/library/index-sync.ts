import { setImmediate as nextTurn } from 'node:timers/promises';
import { type SqlBool, sql } from 'kysely';
import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import { logState } from '../storage/change-log.ts';
import { EVERYBODY, type Store } from '../storage/database.ts';
import { chunksOf } from '../storage/encoding.ts';
import type { ChangeTable } from '../storage/schema.ts';
import { visibleArticles } from '../storage/tenant-articles.ts';
import { readingsOf } from './store/fact-rows.ts';
import { storedAmong } from './store/library-log.ts';
import { inTurns } from './stored-articles.ts';

/** The libraries that stored articles are added to. */
export interface LibrarySink {
  /** Adds or replaces an article of a tenant (null: shared), in steps of some 10 ms. */
  putting(reading: Reading, tenant: TenantId): Iterable<void>;
  /** Removes an article in steps. */
  removing(articleId: string): Iterable<void>;
}

/** The articles or changes read at once: some 10 ms of work. */
const PAGE = 50;
/** The ids compared at once. */
const COMPARED = 500;
/** The first delay after a failed read of the change log, in milliseconds. It grows with further failures. */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;

const viewer = (tenant: string): string | null => (tenant === EVERYBODY ? null : tenant);

/** Adds stored articles to the index. */
async function putAll(
  readout: Pick<LibrarySink, 'putting'>,
  { db }: Pick<Store, 'db'>,
  rows: Parameters<typeof readingsOf>[1],
): Promise<void> {
  await inTurns(await readingsOf(db, rows), ({ tenant, reading }) =>
    readout.putting(reading, viewer(tenant)),
  );
}

/** Adds every tenant's articles to the index, a page at a time. Returns their ids with their tenants. */
export async function loadReadings(
  readout: Pick<LibrarySink, 'putting'>,
  store: Pick<Store, 'db'>,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  let after = sql<SqlBool>`true`;
  for (;;) {
    const rows = await visibleArticles(store.db)
      .where(after)
      .orderBy('seen.tenant')
      .orderBy('seen.id')
      .limit(PAGE)
      .execute();
    await putAll(readout, store, rows);
    for (const { id, tenant } of rows) ids.set(id, tenant);
    if (rows.length < PAGE) return ids;
    const { tenant, id } = rows.at(-1)!;
    after = sql<SqlBool>`(seen.tenant, seen.id) > (${tenant}, ${id})`;
  }
}

/** Applies the change log of a store to an index. */
function createLogReader(readout: LibrarySink, store: Store) {
  const { db } = store;
  let known = new Map<string, string>();
  let at = { epoch: '', seq: 0 };

  const drop = (ids: Iterable<string>): Promise<void> =>
    inTurns(ids, (id) => {
      known.delete(id);
      return readout.removing(id);
    });
  /** Reads everything again and removes what no longer exists. */
  async function readAnew(): Promise<void> {
    const { epoch, last } = await logState(db);
    const former = known;
    known = await loadReadings(readout, store);
    await drop([...former.keys()].filter((id) => !known.has(id)));
    at = { epoch, seq: last };
  }
  /** Returns which of a tenant's articles are stored. */
  const storedOf = (tenant: string, ids: readonly string[]) =>
    visibleArticles(db).where('seen.tenant', '=', tenant).where('seen.id', 'in', ids).execute();
  async function compare(): Promise<void> {
    for (const [tenant, those] of Map.groupBy(known, ([, of]) => of))
      for (const run of chunksOf(those, COMPARED)) {
        const ids = run.map(([id]) => id);
        const standing = await storedAmong(db, viewer(tenant), ids);
        await drop(ids.filter((id) => !standing.has(id)));
        await nextTurn();
      }
  }
  async function takeIn(changes: readonly Pick<ChangeTable, 'tenant' | 'article'>[]): Promise<void> {
    for (const [tenant, those] of Map.groupBy(changes, (change) => change.tenant)) {
      const gone = new Set(those.map(({ article }) => article));
      const rows = await storedOf(tenant, [...gone]);
      for (const { id } of rows) {
        gone.delete(id);
        known.set(id, tenant);
      }
      await putAll(readout, store, rows);
      await drop(gone);
    }
  }
  /** Applies the changes since the last read. */
  async function catchUp(): Promise<void> {
    const { epoch, last, pruned } = await logState(db);
    // The database was restored, or this process was away for longer than the log reaches.
    if (epoch !== at.epoch || last < at.seq || at.seq < pruned) return readAnew();
    while (at.seq < last) {
      const changes = await db
        .selectFrom('changes')
        .selectAll()
        .where('seq', '>', at.seq)
        .orderBy('seq')
        .limit(PAGE)
        .execute();
      if (changes.length === 0) return;
      if (changes.some(({ kind }) => kind === 'compare')) await compare();
      await takeIn(changes);
      at = { epoch, seq: Number(changes.at(-1)!.seq) };
    }
  }
  return { readAnew, catchUp };
}

/**
 * Keeps the index in sync with the store: changes of this process are applied at once, those of others within about a
 * second. Returns a stop function.
 */
export async function syncIndex(readout: LibrarySink, store: Store): Promise<() => Promise<void>> {
  const { readAnew, catchUp } = createLogReader(readout, store);
  await readAnew();
  const stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let waiting = false;
  let retry: NodeJS.Timeout | undefined;
  let pause = FIRST_RETRY_MS;
  /** Reads the log after the current read. Calls in between count as one. */
  const wake = (): void => {
    if (waiting || stop.signal.aborted) return;
    waiting = true;
    running = running.then(async () => {
      waiting = false;
      if (stop.signal.aborted) return;
      try {
        await catchUp();
        pause = FIRST_RETRY_MS;
      } catch (error) {
        // Logged once an outage rather than at every attempt.
        if (pause === FIRST_RETRY_MS)
          store.onNotice(`Reading what changed failed and is tried again: ${(error as Error).message}`);
        clearTimeout(retry);
        retry = setTimeout(wake, pause).unref();
        pause = Math.min(pause * 2, LONGEST_RETRY_MS);
      }
    });
  };
  const unsubscribe = store.onArticlesChanged(wake);
  const watching = store.signals.watch(wake, stop.signal);
  return async () => {
    stop.abort();
    clearTimeout(retry);
    unsubscribe();
    await watching;
    await running;
  };
}
