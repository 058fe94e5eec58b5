import type { TenantId } from '../core/readout.ts';
import { articlesOf, readingOf, saveReadings } from '../store/articles.ts';
import { EVERYBODY, type Store } from '../store/db.ts';
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
