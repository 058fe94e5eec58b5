import { createHash } from 'node:crypto';
import type { Article } from '../../domain/article.ts';
import { type Db, inTransaction } from '../../storage/database.ts';
import { chunksOf } from '../../storage/encoding.ts';
import { articleFrom } from './fact-rows.ts';

/** Gives the keys that an article is met again by; any text, told apart by its hash. */
export type KeysOf = (article: Article) => readonly string[];

/** Articles whose keys are made in one transaction. */
const AT_ONCE = 50;
/** Values a statement, three a row. */
const ROWS_A_STATEMENT = 1_000;

/** A key as it is stored: 16 bytes of its SHA-256. */
const stored = (key: string): string =>
  createHash('sha256').update(key).digest().subarray(0, 16).toString('base64url');

/** Deletes an article's keys. */
export async function deleteArticleKeys(trx: Db, tenant: string, article: string): Promise<void> {
  await trx.deleteFrom('article_keys').where('tenant', '=', tenant).where('article', '=', article).execute();
}

/** Stores the keys of an article that has none. */
export async function insertArticleKeys(
  trx: Db,
  tenant: string,
  article: string,
  keys: readonly string[],
): Promise<void> {
  const rows = [...new Set(keys.map(stored))].map((key) => ({ tenant, key, article }));
  for (const run of chunksOf(rows, ROWS_A_STATEMENT))
    await trx.insertInto('article_keys').values(run).execute();
}

/** A tenant's articles that have at least `least` of some keys, those with the most of them first. */
export async function articlesWithKeys(
  db: Db,
  tenant: string,
  keys: readonly string[],
  limit: number,
  least = 1,
): Promise<string[]> {
  if (keys.length === 0) return [];
  const rows = await db
    .selectFrom('article_keys')
    .select(({ fn }) => ['article', fn.countAll().as('count')])
    .where('tenant', '=', tenant)
    .where('key', 'in', [...new Set(keys.map(stored))])
    .groupBy('article')
    .having(({ fn }) => fn.countAll(), '>=', least)
    .orderBy('count', 'desc')
    .orderBy('article')
    .limit(limit)
    .execute();
  return rows.map(({ article }) => article);
}

/** Makes the keys of a tenant's articles that have none: those that were stored before keys were. */
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
