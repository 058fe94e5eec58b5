import type { Article } from '../../domain/article.ts';
import type { Reading } from '../../domain/reading.ts';
import { lockTenant, logPuts, logRemovals } from '../../storage/change-log.ts';
import { type Db, inTransaction, type Store } from '../../storage/database.ts';
import { json, storableOrNull, storableText } from '../../storage/encoding.ts';
import { ensureTenant } from '../../storage/tenants.ts';
import { articlesWithKeys, deleteArticleKeys, insertArticleKeys, type KeysOf } from './article-keys.ts';
import { articleFrom, insertFacts, readingsOf } from './fact-rows.ts';

/** How many articles are read at once when all are. */
const PAGE = 200;

/** Inserts an article, or updates the tenant's own. True if it is new. */
async function saveArticle(
  trx: Db,
  tenant: string,
  article: Article,
  more: { readonly added: string; readonly baseline: number },
): Promise<boolean> {
  const { id } = article;
  const values = {
    title: storableText(article.title),
    text: storableText(article.text),
    source: json(article.source),
    published: article.published,
    byline: storableOrNull(article.byline ?? null),
    site: storableOrNull(article.site ?? null),
    language: article.language ?? null,
    retrieved: article.retrieved,
  };
  const inserted = await trx
    .insertInto('articles')
    .values({ id, tenant, ...values, ...more })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .execute();
  if (inserted.length > 0) return true;
  // Another tenant's article is never written over: ids hold the tenant (see ingestion), so this would be a bug.
  const updated = await trx
    .updateTable('articles')
    .set(values)
    .where('id', '=', id)
    .where('tenant', '=', tenant)
    .returning('id')
    .execute();
  if (updated.length === 0) throw new Error(`article ${id} belongs to another tenant`);
  return false;
}

/** Deletes an article's facts and topics, and gives when each fact came. */
async function deleteContents(trx: Db, tenant: string, article: string): Promise<Map<string, string>> {
  const former = await trx
    .selectFrom('facts')
    .select(['id', 'added'])
    // By the article alone, which is the tenant's as the update has shown: with the tenant SQLite would scan all its facts.
    .where('article', '=', article)
    .execute();
  await trx.deleteFrom('facts').where('article', '=', article).execute();
  await trx.deleteFrom('topics').where('tenant', '=', tenant).where('article', '=', article).execute();
  return new Map(former.map(({ id, added }) => [id, added]));
}

async function saveOne(
  trx: Db,
  tenant: string,
  { article, topics, facts }: Reading,
  now: Date,
  { baseline = false, keysOf }: SaveOptions,
): Promise<void> {
  const { id } = article;
  const isNew = await saveArticle(trx, tenant, article, {
    added: now.toISOString(),
    baseline: baseline ? 1 : 0,
  });
  const former = isNew ? new Map<string, string>() : await deleteContents(trx, tenant, id);
  await insertFacts(trx, tenant, facts, former, now);
  if (topics.length > 0)
    await trx
      .insertInto('topics')
      .values(
        topics.map((topic, position) => ({
          tenant,
          article: id,
          id: topic.id,
          position,
          label: storableOrNull(topic.label)!,
          aliases: json(topic.aliases),
        })),
      )
      .execute();
  if (!keysOf) return;
  if (!isNew) await deleteArticleKeys(trx, tenant, id);
  await insertArticleKeys(trx, tenant, id, keysOf(article));
}

export interface SaveOptions {
  readonly baseline?: boolean;
  /** The keys that an article is met again by. */
  readonly keysOf?: KeysOf;
  /** Keys that no other article of the tenant may have. */
  readonly unless?: readonly string[];
}

/**
 * Stores articles with their facts and topics, each in place of its earlier version, in one transaction: all or nothing.
 * A fact that was there before keeps the time at which it came. Every process's index then follows.
 * `baseline` marks new articles as ones that stood in their feed before anybody followed it. False if the tenant has another
 * article with one of the keys in `unless`: nothing is then stored, and whoever stores looks again.
 */
export async function saveReadings(
  store: Store,
  tenant: string,
  readings: readonly Reading[],
  options: SaveOptions = {},
): Promise<boolean> {
  if (readings.length === 0) return true;
  const now = store.now();
  const isSaved = await inTransaction(store.db, async (trx) => {
    await ensureTenant(trx, tenant, now);
    await lockTenant(trx, tenant);
    const ids = new Set(readings.map(({ article }) => article.id));
    const holders = await articlesWithKeys(trx, tenant, options.unless ?? [], ids.size + 1);
    if (holders.some((id) => !ids.has(id))) return false;
    for (const reading of readings) {
      await saveOne(trx, tenant, reading, now, options);
    }
    await logPuts(
      trx,
      tenant,
      readings.map(({ article }) => article.id),
      now,
    );
    return true;
  });
  if (isSaved) store.articlesChanged();
  return isSaved;
}

/** Removes an article with its facts; false where the tenant has none of this id. */
export async function removeArticle(store: Store, tenant: string, id: string): Promise<boolean> {
  const now = store.now();
  const removed = await inTransaction(store.db, async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('articles')
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    if (numDeletedRows === 0n) return false;
    await logRemovals(trx, tenant, [id], now);
    return true;
  });
  if (removed) store.articlesChanged();
  return removed;
}

/** An article with its facts and topics; null where the tenant has none of this id. */
export async function readingOf(db: Db, tenant: string, id: string): Promise<Reading | null> {
  const [reading] = await readingsOf(
    db,
    await db.selectFrom('articles').selectAll().where('tenant', '=', tenant).where('id', '=', id).execute(),
  );
  return reading?.reading ?? null;
}

/** How many articles a tenant has, and facts in them that stand. */
export async function countsOf(
  db: Db,
  tenant: string,
): Promise<{ readonly articles: number; readonly facts: number }> {
  const count = async (table: 'articles' | 'facts'): Promise<number> => {
    const rows = db.selectFrom(table).where('tenant', '=', tenant);
    const standing = table === 'facts' ? rows.where('withdrawn', '=', 0) : rows;
    const { count } = await standing.select(({ fn }) => fn.countAll().as('count')).executeTakeFirstOrThrow();
    return Number(count);
  };
  return { articles: await count('articles'), facts: await count('facts') };
}

/** Every article of a tenant in the order of their ids, a page at a time. */
export async function* articlesOf(db: Db, tenant: string): AsyncGenerator<Article, void, undefined> {
  let after = '';
  for (;;) {
    const rows = await db
      .selectFrom('articles')
      .selectAll()
      .where('tenant', '=', tenant)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const row of rows) yield articleFrom(row);
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.id;
  }
}
