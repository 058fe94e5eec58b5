import type { TenantId } from '../domain/tenant.ts';
import { articlesOf, readingOf, saveReadings } from '../library/store/article-rows.ts';
import { EVERYBODY, type Store } from '../storage/database.ts';
import { articleKeysOf } from './duplicate-index.ts';
import type { ArticleStore } from './ports.ts';
import { knownInStore, storedKnown } from './stored-known.ts';

/** The tenant column's value for shared articles. */
const rowTenant = (tenant: TenantId): string => tenant ?? EVERYBODY;

/** Adapts the store to ingestion's article port. */
export function articleStore(store: Store): ArticleStore {
  const knownOf = knownInStore(store.db);
  return {
    articles: (tenant) => articlesOf(store.db, rowTenant(tenant)),
    reading: (tenant, id) => readingOf(store.db, rowTenant(tenant), id),
    save: (tenant, reading, { baseline = false, unlessMet = false, isShared = false } = {}) =>
      saveReadings(store, rowTenant(tenant), [reading], {
        baseline,
        isShared,
        keysOf: articleKeysOf,
        unless: async (trx) =>
          unlessMet && (await storedKnown(trx, rowTenant(tenant)).unchanged(reading.article)) !== null,
      }),
    known: (tenant) => knownOf(rowTenant(tenant)),
  };
}
