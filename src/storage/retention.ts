import { DAY, MINUTE } from '../domain/time.ts';
import { logRemovals, pruneChanges } from './change-log.ts';
import { inTransaction, type Store } from './database.ts';
import { chunksOf } from './encoding.ts';
import { sweepShared, sweepSharedAfter, takeFromTenant } from './tenant-articles.ts';

/** Retention times, in milliseconds. */
export interface Retention {
  readonly cards: number;
  readonly conversations: number;
  /** How long a platform's repeated delivery of an event is recognised. */
  readonly seen: number;
  readonly feedback: number;
  readonly deliveries: number;
  readonly lastReads: number;
  /** The change log. A process that was away for longer reads everything again. */
  readonly changes: number;
  /** Articles and their facts, counted from when they were added; null keeps them for good. */
  readonly articles: number | null;
}

/** The defaults: buttons work for a month, digests and feedback stay for a year, articles for good. */
export const RETENTION: Retention = {
  cards: 30 * DAY,
  conversations: DAY,
  seen: 10 * MINUTE,
  feedback: 365 * DAY,
  deliveries: 400 * DAY,
  lastReads: 400 * DAY,
  changes: 7 * DAY,
  articles: null,
};

/** How long spent model budgets are kept, in milliseconds. Only today's counts. */
const MODEL_USAGE = 2 * DAY;

/** The articles removed in one transaction. */
const ARTICLES_AT_ONCE = 200;

async function pruneArticles(store: Store, before: string): Promise<number> {
  const aged = await store.db
    .selectFrom('tenant_articles')
    .select(['id', 'tenant'])
    .where('added', '<', before)
    .execute();
  // One transaction per tenant, which waits only for that tenant's other writers.
  for (const run of chunksOf(aged, ARTICLES_AT_ONCE))
    for (const [tenant, rows] of Map.groupBy(run, (row) => row.tenant))
      await sweepShared(
        store.db,
        await inTransaction(store.db, async (trx) => {
          const ids = rows.map(({ id }) => id);
          const { shared } = await takeFromTenant(trx, tenant, ids);
          await logRemovals(trx, tenant, ids, store.now());
          return shared;
        }),
      );
  if (aged.length > 0) store.articlesChanged();
  return aged.length;
}

/** The shared articles examined in one sweep. */
const SWEPT_AT_ONCE = 2_000;
/** The position at which each open database's sweep continues. */
const sweptTo = new WeakMap<Store, string>();

/**
 * Deletes shared articles that no tenant has, as a process leaves them if it dies. Each call examines a part of all
 * articles.
 */
async function sweepSome(store: Store): Promise<void> {
  const last = await sweepSharedAfter(store.db, sweptTo.get(store) ?? '', SWEPT_AT_ONCE);
  sweptTo.set(store, last ?? '');
}

/** Deletes everything older than its retention. Returns the number of rows. */
export async function prune(store: Store, keep: Retention = RETENTION): Promise<number> {
  const { db, now } = store;
  const before = (age: number): string => new Date(now().getTime() - age).toISOString();
  const results = [
    await db.deleteFrom('cards').where('made', '<', before(keep.cards)).executeTakeFirstOrThrow(),
    await db
      .deleteFrom('conversations')
      .where('updated', '<', before(keep.conversations))
      .executeTakeFirstOrThrow(),
    await db.deleteFrom('seen_events').where('at', '<', before(keep.seen)).executeTakeFirstOrThrow(),
    await db.deleteFrom('feedback').where('made', '<', before(keep.feedback)).executeTakeFirstOrThrow(),
    await db
      .deleteFrom('deliveries')
      .where('local_date', '<', before(keep.deliveries).slice(0, 10))
      .executeTakeFirstOrThrow(),
    await db
      .deleteFrom('model_usage')
      .where('day', '<', before(MODEL_USAGE).slice(0, 10))
      .executeTakeFirstOrThrow(),
    await db.deleteFrom('last_reads').where('at', '<', before(keep.lastReads)).executeTakeFirstOrThrow(),
  ];
  const rows = results.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
  const articles = keep.articles === null ? 0 : await pruneArticles(store, before(keep.articles));
  await sweepSome(store);
  // The next ping for a feed that nobody follows any more is then answered as gone.
  await db
    .deleteFrom('hub_subscriptions')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('feeds').select('url').whereRef('feeds.url', '=', 'hub_subscriptions.url'))),
    )
    .execute();
  return rows + articles + (await pruneChanges(db, before(keep.changes)));
}
