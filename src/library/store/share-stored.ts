import type { ArticleSource } from '../../domain/article.ts';
import { lockTenant } from '../../storage/change-log.ts';
import { type EveryTenant, inTransaction, type Store } from '../../storage/database.ts';
import { visibleArticles } from '../../storage/tenant-articles.ts';
import type { KeysOf } from './article-keys.ts';
import { shareReading } from './article-rows.ts';
import { readingsOf } from './fact-rows.ts';

/** The articles shared per transaction: some 50 ms of work. */
const AT_ONCE = 20;
/** The key in `store_meta` of the position at which the last step ended. */
const PROGRESS = 'feed_articles_shared';

interface Place {
  readonly tenant: string;
  readonly id: string;
}

const isOfFeed = (source: string): boolean => (JSON.parse(source) as ArticleSource).kind === 'feed';

/**
 * Merges copies of feed articles that were stored per tenant before articles were shared. Each call is one transaction
 * and continues where the last one ended, in any process. Returns the number of articles examined; 0 at the end.
 * Tenants see no change, so no index has to follow.
 */
export async function shareFeedArticles(
  store: Pick<Store, 'db' | 'now'>,
  _scope: EveryTenant,
  keysOf: KeysOf,
): Promise<number> {
  const after = await placeOf(store);
  if (after === 'end') return 0;
  const places = await nextPlaces(store, after);
  for (const [tenant, those] of Map.groupBy(places, (place) => place.tenant))
    await shareSome(
      store,
      tenant,
      those.map(({ id }) => id),
      keysOf,
    );
  await keepPlace(store, places.length < AT_ONCE ? 'end' : places.at(-1)!);
  return places.length;
}

async function shareSome(
  { db, now }: Pick<Store, 'db' | 'now'>,
  tenant: string,
  ids: readonly string[],
  keysOf: KeysOf,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await lockTenant(trx, tenant);
    const rows = await visibleArticles(trx)
      .where('seen.tenant', '=', tenant)
      .where('seen.id', 'in', ids)
      .whereRef('seen.article', '=', 'seen.id')
      .execute();
    const readings = await readingsOf(
      trx,
      rows.filter(({ source }) => isOfFeed(source)),
    );
    for (const { reading } of readings) await shareReading(trx, tenant, reading, { now: now(), keysOf });
  });
}

async function nextPlaces({ db }: Pick<Store, 'db'>, after: Place): Promise<Place[]> {
  const { tenant, id } = after;
  return db
    .selectFrom('tenant_articles')
    .select(['tenant', 'id'])
    .where(({ eb, refTuple, tuple }) => eb(refTuple('tenant', 'id'), '>', tuple(tenant, id)))
    .orderBy('tenant')
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
}

async function placeOf({ db }: Pick<Store, 'db'>): Promise<Place | 'end'> {
  const row = await db
    .selectFrom('store_meta')
    .select('value')
    .where('key', '=', PROGRESS)
    .executeTakeFirst();
  return row ? (JSON.parse(row.value) as Place | 'end') : { tenant: '', id: '' };
}

async function keepPlace({ db }: Pick<Store, 'db'>, place: Place | 'end'): Promise<void> {
  const value = JSON.stringify(place);
  await db
    .insertInto('store_meta')
    .values({ key: PROGRESS, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}
