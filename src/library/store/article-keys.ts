import { createHash } from 'node:crypto';
import type { Article } from '../../domain/article.ts';
import { type Db, inTransaction } from '../../storage/database.ts';
import { chunksOf } from '../../storage/encoding.ts';
import { SHARED } from '../../storage/tenant-articles.ts';
import { articleFrom } from './fact-rows.ts';

/** Returns the keys by which a re-fetched article is recognised. A key may be any text; its hash is stored. */
export type KeysOf = (article: Article) => readonly string[];

/** The articles whose keys are computed in one transaction. */
const AT_ONCE = 50;
/** The rows per statement, with three values each. */
const ROWS_A_STATEMENT = 1_000;

/** Returns the stored form of a key: 16 bytes of its SHA-256. */
const stored = (key: string): string =>
  createHash('sha256').update(key).digest().subarray(0, 16).toString('base64url');

/** Deletes the keys of a tenant's own article. */
export async function deleteArticleKeys(trx: Db, tenant: string, article: string): Promise<void> {
  await trx.deleteFrom('article_keys').where('tenant', '=', tenant).where('article', '=', article).execute();
}

/** Stores the keys of a stored article that has none, under its owner. */
export async function insertArticleKeys(
  trx: Db,
  owner: string,
  article: string,
  keys: readonly string[],
): Promise<void> {
  const rows = [...new Set(keys.map(stored))].map((key) => ({ tenant: owner, key, article }));
  for (const run of chunksOf(rows, ROWS_A_STATEMENT))
    await trx.insertInto('article_keys').values(run).execute();
}

/** Returns a tenant's articles that have at least `least` of some keys, those with the most first. */
export async function articlesWithKeys(
  db: Db,
  tenant: string,
  keys: readonly string[],
  limit: number,
  least = 1,
): Promise<string[]> {
  if (keys.length === 0) return [];
  const chosen = await db
    .selectFrom('article_keys as key')
    .select(({ fn }) => ['key.article', fn.countAll().as('count')])
    .where('key.tenant', 'in', [tenant, SHARED])
    .where('key.key', 'in', [...new Set(keys.map(stored))])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('tenant_articles as seen')
          .select('seen.id')
          .whereRef('seen.article', '=', 'key.article')
          .where('seen.tenant', '=', tenant),
      ),
    )
    .groupBy('key.article')
    .having(({ fn }) => fn.countAll(), '>=', least)
    .orderBy('count', 'desc')
    .orderBy('key.article')
    .limit(limit)
    .execute();
  if (chosen.length === 0) return [];
  // A separate statement without sorting, because SQLite would otherwise scan all of the tenant's articles.
  const named = await db
    .selectFrom('tenant_articles')
    .select(['id', 'article'])
    .where('tenant', '=', tenant)
    .where(
      'article',
      'in',
      chosen.map(({ article }) => article),
    )
    .execute();
  const ids = Map.groupBy(named, ({ article }) => article);
  return chosen
    .flatMap(
      ({ article }) =>
        ids
          .get(article)
          ?.map(({ id }) => id)
          .sort() ?? [],
    )
    .slice(0, limit);
}

/** Stores the keys of a tenant's own articles that have none, because they were stored before keys existed. */
export async function fillArticleKeys(db: Db, tenant: string, keysOf: KeysOf): Promise<void> {
  for (;;) {
    const rows = await db
      .selectFrom('articles')
      .selectAll()
      .where('tenant', '=', tenant)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('article_keys').select('key').whereRef('article_keys.article', '=', 'articles.id'),
          ),
        ),
      )
      .orderBy('id')
      .limit(AT_ONCE)
      .execute();
    await inTransaction(db, async (trx) => {
      for (const row of rows) await insertArticleKeys(trx, tenant, row.id, keysOf(articleFrom(row)));
    });
    if (rows.length < AT_ONCE) return;
  }
}
