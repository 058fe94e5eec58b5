import type { TenantId } from '../../domain/tenant.ts';
import type { Fetched } from '../fetch/safe-fetch.ts';
import { done, type Failure, failed, type Outcome } from '../ingest-outcome.ts';
import { readItem } from '../parse/feed-articles.ts';
import type { FeedItem } from '../parse/feed-item.ts';
import { type HubLink, hubOf } from '../parse/hub-link.ts';
import type { FeedState } from '../ports.ts';
import { draftOf, type ReadDeps, type ReadResult } from '../read-page.ts';
import type { ClaimedFeed } from '../store/feed-claims.ts';
import { type Arrivals, arrivalsIn } from './arrivals.ts';
import { failureInChat } from './failure-in-chat.ts';
import { afterFailure, afterSuccess, maxAgeMinutes, type Spread } from './poll-schedule.ts';
import { SeenItems } from './seen-items.ts';

/**
 * A tenant for which an article is stored. `baseline` means that it is not news, because it was in the feed before the
 * tenant followed.
 */
export interface Recipient {
  readonly tenant: TenantId;
  readonly baseline: boolean;
}

export interface PollFeedDeps extends ReadDeps {
  /** Stores a result for each recipient. */
  readonly keep: (recipients: readonly Recipient[], result: ReadResult) => Promise<void>;
  readonly now: () => Date;
  readonly spread: Spread;
  /** Returns true when the poll has lasted too long. The rest is left for the next one. */
  readonly outOfTime?: () => boolean;
}

/** A feed's next state, and its address, which differs if it moved permanently. */
export interface Polled {
  readonly state: FeedState;
  readonly url: string;
  /** The hub that the feed names; null if none, absent if unknown. */
  readonly hub?: HubLink | null;
  /** Why the feed could not be read; for the operator, not for chats. */
  readonly failure?: Failure;
}

/** Temporary failures, after which an item is tried again at the next poll. */
const PASSING = new Set(['timeout', 'network', 'refused', 'not_found_host', 'http_status', 'aborted']);

/** Polls a feed once for all followers. Never throws because of the feed's content. */
export async function pollFeed(feed: ClaimedFeed, deps: PollFeedDeps): Promise<Polled> {
  const { state, url } = feed;
  const { allow, signal } = deps;
  const headers = conditionsOf(feed);
  const fetched = await deps.fetch(url, { allow, headers, ...(signal ? { signal } : {}) });
  if (!fetched.ok)
    return fetched.error.code === 'aborted' ? { url, state } : afterFault(feed, fetched.error, deps);
  const isUnchanged = fetched.value.status === 304;
  const read: Outcome<Taken> = isUnchanged
    ? done({ seen: state.seen, ttlMinutes: null, isComplete: true })
    : await take(feed, fetched.value, deps);
  // An aborted poll is repeated from the beginning. A baseline stays one, and stored articles are recognised.
  if (signal?.aborted) return { url, state };
  if (!read.ok) return afterFault(feed, read.error, deps);
  const response = fetched.value.headers;
  const ttl = Math.max(read.value.ttlMinutes ?? 0, maxAgeMinutes(response['cache-control']) ?? 0);
  const kept = isUnchanged ? state : { etag: null, lastModified: null };
  const success = {
    etag: read.value.isComplete ? (response.etag ?? kept.etag) : null,
    lastModified: read.value.isComplete ? (response['last-modified'] ?? kept.lastModified) : null,
    ttlMinutes: ttl > 0 ? ttl : null,
    seen: read.value.seen,
  };
  return {
    state: afterSuccess(success, deps.now(), deps.spread),
    // A moved page may redirect to a front page or notice; a moved feed is the same feed.
    url: feed.kind === 'feed' ? fetched.value.permanentUrl : url,
    ...(isUnchanged ? {} : { hub: hubOf(response.link, read.value, fetched.value.url) }),
  };
}

/** Returns the headers of a conditional request; none if a follower has not received the feed's items yet. */
function conditionsOf({ state, followers }: ClaimedFeed): Record<string, string> {
  const headers: Record<string, string> = {};
  if (followers.some(({ isNew }) => isNew)) return headers;
  if (state.etag) headers['if-none-match'] = state.etag;
  if (state.lastModified) headers['if-modified-since'] = state.lastModified;
  return headers;
}

function afterFault({ state, url }: ClaimedFeed, failure: Failure, { now, spread }: PollFeedDeps): Polled {
  // Chats show the state.
  return { url, state: afterFailure(state, failureInChat(failure), now(), spread), failure };
}

interface Taken {
  readonly seen: readonly string[];
  readonly ttlMinutes: number | null;
  /** False if items were left, so that the next poll must not be conditional. */
  readonly isComplete: boolean;
  /** The hub and self link that the feed contains. */
  readonly hub?: string;
  readonly self?: string;
}

async function take(
  feed: ClaimedFeed,
  { url, body, headers }: Fetched,
  deps: PollFeedDeps,
): Promise<Outcome<Taken>> {
  const document = await deps.pages.document({
    bytes: body,
    contentType: headers['content-type'] ?? 'text/html',
    address: url,
    article: feed.kind === 'page',
  });
  if (!document.ok) return document;
  if (document.value.kind === 'feed') {
    const { items, ttlMinutes, hub, self } = document.value.feed;
    const named = { ...(hub === undefined ? {} : { hub }), ...(self === undefined ? {} : { self }) };
    return done({ ...(await takeItems(feed, items, deps)), ...named, ttlMinutes });
  }
  // A site under maintenance may return a page instead of its feed.
  if (feed.kind === 'feed') return failed('bad_feed', 'The address does not lead to a feed any more.');
  const { article } = document.value;
  if (!article.ok) return article;
  const outcome = done(draftOf(article.value, { kind: 'url', url }));
  const recipients = feed.followers.map(({ tenant, isNew }) => ({ tenant, baseline: isNew }));
  await deps.keep(recipients, { source: url, outcome });
  return done({ seen: [], ttlMinutes: null, isComplete: true });
}

type Kind = 'archive' | 'correction' | 'news';

/** Stores a feed's new items and returns what to remember of its items. */
async function takeItems(feed: ClaimedFeed, items: readonly FeedItem[], deps: PollFeedDeps) {
  const seen = new SeenItems(feed.state.seen);
  const arrivals = arrivalsIn(items, seen, feed, deps.now());
  const forNewcomers = baselineOf(feed, items, deps.now());
  const postponed = new Set(arrivals.postponed);
  const unread = new Set(arrivals.unread);
  let isBusy = false;
  for (const { item, kind } of inOrderOfTime(arrivals, forNewcomers)) {
    const recipients = recipientsOf(feed, kind, forNewcomers.has(item));
    const retry = kind === 'news' ? postponed : kind === 'correction' ? unread : null;
    if (deps.signal?.aborted) break;
    if (isBusy || deps.outOfTime?.()) {
      retry?.add(item);
      continue;
    }
    const result = await readItem(item, feed.url, deps);
    if (result.outcome.ok) {
      await deps.keep(recipients, result);
      continue;
    }
    const { code, retryAfter } = result.outcome.error;
    // A failed archive item is not retried, because it would come back as news.
    if (PASSING.has(code)) retry?.add(item);
    // If the site asks for a pause, its other pages are not fetched either.
    isBusy = retryAfter !== undefined;
  }
  const isComplete = postponed.size === 0 && unread.size === 0;
  return { seen: seen.after(items, postponed, unread), isComplete };
}

/** Returns the baseline for followers who joined after the first poll: the same as the first follower got. */
function baselineOf(feed: ClaimedFeed, items: readonly FeedItem[], now: Date): ReadonlySet<FeedItem> {
  const isFirst = feed.state.lastReadAt === null;
  if (isFirst || !feed.followers.some(({ isNew }) => isNew)) return new Set();
  const unread = { ...feed, state: { ...feed.state, lastReadAt: null } };
  return new Set(arrivalsIn(items, new SeenItems([]), unread, now).archive);
}

/** Returns the recipients of an item. It is baseline for a follower who has just joined. */
function recipientsOf(feed: ClaimedFeed, kind: Kind | null, isBaseline: boolean): Recipient[] {
  const isFirst = feed.state.lastReadAt === null;
  return feed.followers.flatMap(({ tenant, isNew }) => {
    if (isNew && !isFirst) return isBaseline ? [{ tenant, baseline: true }] : [];
    return kind === null ? [] : [{ tenant, baseline: kind !== 'news' }];
  });
}

/** Sorts items by time, archive first, so that the newest article is also the last stored. */
function inOrderOfTime({ archive, corrections, news }: Arrivals, forNewcomers: ReadonlySet<FeedItem>) {
  const arrived = new Set([...archive, ...corrections, ...news]);
  const only = [...forNewcomers].filter((item) => !arrived.has(item));
  return [
    ...only.map((item) => ({ item, kind: null })),
    ...archive.map((item) => ({ item, kind: 'archive' as const })),
    ...corrections.map((item) => ({ item, kind: 'correction' as const })),
    ...news.map((item) => ({ item, kind: 'news' as const })),
  ];
}
