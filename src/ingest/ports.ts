import type { Article } from '../domain/article.ts';
import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import type { Known } from './known.ts';
import type { ClaimedFeed, FeedClaim, FinishedFeed } from './store/feed-claims.ts';
import type { ListedSource as ListedRow, StoredSource } from './store/source-rows.ts';

interface SaveOptions {
  readonly baseline?: boolean;
  /** True to store nothing if another process stored the same article since it was looked for. */
  readonly unlessMet?: boolean;
  /** True for an article of a feed, which may be stored once for all its tenants. */
  readonly isShared?: boolean;
}

/** The store of articles that ingestion needs. `src/library/store` implements it; tests and dry runs use memory. */
export interface ArticleStore {
  /** Returns a tenant's articles (null: shared ones), one after the other to save memory. */
  articles(tenant: TenantId): AsyncIterable<Article>;
  /** Returns an article with its facts and topics, or null if the tenant has none of this id. */
  reading(tenant: TenantId, id: string): Promise<Reading | null>;
  /**
   * Stores an article with its facts, replacing an earlier version, in one transaction. `baseline` means that it was in
   * its feed before anybody followed, so digests and watches skip it. With `unlessMet`, returns false and stores nothing
   * if another process stored the same article meanwhile.
   */
  save(tenant: TenantId, reading: Reading, options?: SaveOptions): Promise<unknown>;
  /** Returns the keys of the tenant's articles, if the store keeps them; otherwise all articles are read. */
  known?(tenant: TenantId): Promise<Known>;
}

/** A followed page or feed. */
export type FollowedSource = StoredSource;

/** A followed source without its items' keys, which only polling needs. */
export type ListedSource = ListedRow;

/** The state of a feed between polls. */
export type FeedState = StoredSource['state'];

/** The store of followed sources that ingestion needs. A source is identified by tenant and URL. */
export interface SourceStore {
  list(tenant: TenantId): Promise<readonly ListedSource[]>;
  /** Returns a source with its items' keys, or null if the tenant does not follow it. */
  find(tenant: TenantId, url: string): Promise<FollowedSource | null>;
  put(source: FollowedSource): Promise<void>;
  /** Removes a source. Returns false if there was none. */
  remove(tenant: TenantId, url: string): Promise<boolean>;
  /** Claims due feeds for one process until its lease ends, the longest due first. */
  claim(claim: FeedClaim): Promise<readonly ClaimedFeed[]>;
  /** Extends leases. */
  renew(urls: readonly string[], lease: Pick<FeedClaim, 'owner' | 'until'>): Promise<void>;
  /** Stores the result of a poll. Returns false if the claim ended meanwhile or nobody follows the feed any more. */
  finish(url: string, claim: Pick<FeedClaim, 'owner' | 'now'>, finished: FinishedFeed): Promise<boolean>;
  /** Delays the polls of a host's feeds until an instant (ISO 8601). */
  hold(host: string, until: string): Promise<void>;
}
