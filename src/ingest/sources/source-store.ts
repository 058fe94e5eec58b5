import { EVERY_TENANT, type Store } from '../../storage/database.ts';
import type { SourceStore } from '../ports.ts';
import { dueSources, removeSource, saveSource, sourceOf, sourcesOf } from '../store/source-rows.ts';

/** The followed sources in the database, as ingestion asks for them. */
export function sourceStore({ db, now }: Store): SourceStore {
  return {
    list: (tenant) => sourcesOf(db, tenant),
    find: (tenant, url) => sourceOf(db, tenant, url),
    due: (at, limit) => dueSources(db, EVERY_TENANT, at, limit),
    put: (source) => saveSource(db, source.tenant, source, now()),
    remove: (tenant, url) => removeSource(db, tenant, url),
  };
}
