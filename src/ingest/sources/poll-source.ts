import type { TenantId } from '../../domain/tenant.ts';
import type { Fetched } from '../fetch/safe-fetch.ts';
import { done, type Failure, failed, type Outcome } from '../ingest-outcome.ts';
import { readItem } from '../parse/feed-articles.ts';
import type { FeedItem } from '../parse/feed-item.ts';
import type { Kept } from '../pipeline.ts';
import type { FeedState, FollowedSource } from '../ports.ts';
import { draftOf, type ReadDeps, type ReadResult } from '../read-source.ts';
import { type Arrivals, arrivalsIn } from './arrivals.ts';
import { failureInChat } from './failure-in-chat.ts';
import { afterFailure, afterSuccess, maxAgeMinutes } from './poll-schedule.ts';
import { SeenItems } from './seen-items.ts';

export interface PollOneDeps extends ReadDeps {
  /** Stores a draft for a tenant; `baseline` if it is no news: it was there before the source was followed. */
  readonly keep: (tenant: TenantId, result: ReadResult, baseline: boolean) => Promise<Kept | null>;
  readonly now: () => Date;
  /** 0 to 1. */
  readonly random: () => number;
  /** Tells of an article that is new or changed; `baseline` if it is no news: of an archive, or the correction of a known one. */
  readonly onArticle?: (tenant: TenantId, kept: Kept, baseline: boolean) => void;
  /** True when this reading has lasted long enough: what is left is read the next time. */
  readonly outOfTime?: () => boolean;
}

/** A source's next state, and its address, which is another one if it moved for good. */
export interface Polled {
  readonly state: FeedState;
  readonly url: string;
  /** Why it could not be read; for the operator, not for chats. */
  readonly failure?: Failure;
}

/** Faults that pass: an item that failed so is tried again at the next reading. */
const PASSING = new Set(['timeout', 'network', 'refused', 'not_found_host', 'http_status', 'aborted']);

/** Reads a followed source once. Never throws for what the source is like. */
export async function pollOne(source: FollowedSource, deps: PollOneDeps): Promise<Polled> {
  const { state, url } = source;
  const headers: Record<string, string> = {};
  if (state.etag) headers['if-none-match'] = state.etag;
  if (state.lastModified) headers['if-modified-since'] = state.lastModified;
  const { allow, signal } = deps;
  const fetched = await deps.fetch(url, { allow, headers, ...(signal ? { signal } : {}) });
  if (!fetched.ok)
    return fetched.error.code === 'aborted' ? { url, state } : afterFault(source, fetched.error, deps);
  const isUnchanged = fetched.value.status === 304;
  const read = isUnchanged
    ? done({ seen: state.seen, ttlMinutes: null, isComplete: true })
    : await take(source, fetched.value, deps);
  // What a stop cut short is read again from its beginning: a baseline stays one, and what is stored is known.
  if (signal?.aborted) return { url, state };
  if (!read.ok) return afterFault(source, read.error, deps);
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
    state: afterSuccess(success, deps.now(), deps.random),
    // A page that moved may lead to a front page or a notice; a feed behind the redirect is the same feed.
    url: source.kind === 'feed' ? fetched.value.permanentUrl : url,
  };
}

function afterFault({ state, url }: FollowedSource, failure: Failure, { now, random }: PollOneDeps): Polled {
  // The state is shown in chats.
  return { url, state: afterFailure(state, failureInChat(failure), now(), random), failure };
}

interface Taken {
  readonly seen: readonly string[];
  readonly ttlMinutes: number | null;
  /** False if items were left for the next reading, which must then not be told that nothing changed. */
  readonly isComplete: boolean;
}

async function take(
  source: FollowedSource,
  { url, body, headers }: Fetched,
  deps: PollOneDeps,
): Promise<Outcome<Taken>> {
  const document = await deps.pages.document({
    bytes: body,
    contentType: headers['content-type'] ?? 'text/html',
    address: url,
    article: source.kind === 'page',
  });
  if (!document.ok) return document;
  if (document.value.kind === 'feed') {
    const { items, ttlMinutes } = document.value.feed;
    return done({ ...(await takeItems(source, items, deps)), ttlMinutes });
  }
  // A site in maintenance answers for its feed with a page, which is no article of it.
  if (source.kind === 'feed') return failed('bad_feed', 'The address does not lead to a feed any more.');
  const { article } = document.value;
  if (!article.ok) return article;
  const baseline = source.state.lastReadAt === null;
  const outcome = done(draftOf(article.value, { kind: 'url', url }));
  const kept = await deps.keep(source.tenant, { source: url, outcome }, baseline);
  if (kept && kept.status !== 'unchanged') deps.onArticle?.(source.tenant, kept, baseline);
  return done({ seen: [], ttlMinutes: null, isComplete: true });
}

/** Takes in what a feed brings and gives what to remember of its items. */
async function takeItems(source: FollowedSource, items: readonly FeedItem[], deps: PollOneDeps) {
  const seen = new SeenItems(source.state.seen);
  const arrivals = arrivalsIn(items, seen, source, deps.now());
  const postponed = new Set(arrivals.postponed);
  const unread = new Set(arrivals.unread);
  let isBusy = false;
  for (const { item, kind } of inOrderOfTime(arrivals)) {
    const retry = kind === 'news' ? postponed : kind === 'correction' ? unread : null;
    if (deps.signal?.aborted) break;
    if (isBusy || deps.outOfTime?.()) {
      retry?.add(item);
      continue;
    }
    const result = await readItem(item, source.url, deps);
    if (result.outcome.ok) {
      const kept = await deps.keep(source.tenant, result, kind !== 'news');
      if (kept && kept.status !== 'unchanged') deps.onArticle?.(source.tenant, kept, kind !== 'news');
      continue;
    }
    const { code, retryAfter } = result.outcome.error;
    // Of an archive it would come back as news, which it is not.
    if (PASSING.has(code)) retry?.add(item);
    // A site that asks to be left alone is not asked for its other pages either.
    isBusy = retryAfter !== undefined;
  }
  const isComplete = postponed.size === 0 && unread.size === 0;
  return { seen: seen.after(items, postponed, unread), isComplete };
}

/** The archive first and the newest last, so that the newest article is also the one that came last. */
function inOrderOfTime({ archive, corrections, news }: Arrivals) {
  return [
    ...archive.map((item) => ({ item, kind: 'archive' as const })),
    ...corrections.map((item) => ({ item, kind: 'correction' as const })),
    ...news.map((item) => ({ item, kind: 'news' as const })),
  ];
}
