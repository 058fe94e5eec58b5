import { EVERY_TENANT, type Store } from '../../storage/database.ts';
import type { SourceStore } from '../ports.ts';
import { claimFeeds, finishFeed, holdHost, renewFeeds } from '../store/feed-claims.ts';
import { removeSource, saveSource, sourceOf, sourcesOf } from '../store/source-rows.ts';

/** Adapts the followed sources in the database to ingestion's port. */
export function sourceStore({ db, now }: Store): SourceStore {
  return {
    list: (tenant) => sourcesOf(db, tenant),
    find: (tenant, url) => sourceOf(db, tenant, url),
    put: (source) => saveSource(db, source.tenant, source, now()),
    remove: (tenant, url) => removeSource(db, tenant, url),
    claim: (claim) => claimFeeds(db, EVERY_TENANT, claim),
    renew: (urls, lease) => renewFeeds(db, EVERY_TENANT, urls, lease),
    finish: (url, claim, finished) => finishFeed(db, EVERY_TENANT, url, claim, finished),
    hold: (host, until) => holdHost(db, EVERY_TENANT, host, until),
  };
}
