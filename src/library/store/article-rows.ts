import type { Article } from '../../domain/article.ts';
import type { Reading } from '../../domain/reading.ts';
import { lockTenant, logPuts, logRemovals } from '../../storage/change-log.ts';
import { type Db, inTransaction, type Store } from '../../storage/database.ts';
import { json, storableOrNull, storableText } from '../../storage/encoding.ts';
import { SHARED, sweepShared, takeFromTenant, visibleArticles } from '../../storage/tenant-articles.ts';
import { ensureTenant } from '../../storage/tenants.ts';
import { deleteArticleKeys, insertArticleKeys, type KeysOf } from './article-keys.ts';
import { articleFrom, factTimes, insertFacts, readingsOf } from './fact-rows.ts';
import { canBeShared, storeShared } from './shared-articles.ts';

/** The articles per page when all are read. */
const PAGE = 200;

const articleColumns = (article: Article) => ({
  title: storableText(article.title),
  text: storableText(article.text),
  source: json(article.source),
  published: article.published,
  byline: storableOrNull(article.byline ?? null),
  site: storableOrNull(article.site ?? null),
  language: article.language ?? null,
  picture: article.picture ?? null,
});

/** The options for storing a reading. */
interface Saving {
  readonly now: Date;
  readonly keysOf: KeysOf | undefined;
}

/** Inserts a new article under its owner. Returns false if the id exists. */
async function insertReading(
  trx: Db,
  owner: string,
  { article, topics, facts }: Reading,
  { now, keysOf }: Saving,
): Promise<boolean> {
  const { id } = article;
  const inserted = await trx
    .insertInto('articles')
    .values({ id, tenant: owner, ...articleColumns(article), added: now.toISOString() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  if (inserted.length === 0) return false;
  await insertContents(trx, owner, { article, topics, facts }, { now, keysOf });
  return true;
}

async function insertContents(
  trx: Db,
  owner: string,
  { article, topics, facts }: Reading,
  { now, keysOf }: Saving,
): Promise<void> {
  await insertFacts(trx, owner, facts, now);
  if (topics.length > 0)
    await trx
      .insertInto('topics')
      .values(
        topics.map((topic, position) => ({
          tenant: owner,
          article: article.id,
          id: topic.id,
          position,
          label: storableOrNull(topic.label)!,
          aliases: json(topic.aliases),
        })),
      )
      .execute();
  if (keysOf) await insertArticleKeys(trx, owner, article.id, keysOf(article));
}

/** Replaces a tenant's own article. */
async function replaceOwn(trx: Db, tenant: string, reading: Reading, saving: Saving): Promise<void> {
  const { id } = reading.article;
  const values = articleColumns(reading.article);
  await trx
    .updateTable('articles')
    .set(values)
    .where('id', '=', id)
    .where('tenant', '=', tenant)
    .executeTakeFirstOrThrow();
  // The article identifies the tenant. With a condition on the tenant, too, SQLite would scan all its facts.
  await trx.deleteFrom('facts').where('article', '=', id).execute();
  await trx.deleteFrom('topics').where('article', '=', id).execute();
  if (saving.keysOf) await deleteArticleKeys(trx, tenant, id);
  await insertContents(trx, tenant, reading, saving);
}

/** A tenant's current version of an article. */
interface OwnVersion {
  /** The stored id: the article's own if it belongs to the tenant only. */
  readonly article: string;
  readonly added: string;
}

const ownVersionOf = (trx: Db, tenant: string, id: string): Promise<OwnVersion | undefined> =>
  trx
    .selectFrom('tenant_articles')
    .select(['article', 'added'])
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .executeTakeFirst();

/** Stores a tenant's version of an article. Returns the id under which it is stored. */
async function storeContents(
  trx: Db,
  tenant: string,
  reading: Reading,
  held: OwnVersion | undefined,
  saving: Saving & Pick<SaveOptions, 'isShared'>,
): Promise<string> {
  const { id } = reading.article;
  const isOwn = held?.article === id;
  // An article that belongs to the tenant only stays so, because its later versions have its withdrawn facts.
  if (saving.isShared && !isOwn && canBeShared(reading))
    return storeShared(trx, reading, (shared) => insertReading(trx, SHARED, shared, saving));
  if (isOwn) await replaceOwn(trx, tenant, reading, saving);
  // Ids contain the tenant, so a conflict would be a bug.
  else if (!(await insertReading(trx, tenant, reading, saving)))
    throw new Error(`article ${id} belongs to another tenant`);
  return id;
}

/** Converts a tenant's own article to a shared one. */
export async function shareReading(trx: Db, tenant: string, reading: Reading, saving: Saving): Promise<void> {
  if (!canBeShared(reading)) return;
  const article = await storeShared(trx, reading, (shared) => insertReading(trx, SHARED, shared, saving));
  const { id } = reading.article;
  await trx
    .updateTable('tenant_articles')
    .set({ article })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .execute();
  await trx.deleteFrom('articles').where('id', '=', id).where('tenant', '=', tenant).execute();
}

/** Returns the times of facts added later than their article, by position; null if there are none. */
function laterTimes(
  { facts }: Reading,
  former: ReadonlyMap<string, string>,
  { added, now }: { readonly added: string; readonly now: string },
): string | null {
  const later = facts.flatMap(({ id }, position) => {
    const time = former.get(id) ?? now;
    return time === added ? [] : [[position, time] as const];
  });
  return later.length === 0 ? null : json(Object.fromEntries(later));
}

/** Stores one reading for a tenant. Returns the shared article that the tenant no longer has. */
async function saveOne(
  trx: Db,
  tenant: string,
  reading: Reading,
  at: Date,
  { baseline = false, keysOf, isShared = false }: SaveOptions,
): Promise<string | null> {
  const { id, retrieved } = reading.article;
  const now = at.toISOString();
  const held = await ownVersionOf(trx, tenant, id);
  const former = held ? await factTimes(trx, tenant, id) : new Map<string, string>();
  const article = await storeContents(trx, tenant, reading, held, { now: at, keysOf, isShared });
  const added = held?.added ?? now;
  const version = {
    article,
    retrieved,
    changed: now,
    fact_times: laterTimes(reading, former, { added, now }),
  };
  await trx
    .insertInto('tenant_articles')
    .values({ tenant, id, added, baseline: baseline ? 1 : 0, ...version })
    .onConflict((conflict) => conflict.columns(['tenant', 'id']).doUpdateSet(version))
    .execute();
  return held && held.article !== id && held.article !== article ? held.article : null;
}

export interface SaveOptions {
  readonly baseline?: boolean;
  /**
   * True for an article of a feed, which is stored once for all its tenants. Articles from people belong to their
   * tenant only.
   */
  readonly isShared?: boolean;
  /** Returns the keys by which a re-fetched article is recognised. */
  readonly keysOf?: KeysOf;
  /** Whether to store nothing. Asked in the transaction, when no other process can store for the tenant. */
  readonly unless?: (trx: Db) => Promise<boolean>;
}

/**
 * Stores articles with facts and topics, replacing earlier versions, in one transaction. Existing facts keep their
 * time. Every process's index follows. `baseline` marks new articles that were in their feed before anybody followed
 * it. Returns false, and stores nothing, if `unless` is true.
 */
export async function saveReadings(
  store: Store,
  tenant: string,
  readings: readonly Reading[],
  options: SaveOptions = {},
): Promise<boolean> {
  if (readings.length === 0) return true;
  const now = store.now();
  const left: string[] = [];
  const isSaved = await inTransaction(store.db, async (trx) => {
    await ensureTenant(trx, tenant, now);
    await lockTenant(trx, tenant);
    if (await options.unless?.(trx)) return false;
    for (const reading of readings) {
      left.push(...[(await saveOne(trx, tenant, reading, now, options)) ?? []].flat());
    }
    await logPuts(
      trx,
      tenant,
      readings.map(({ article }) => article.id),
      now,
    );
    return true;
  });
  await sweepShared(store.db, left);
  if (isSaved) store.articlesChanged();
  return isSaved;
}

/** Removes an article with its facts. Returns false if the tenant has none of this id. */
export async function removeArticle(store: Store, tenant: string, id: string): Promise<boolean> {
  const now = store.now();
  const { taken, shared } = await inTransaction(store.db, async (trx) => {
    const gone = await takeFromTenant(trx, tenant, [id]);
    if (gone.taken > 0) await logRemovals(trx, tenant, [id], now);
    return gone;
  });
  await sweepShared(store.db, shared);
  if (taken > 0) store.articlesChanged();
  return taken > 0;
}

/** Returns an article with its facts and topics, or null if the tenant has none of this id. */
export async function readingOf(db: Db, tenant: string, id: string): Promise<Reading | null> {
  const [reading] = await readingsOf(
    db,
    await visibleArticles(db).where('seen.tenant', '=', tenant).where('seen.id', '=', id).execute(),
  );
  return reading?.reading ?? null;
}

/** Counts a tenant's articles and their facts that are not withdrawn. */
export async function countsOf(
  db: Db,
  tenant: string,
): Promise<{ readonly articles: number; readonly facts: number }> {
  const seen = db.selectFrom('tenant_articles as seen').where('seen.tenant', '=', tenant);
  const articles = await seen.select(({ fn }) => fn.countAll().as('count')).executeTakeFirstOrThrow();
  const facts = await seen
    .innerJoin('facts', 'facts.article', 'seen.article')
    .where('facts.withdrawn', '=', 0)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return { articles: Number(articles.count), facts: Number(facts.count) };
}

/** Returns a tenant's articles by id, a page at a time. */
export async function* articlesOf(db: Db, tenant: string): AsyncGenerator<Article, void, undefined> {
  let after = '';
  for (;;) {
    const rows = await visibleArticles(db)
      .where('seen.tenant', '=', tenant)
      .where('seen.id', '>', after)
      .orderBy('seen.id')
      .limit(PAGE)
      .execute();
    for (const row of rows) yield articleFrom(row);
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.id;
  }
}
