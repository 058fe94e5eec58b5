import type { TenantId } from '../domain/tenant.ts';
import { articlesOf, readingOf, saveReadings } from '../library/store/article-rows.ts';
import { EVERYBODY, type Store } from '../storage/database.ts';
import type { ArticleStore } from './ports.ts';

/** How the tables call the tenant whose articles are everybody's. */
const rowTenant = (tenant: TenantId): string => tenant ?? EVERYBODY;

/** The store's articles as ingestion asks for them. */
export function articleStore(store: Store): ArticleStore {
  return {
    articles: (tenant) => articlesOf(store.db, rowTenant(tenant)),
    reading: (tenant, id) => readingOf(store.db, rowTenant(tenant), id),
    save: (tenant, reading, options) => saveReadings(store, rowTenant(tenant), [reading], options),
  };
}
