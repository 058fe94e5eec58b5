import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import { type Db, EVERYBODY } from '../storage/database.ts';
import { chunksOf } from '../storage/encoding.ts';
import { type ArticleSize, articleSizes, visibleArticles } from '../storage/tenant-articles.ts';
import { KeptReading } from './kept-reading.ts';
import { readingsOf } from './store/fact-rows.ts';
import { type LogChanges, storedAmong } from './store/library-log.ts';
import type { TenantLibrary } from './tenant-library.ts';

/** The most articles read from the database at once: some 10 ms of work if they are as long as news. */
const PAGE = 50;
/** The most bytes of their texts, for the same time. A longer article is read alone. */
const PAGE_BYTES = 500_000;
/** The articles added before other work runs: some 5 ms. */
const AT_ONCE = 5;
/** The ids compared at once. */
const COMPARED = 500;

const rowTenant = (tenant: TenantId): string => tenant ?? EVERYBODY;

/** Processes items a few per turn of the event loop. Each item's steps get their own turns. */
export async function inTurns<Item>(
  items: Iterable<Item>,
  work: (item: Item) => Iterable<void>,
): Promise<void> {
  let done = 0;
  for (const item of items) {
    for (const _ of work(item)) await nextTurn();
    if (++done % AT_ONCE === 0) await nextTurn();
  }
}

/** Splits articles into those that are read from the database at once. */
function pagesOf(sizes: readonly ArticleSize[]): string[][] {
  const pages: string[][] = [];
  let bytes = 0;
  for (const { id, bytes: own } of sizes) {
    const page = pages.at(-1);
    bytes += own;
    if (page && page.length < PAGE && bytes <= PAGE_BYTES) page.push(id);
    else {
      pages.push([id]);
      bytes = own;
    }
  }
  return pages;
}

/** The number of ids read at once. */
const IDS_AT_ONCE = 2_000;

/** Returns the ids of a tenant's articles, in their order. */
export async function storedIds(db: Db, tenant: TenantId): Promise<string[]> {
  const ids: string[] = [];
  for (;;) {
    const rows = await db
      .selectFrom('tenant_articles')
      .select('id')
      .where('tenant', '=', rowTenant(tenant))
      .where('id', '>', ids.at(-1) ?? '')
      .orderBy('id')
      .limit(IDS_AT_ONCE)
      .execute();
    ids.push(...rows.map(({ id }) => id));
    if (rows.length < IDS_AT_ONCE) return ids;
    await nextTurn();
  }
}

/** Returns a tenant's articles with their facts, a page at a time. Other work runs between two pages. */
export async function* storedReadings(db: Db, tenant: TenantId): AsyncGenerator<Reading[]> {
  const own = rowTenant(tenant);
  let after = '';
  for (;;) {
    const sizes = await articleSizes(db)
      .where('seen.tenant', '=', own)
      .where('seen.id', '>', after)
      .orderBy('seen.id')
      .limit(PAGE)
      .execute();
    for (const ids of pagesOf(sizes)) {
      const rows = await visibleArticles(db)
        .where('seen.tenant', '=', own)
        .where('seen.id', 'in', ids)
        .orderBy('seen.id')
        .execute();
      yield (await readingsOf(db, rows)).map(({ reading }) => reading);
      await nextTurn();
    }
    if (sizes.length < PAGE) return;
    after = sizes.at(-1)!.id;
  }
}

/** A library with the origin of its articles. */
export interface Contents {
  readonly library: TenantLibrary;
  /** The ids of the tenant's own articles. */
  readonly own: Set<string>;
  /** The shared articles, by id. */
  readonly sharedArticles: Map<string, KeptReading>;
}

/** Applies database changes to a library. */
export async function applyChanges(
  db: Db,
  tenant: TenantId,
  contents: Contents,
  changes: LogChanges,
): Promise<void> {
  const { library, own, sharedArticles } = contents;
  const drop = (ids: Iterable<string>): Promise<void> =>
    inTurns(ids, (id) => {
      own.delete(id);
      sharedArticles.delete(id);
      return library.removeInSteps(id);
    });
  const seenBy = [rowTenant(tenant), EVERYBODY];
  for (const some of chunksOf([...changes.articles], PAGE)) {
    const sizes = await articleSizes(db)
      .where('seen.id', 'in', some)
      .where('seen.tenant', 'in', seenBy)
      .execute();
    const stored = new Set<string>();
    for (const ids of pagesOf(sizes)) {
      const rows = await visibleArticles(db)
        .where('seen.id', 'in', ids)
        .where('seen.tenant', 'in', seenBy)
        .execute();
      for (const { id } of rows) stored.add(id);
      await inTurns(await readingsOf(db, rows), ({ tenant: of, reading }) => {
        const { id } = reading.article;
        const kept = KeptReading.of(reading);
        if (of === EVERYBODY) sharedArticles.set(id, kept);
        else own.add(id);
        return library.putInSteps(kept);
      });
      await nextTurn();
    }
    await drop(some.filter((id) => !stored.has(id)));
  }
  if (!changes.isAnyGone) return;
  for (const ids of chunksOf([...own, ...sharedArticles.keys()], COMPARED)) {
    const stored = await storedAmong(db, tenant, ids);
    await drop(ids.filter((id) => !stored.has(id)));
  }
}
