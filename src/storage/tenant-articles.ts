import { sql } from 'kysely';
import { type Db, inTransaction, isPostgres } from './database.ts';
import { chunksOf } from './encoding.ts';

/** The owner of stored articles that several tenants may see; no platform's tenant id has this form. */
export const SHARED = 'shared';

/** Ids a statement. */
const AT_ONCE = 500;

/**
 * Articles as tenants see them: the stored article, under the tenant's own id for it. Whoever reads articles says whose, by
 * `seen.tenant`. `stored` is the id that the facts and topics are stored under.
 */
export const visibleArticles = (db: Db) =>
  db
    .selectFrom('tenant_articles as seen')
    .innerJoin('articles as kept', 'kept.id', 'seen.article')
    .select([
      ...(['seen.tenant', 'seen.id', 'seen.article as stored'] as const),
      ...(['seen.retrieved', 'seen.added', 'seen.baseline'] as const),
      ...(['kept.title', 'kept.text', 'kept.source', 'kept.published'] as const),
      ...(['kept.byline', 'kept.site', 'kept.language'] as const),
    ]);

/** An article as one tenant sees it. */
export type VisibleArticle = Awaited<ReturnType<ReturnType<typeof visibleArticles>['execute']>>[number];

/** The id that a tenant has for a fact, or for its article, of a stored article: the stored id with the tenant's in its place. */
export function ownId(
  stored: string,
  { id, stored: article }: Pick<VisibleArticle, 'id' | 'stored'>,
): string {
  return id !== article && stored.startsWith(article) ? `${id}${stored.slice(article.length)}` : stored;
}

/** When each fact of a tenant's article came: by its position where that was later than the article itself. */
export function factTime(
  { added, fact_times }: { readonly added: string; readonly fact_times: string | null },
  position: number,
): string {
  if (fact_times === null) return added;
  return (JSON.parse(fact_times) as Record<string, string>)[position] ?? added;
}

/** Takes articles from a tenant; gives the stored articles that it shared with others, and how many it had. */
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
 * Deletes those of some shared articles that no tenant sees any more. Call it after the transaction that took them from a
 * tenant: two that end at once would each see the other's row.
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
      // One that a tenant is about to see is locked by its transaction.
      const rows = await (isPostgres(trx) ? orphans.forUpdate().skipLocked() : orphans).execute();
      if (rows.length === 0) return 0;
      // Looked at once more: the lock may have come after that transaction.
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

/** Looks at some shared articles in the order of their ids, and deletes what nobody sees; gives where to go on, null at the end. */
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
