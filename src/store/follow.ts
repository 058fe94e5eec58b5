import type { Readout } from '../core/readout.ts';
import { EVERYBODY, type Store } from './db.ts';
import { readingsOf } from './facts.ts';

/** How many articles are read at once when all are, and how many changes at once when following. */
const PAGE = 200;

const viewer = (tenant: string): string | null => (tenant === EVERYBODY ? null : tenant);

async function lastChange({ db }: Store): Promise<number> {
  const row = await db
    .selectFrom('changes')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .executeTakeFirst();
  return Number(row?.seq ?? 0);
}

/** Puts every stored article into the index, a page at a time. */
export async function loadReadings(readout: Readout, { db }: Pick<Store, 'db'>): Promise<void> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('articles')
      .selectAll()
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const { tenant, reading } of await readingsOf(db, rows)) readout.put(reading, viewer(tenant));
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.id;
  }
}

/** Takes in the changes after `seq`; gives the last one taken in. */
async function takeIn(readout: Readout, { db }: Store, seq: number): Promise<number> {
  let last = seq;
  for (;;) {
    const changes = await db
      .selectFrom('changes')
      .selectAll()
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(PAGE)
      .execute();
    if (changes.length === 0) return last;
    const ids = [...new Set(changes.map(({ article }) => article))];
    const rows = await db.selectFrom('articles').selectAll().where('id', 'in', ids).execute();
    const standing = await readingsOf(db, rows);
    const gone = new Set(ids);
    for (const { tenant, reading } of standing) {
      gone.delete(reading.article.id);
      readout.put(reading, viewer(tenant));
    }
    for (const id of gone) readout.remove(id);
    last = Number(changes.at(-1)!.seq);
  }
}

/**
 * Makes the index hold what the store holds, at once and from then on: changes of this process right away, those of others
 * within a second or so. Gives the way to stop.
 */
export async function keepReadoutCurrent(readout: Readout, store: Store): Promise<() => Promise<void>> {
  let seq = await lastChange(store);
  await loadReadings(readout, store);
  const stop = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const wake = (): void => {
    running = running
      .then(async () => {
        if (!stop.signal.aborted) seq = await takeIn(readout, store, seq);
      })
      .catch((error: unknown) =>
        store.onNotice(`Reading what changed failed and is tried again: ${(error as Error).message}`),
      );
  };
  const unsubscribe = store.onArticlesChanged(wake);
  const watching = store.signals.watch(wake, stop.signal);
  return async () => {
    stop.abort();
    unsubscribe();
    await watching;
    await running;
  };
}
