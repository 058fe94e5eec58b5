import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import { logState } from '../storage/change-log.ts';
import { EVERYBODY, type Store } from '../storage/database.ts';
import { chunksOf } from '../storage/encoding.ts';
import { readingsOf } from './store/fact-rows.ts';

/** What takes in stored articles: the libraries of the tenants. */
export interface LibrarySink {
  /** Adds or replaces an article of a tenant (null: everybody's), in steps of some 10 ms. */
  putting(reading: Reading, tenant: TenantId): Iterable<void>;
  /** Removes an article in such steps. */
  removing(articleId: string): Iterable<void>;
}

/** Articles, or changes of some, read at once: some 10 ms of work. */
const PAGE = 50;
/** Articles that come or go before others have their turn: some 5 ms of work. */
const AT_ONCE = 5;
/** Ids compared at once. */
const COMPARED = 500;
/** A look that failed is repeated after this long, then after ever longer, in milliseconds. */
const FIRST_RETRY_MS = 250;
const LONGEST_RETRY_MS = 5_000;

const viewer = (tenant: string): string | null => (tenant === EVERYBODY ? null : tenant);

/** Does something for each, a few a turn; what it does may have steps, each with a turn of its own. */
async function inTurns<Item>(items: Iterable<Item>, work: (item: Item) => Iterable<void>): Promise<void> {
  let done = 0;
  for (const item of items) {
    for (const _ of work(item)) await nextTurn();
    if (++done % AT_ONCE === 0) await nextTurn();
  }
}

/** Puts articles as they are stored into the index. */
async function putAll(
  readout: Pick<LibrarySink, 'putting'>,
  { db }: Pick<Store, 'db'>,
  rows: Parameters<typeof readingsOf>[1],
): Promise<void> {
  await inTurns(await readingsOf(db, rows), ({ tenant, reading }) =>
    readout.putting(reading, viewer(tenant)),
  );
}

/** Puts every stored article into the index, a page at a time; gives their ids. */
export async function loadReadings(
  readout: Pick<LibrarySink, 'putting'>,
  store: Pick<Store, 'db'>,
): Promise<Set<string>> {
  const ids = new Set<string>();
  let after = '';
  for (;;) {
    const rows = await store.db
      .selectFrom('articles')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    await putAll(readout, store, rows);
    for (const { id } of rows) ids.add(id);
    if (rows.length < PAGE) return ids;
    after = rows.at(-1)!.id;
  }
}

/** Follows the change log of one store into one index. */
function follower(readout: LibrarySink, store: Store) {
  const { db } = store;
  let known = new Set<string>();
  let at = { epoch: '', seq: 0 };

  const drop = (ids: Iterable<string>): Promise<void> =>
    inTurns(ids, (id) => {
      known.delete(id);
      return readout.removing(id);
    });
  /** Reads everything, and drops what is no longer there. */
  async function readAnew(): Promise<void> {
    const { epoch, last } = await logState(db);
    const former = known;
    known = await loadReadings(readout, store);
    await drop([...former].filter((id) => !known.has(id)));
    at = { epoch, seq: last };
  }
  async function compare(): Promise<void> {
    for (const ids of chunksOf([...known], COMPARED)) {
      const rows = await db.selectFrom('articles').select('id').where('id', 'in', ids).execute();
      const standing = new Set(rows.map(({ id }) => id));
      await drop(ids.filter((id) => !standing.has(id)));
      await nextTurn();
    }
  }
  async function takeIn(ids: ReadonlySet<string>): Promise<void> {
    const rows = await db
      .selectFrom('articles')
      .selectAll()
      .where('id', 'in', [...ids])
      .execute();
    const gone = new Set(ids);
    for (const { id } of rows) {
      gone.delete(id);
      known.add(id);
    }
    await putAll(readout, store, rows);
    await drop(gone);
  }
  /** Takes in what happened since the last look. */
  async function catchUp(): Promise<void> {
    const { epoch, last, pruned } = await logState(db);
    // Another history (a restored backup), or a longer absence than the log goes back.
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
      await takeIn(new Set(changes.map(({ article }) => article)));
      at = { epoch, seq: Number(changes.at(-1)!.seq) };
    }
  }
  return { readAnew, catchUp };
}

/**
 * Makes the index hold what the store holds, at once and from then on: changes of this process right away, those of others
 * within a second or so. Gives the way to stop.
 */
export async function keepReadoutCurrent(readout: LibrarySink, store: Store): Promise<() => Promise<void>> {
  const { readAnew, catchUp } = follower(readout, store);
  await readAnew();
  const stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let waiting = false;
  let retry: NodeJS.Timeout | undefined;
  let pause = FIRST_RETRY_MS;
  /** Looks once the look under way is over; calls in between are one. */
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
        // Told once an outage, not once a try.
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
