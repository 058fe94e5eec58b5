import type { Article } from '../domain/article.ts';
import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import type { Known } from './known.ts';
import type { ClaimedFeed, FeedClaim, FinishedFeed } from './store/feed-claims.ts';
import type { ListedSource as ListedRow, StoredSource } from './store/source-rows.ts';

interface SaveOptions {
  readonly baseline?: boolean;
  /** True for an article that was not met again. */
  readonly isNew?: boolean;
  /** True for what came from a feed: it may be stored once for all tenants to whom it came. */
  readonly isShared?: boolean;
}

/** What ingestion asks of a store of articles. `src/library/store` serves it; tests and dry runs play it in memory. */
export interface ArticleStore {
  /** Every article of a tenant (null: everybody's), one after the other, so that not all are in memory at once. */
  articles(tenant: TenantId): AsyncIterable<Article>;
  /** An article with its facts and topics; null where the tenant has none of this id. */
  reading(tenant: TenantId, id: string): Promise<Reading | null>;
  /**
   * Stores an article with its facts, in place of an earlier version, in one transaction: all of it or nothing.
   * `baseline`: it stood in its feed before anybody followed that, so that digests and watches pass it by. False if another
   * process stored the same words meanwhile and `isNew`: nothing is then stored.
   */
  save(tenant: TenantId, reading: Reading, options?: SaveOptions): Promise<unknown>;
  /** What the tenant's articles are met again by, where the store keeps that; else all are read to know it. */
  known?(tenant: TenantId): Promise<Known>;
}

/** A page or feed that somebody asked to be followed. */
export type FollowedSource = StoredSource;

/** One without its items' keys, which only a reading of it needs. */
export type ListedSource = ListedRow;

/** What is remembered of it between readings. */
export type FeedState = StoredSource['state'];

/** What ingestion asks of a store of followed sources; a source is known by its tenant and URL. */
export interface SourceStore {
  list(tenant: TenantId): Promise<readonly ListedSource[]>;
  /** One with its items' keys; null where the tenant does not follow it. */
  find(tenant: TenantId, url: string): Promise<FollowedSource | null>;
  put(source: FollowedSource): Promise<void>;
  /** False where there was none. */
  remove(tenant: TenantId, url: string): Promise<boolean>;
  /** Claims due feeds, whoever follows them, for one process until its lease ends; the longest due first. */
  claim(claim: FeedClaim): Promise<readonly ClaimedFeed[]>;
  /** Prolongs leases. */
  renew(urls: readonly string[], lease: Pick<FeedClaim, 'owner' | 'until'>): Promise<void>;
  /** Stores what a reading came to; false if the claim ended meanwhile or nobody follows the feed any more. */
  finish(url: string, claim: Pick<FeedClaim, 'owner' | 'now'>, finished: FinishedFeed): Promise<boolean>;
  /** Has no feed of a host read before an instant (ISO 8601). */
  hold(host: string, until: string): Promise<void>;
}
