import type { Article } from '../core/article.ts';
import type { Reading, TenantId } from '../core/readout.ts';

/** What ingestion asks of a store of articles. `src/store` serves it; tests and dry runs play it in memory. */
export interface ArticleStore {
  /** Every article of a tenant (null: everybody's), one after the other, so that not all are in memory at once. */
  articles(tenant: TenantId): AsyncIterable<Article>;
  /** An article with its facts and topics; null where the tenant has none of this id. */
  reading(tenant: TenantId, id: string): Promise<Reading | null>;
  /**
   * Stores an article with its facts, in place of an earlier version, in one transaction: all of it or nothing.
   * `baseline`: it stood in its feed before anybody followed that, so that digests and watches pass it by.
   */
  save(tenant: TenantId, reading: Reading, options?: { readonly baseline?: boolean }): Promise<void>;
}

/** What is remembered of a feed between readings. Instants are ISO 8601 in UTC. */
export interface FeedState {
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** When to read it next. */
  readonly dueAt: string;
  /** Readings that failed since the last one that did not. */
  readonly failures: number;
  /** Set where it failed too often: it is read no more until somebody adds it again. */
  readonly pausedAt: string | null;
  /** What the last failure said. */
  readonly lastError: string | null;
  readonly lastReadAt: string | null;
  /** Keys of the items of the last reading, so that an item is taken in once. */
  readonly seen: readonly string[];
}

/** A page or feed that somebody asked to be followed. */
export interface FollowedSource {
  readonly tenant: TenantId;
  readonly url: string;
  readonly kind: 'feed' | 'page';
  readonly title: string | null;
  readonly addedAt: string;
  /** The person who asked for it, as their chat names them; null where nobody in a chat did. */
  readonly addedBy: string | null;
  readonly state: FeedState;
}

/** What ingestion asks of a store of followed sources; a source is known by its tenant and URL. */
export interface SourceStore {
  list(tenant: TenantId): Promise<readonly FollowedSource[]>;
  /** Feeds of every tenant that are due by `now` and not paused, the longest due first. */
  due(now: string, limit: number): Promise<readonly FollowedSource[]>;
  put(source: FollowedSource): Promise<void>;
  /** False where there was none. */
  remove(tenant: TenantId, url: string): Promise<boolean>;
}
