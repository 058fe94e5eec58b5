import type { Generated } from 'kysely';

/**
 * The tables, the same on SQLite and PostgreSQL. Ids and instants are text (instants ISO 8601 in UTC, so that text
 * order is time order), flags are 0 or 1, lists and objects are JSON in text.
 */
export interface Schema {
  store_meta: { key: string; value: string };
  tenants: { id: string; platform: string; name: string | null; created: string };
  installations: { tenant: string; platform: string; sealed: string; updated: string };
  articles: ArticleTable;
  tenant_articles: TenantArticleTable;
  topics: {
    tenant: string;
    article: string;
    id: string;
    position: number;
    label: string;
    aliases: string;
  };
  facts: FactTable;
  /** Keys by which a re-fetched article is recognised: hashes of its words and addresses. */
  article_keys: { tenant: string; key: string; article: string };
  changes: ChangeTable;
  feeds: FeedTable;
  follows: FollowTable;
  hub_subscriptions: HubSubscriptionTable;
  subscriptions: SubscriptionTable;
  deliveries: DeliveryTable;
  watches: WatchTable;
  conversations: { tenant: string; thread: string; data: string; updated: string };
  cards: { tenant: string; id: string; data: string; made: string };
  feedback: FeedbackTable;
  seen_events: { id: string; at: string };
  last_reads: { tenant: string; person: string; at: string };
  access_tokens: AccessTokenTable;
  webhooks: { id: string; tenant: string; url: string; created: string };
  model_usage: { tenant: string; day: string; questions: number };
}

/** A change of an article. `compare` names no article: some were deleted, and nothing may reveal which. */
export interface ChangeTable {
  seq: Generated<number>;
  tenant: string;
  article: string;
  kind: 'put' | 'remove' | 'compare';
  made: string;
}

/** A stored article with its facts and topics. Its owner is one tenant, or `SHARED` for several. */
export interface ArticleTable {
  /** The owner; see tenant-articles.ts. */
  tenant: string;
  id: string;
  title: string;
  text: string;
  source: string;
  published: string | null;
  byline: string | null;
  site: string | null;
  /** ISO 639-1. */
  language: string | null;
  /** An http(s) address. */
  picture: string | null;
  retrieved: string | null;
  /** When the row was stored. When tenants got the article is in `tenant_articles`. */
  added: string;
  /** As `added`. */
  baseline: Generated<number>;
}

/** An article that a tenant may see. All articles and facts are read through this table, which separates tenants. */
export interface TenantArticleTable {
  tenant: string;
  /** The article's id for this tenant. */
  id: string;
  /** The stored article's id; the same id if it belongs to the tenant only. */
  article: string;
  retrieved: string | null;
  /** When the tenant first got it. */
  added: string;
  /** When the tenant got the version that it has. */
  changed: string;
  /** 1 if it was in its feed before the tenant followed the feed: not news. */
  baseline: Generated<number>;
  /** JSON: when facts were added that came later than `added`, by position; null if there are none. */
  fact_times: string | null;
}

export interface FactTable {
  tenant: string;
  article: string;
  id: string;
  position: number;
  claim: string;
  context: string | null;
  quote: string;
  span_start: number;
  span_end: number;
  speaker: string | null;
  stance: string;
  setting: string | null;
  topics: string;
  entities: string;
  salience: number;
  conflicts_with: string | null;
  conflict_is_possible: number;
  withdrawn: number;
  /** When the row was stored. When tenants got the fact is in `tenant_articles`. */
  added: string;
}

/** A followed feed or page, with its state between polls. */
export interface FeedTable {
  url: string;
  /** Host and port of the address. */
  host: string;
  kind: string;
  title: string | null;
  /** When it was first followed. */
  added: string;
  etag: string | null;
  last_modified: string | null;
  /** When it is due. While it is claimed, this is the end of the lease: one index serves both. */
  due: string;
  /** The process that is reading it; null if none is. */
  owner: string | null;
  failures: number;
  paused: string | null;
  last_error: string | null;
  last_read: string | null;
  seen: string;
}

/** The followers of feeds. */
export interface FollowTable {
  tenant: string;
  url: string;
  added: string;
  added_by: string | null;
  /** 1 after the feed was read for the first time for this tenant. */
  is_read: number;
  /** The name that the tenant gave the feed; null for the feed's own title. */
  name: string | null;
  /** The language of the person who added it; null for English. */
  locale: string | null;
}

/** A feed's subscription at its WebSub hub. */
export interface HubSubscriptionTable {
  url: string;
  hub: string;
  topic: string;
  /** The callback's own path, which nobody can guess. */
  path: string;
  secret: string;
  asked: string;
  /** The end of the hub's lease; null until the hub confirms. */
  lease_end: string | null;
  pinged: string | null;
}

export interface SubscriptionTable {
  id: string;
  tenant: string;
  channel: string;
  local_time: string;
  zone: string;
  topics: string;
  quiet: string;
  created_by: string;
  created: string;
  active: number;
  /** Why it is inactive, if the platform forced it. */
  off_reason: string | null;
  /** A hint for the scheduler; null means unknown. Only the ledger decides what is due. */
  next_due: string | null;
  /** Digests due before this instant are not owed. */
  since: string;
  /** The digest's number in its channel, from 1. */
  number: Generated<number>;
  /** JSON list of `HH:MM` or null by slot; `[]` means `local_time` only. */
  times: Generated<string>;
  /** JSON list of ISO weekday numbers; `[]` for every day. */
  days: Generated<string>;
  /** JSON lists of words: a fact must contain one of `include_words`, and none of `exclude_words`. */
  include_words: Generated<string>;
  exclude_words: Generated<string>;
  /** The instant since when it is paused; null while it is not. */
  paused: string | null;
  /** The person whose own digest it is, in their direct messages; null for a channel's. */
  person: string | null;
  /** The language of its cards, as the platform names it; null for English. */
  locale: string | null;
}

export interface DeliveryTable {
  id: string;
  tenant: string;
  /** The part of the tenant id before the colon; each platform has its own worker. */
  platform: string;
  subscription: string;
  channel: string;
  local_date: string;
  due: string;
  state: string;
  payload: string;
  facts: string;
  owner: string | null;
  lease_until: string | null;
  next_try: string;
  attempts: number;
  doubtful: number;
  message_id: string | null;
  error: string | null;
  updated: string;
}

export interface WatchTable {
  tenant: string;
  channel: string;
  topic: string;
  created_by: string;
  created: string;
  last_posted: string | null;
  /** The language of the person who watches it; null for English. */
  locale: string | null;
  /** The person whose own sources are watched too, in a direct message; null for a channel's watch. */
  person: string | null;
}

interface AccessTokenTable {
  id: string;
  tenant: string;
  name: string;
  /** SHA-256 of the secret, base64url. */
  hash: string;
  created: string;
  last_used: string | null;
  /** The only feed that it gives access to; null for a token of MCP and the HTTP API. */
  feed: string | null;
}

interface FeedbackTable {
  tenant: string;
  card: string;
  person: string;
  verdict: string;
  /** One of REASONS; null if none was given. */
  reason: string | null;
  question: string | null;
  facts: string;
  made: string;
}
