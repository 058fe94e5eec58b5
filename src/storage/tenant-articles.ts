import { sql } from 'kysely';
import { type Db, inTransaction, isPostgres } from './database.ts';
import { chunksOf } from './encoding.ts';
import type { TenantArticleTable } from './schema.ts';

/** The owner of stored articles that several tenants may see; no platform's tenant id has this form. */
export const SHARED = 'shared';

/** The ids per statement. */
const AT_ONCE = 500;

/**
 * The articles that tenants see: each stored article under the tenant's own id. Queries must restrict `seen.tenant`.
 * `stored` is the id under which facts and topics are stored.
 */
export const visibleArticles = (db: Db) =>
  db
    .selectFrom('tenant_articles as seen')
    .innerJoin('articles as kept', 'kept.id', 'seen.article')
    .select([
      ...(['seen.tenant', 'seen.id', 'seen.article as stored'] as const),
      ...(['seen.retrieved', 'seen.added', 'seen.baseline'] as const),
      ...(['kept.title', 'kept.text', 'kept.source', 'kept.published'] as const),
      ...(['kept.byline', 'kept.site', 'kept.language', 'kept.picture'] as const),
    ]);

/** The id of an article that a tenant sees, and the length of its text. */
export interface ArticleSize {
  readonly id: string;
  /** UTF-8 bytes of its text. */
  readonly bytes: number;
}

/** The sizes of the articles that tenants see, without reading their texts. Queries must restrict `seen.tenant`. */
export const articleSizes = (db: Db) =>
  db
    .selectFrom('tenant_articles as seen')
    .innerJoin('articles as kept', 'kept.id', 'seen.article')
    .select(['seen.id', sql<number>`octet_length(kept.text)`.as('bytes')]);

/** An article as one tenant sees it. */
export type VisibleArticle = Awaited<ReturnType<ReturnType<typeof visibleArticles>['execute']>>[number];

/** Returns a tenant's id for a stored article or fact: the stored id with the tenant's part in its place. */
export function ownId(
  stored: string,
  { id, stored: article }: Pick<VisibleArticle, 'id' | 'stored'>,
): string {
  return id !== article && stored.startsWith(article) ? `${id}${stored.slice(article.length)}` : stored;
}

/** Returns when each fact of a tenant's article was added, by its position: with the article, or later. */
export function factTimesOf({
  added,
  fact_times,
}: Pick<TenantArticleTable, 'added' | 'fact_times'>): (position: number) => string {
  const later = fact_times === null ? {} : (JSON.parse(fact_times) as Record<string, string>);
  return (position) => later[position] ?? added;
}

/** Removes articles from a tenant. Returns the shared ones among them and the number removed. */
export async function takeFromTenant(
  trx: Db,
  tenant: string,
  ids: readonly string[],
): Promise<{ readonly taken: number; readonly shared: readonly string[] }> {
  const shared: string[] = [];
  let taken = 0;
  for (const run of chunksOf(ids, AT_ONCE)) {
    const rows = await trx
      .deleteFrom('tenant_articles')
      .where('tenant', '=', tenant)
      .where('id', 'in', run)
      .returning(['id', 'article'])
      .execute();
    taken += rows.length;
    const own = rows.filter(({ id, article }) => id === article).map(({ id }) => id);
    shared.push(...rows.filter(({ id, article }) => id !== article).map(({ article }) => article));
    if (own.length > 0)
      await trx.deleteFrom('articles').where('tenant', '=', tenant).where('id', 'in', own).execute();
  }
  return { taken, shared };
}

/**
 * Deletes shared articles that no tenant sees any more. Call it after the transaction that removed them from a tenant:
 * two concurrent ones would each still see the other's row.
 */
export async function sweepShared(db: Db, ids: readonly string[]): Promise<number> {
  let swept = 0;
  for (const run of chunksOf(ids, AT_ONCE))
    swept += await inTransaction(db, async (trx) => {
      const unseen = sql<boolean>`not exists (select 1 from tenant_articles as seen where seen.article = articles.id)`;
      const orphans = trx
        .selectFrom('articles')
        .select('id')
        .where('tenant', '=', SHARED)
        .where('id', 'in', run)
        .where(unseen);
      // Skip rows locked by a transaction that is adding them to a tenant.
      const rows = await (isPostgres(trx) ? orphans.forUpdate().skipLocked() : orphans).execute();
      if (rows.length === 0) return 0;
      // Checked again, because that transaction may have finished before the lock.
      const { numDeletedRows } = await trx
        .deleteFrom('articles')
        .where(
          'id',
          'in',
          rows.map(({ id }) => id),
        )
        .where(unseen)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    });
  return swept;
}

/** Checks a page of shared articles by id and deletes unused ones. Returns the last id, or null at the end. */
export async function sweepSharedAfter(db: Db, after: string, limit: number): Promise<string | null> {
  const rows = await db
    .selectFrom('articles')
    .select('id')
    .where('tenant', '=', SHARED)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  const ids = rows.map(({ id }) => id);
  await sweepShared(db, ids);
  return ids.length < limit ? null : ids.at(-1)!;
}
