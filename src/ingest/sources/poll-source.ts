import type { TenantId } from '../../domain/tenant.ts';
import type { Fetched } from '../fetch/safe-fetch.ts';
import { done, type Outcome } from '../ingest-outcome.ts';
import { readItem } from '../parse/feed-articles.ts';
import type { FeedItem } from '../parse/feed-item.ts';
import type { Kept } from '../pipeline.ts';
import type { FeedState, FollowedSource } from '../ports.ts';
import { draftOf, type ReadDeps, type ReadResult } from '../read-source.ts';
import { afterFailure, afterSuccess, maxAgeMinutes } from './poll-schedule.ts';

export interface PollOneDeps extends ReadDeps {
  /** Stores a draft for a tenant; `baseline` where it was there before the source was followed. */
  readonly keep: (tenant: TenantId, result: ReadResult, baseline: boolean) => Promise<Kept | null>;
  readonly now: () => Date;
  /** 0 to 1. */
  readonly random: () => number;
  /** Tells of an article that is new or changed; `baseline` where it was there before the feed was followed. */
  readonly onArticle?: (tenant: TenantId, kept: Kept, baseline: boolean) => void;
}

/** Of a feed's first reading so many of its newest items are taken in, to have something to ask; the rest is only marked as seen. */
const BASELINE_ITEMS = 10;
/** More new items than this at one reading are left for the next ones. */
const ITEMS_A_READING = 50;
/** Faults that pass: an item that failed so is tried again at the next reading. */
const PASSING = new Set(['timeout', 'network', 'refused', 'not_found_host', 'http_status', 'aborted']);

/** Reads a followed source once and gives its next state. Never throws for what the source is like. */
export async function pollOne(source: FollowedSource, deps: PollOneDeps): Promise<FeedState> {
  const { state } = source;
  const headers: Record<string, string> = {};
  if (state.etag) headers['if-none-match'] = state.etag;
  if (state.lastModified) headers['if-modified-since'] = state.lastModified;
  const { allow, signal } = deps;
  const fetched = await deps.fetch(source.url, { allow, headers, ...(signal ? { signal } : {}) });
  if (!fetched.ok)
    return fetched.error.code === 'aborted' ? state : failedState(state, fetched.error.message, deps);
  const read =
    fetched.value.status === 304
      ? done({ seen: state.seen, ttlMinutes: null })
      : await take(source, fetched.value, deps);
  // What a stop cut short is read again from its beginning: a baseline stays one, and what is stored is known.
  if (signal?.aborted) return state;
  if (!read.ok) return failedState(state, read.error.message, deps);
  const ttl = Math.max(
    read.value.ttlMinutes ?? 0,
    maxAgeMinutes(fetched.value.headers['cache-control']) ?? 0,
  );
  return afterSuccess(
    {
      etag: fetched.value.headers.etag ?? (fetched.value.status === 304 ? state.etag : null),
      lastModified:
        fetched.value.headers['last-modified'] ?? (fetched.value.status === 304 ? state.lastModified : null),
      ttlMinutes: ttl > 0 ? ttl : null,
      seen: read.value.seen,
    },
    deps.now(),
    deps.random,
  );
}

function failedState(state: FeedState, message: string, { now, random }: PollOneDeps): FeedState {
  return afterFailure(state, message, now(), random);
}

interface Taken {
  readonly seen: readonly string[];
  readonly ttlMinutes: number | null;
}

async function take(
  source: FollowedSource,
  { url, body, headers }: Fetched,
  deps: PollOneDeps,
): Promise<Outcome<Taken>> {
  const baseline = source.state.lastReadAt === null;
  const document = await deps.pages.document({
    bytes: body,
    contentType: headers['content-type'] ?? 'text/html',
    address: url,
    article: source.kind === 'page',
  });
  if (!document.ok) return document;
  if (document.value.kind === 'feed') {
    const { items, ttlMinutes } = document.value.feed;
    return done({ seen: await takeItems(source, items, baseline, deps), ttlMinutes });
  }
  const { article } = document.value;
  if (!article.ok) return article;
  const outcome = done(draftOf(article.value, { kind: 'url', url }));
  const kept = await deps.keep(source.tenant, { source: url, outcome }, baseline);
  if (kept && kept.status !== 'unchanged') deps.onArticle?.(source.tenant, kept, baseline);
  return done({ seen: [], ttlMinutes: null });
}

async function takeItems(
  source: FollowedSource,
  items: readonly FeedItem[],
  baseline: boolean,
  deps: PollOneDeps,
) {
  const known = new Set(source.state.seen);
  const fresh = items.filter(({ key }) => !known.has(key));
  const wanted = newestFirst(fresh).slice(0, baseline ? BASELINE_ITEMS : ITEMS_A_READING);
  // On the first reading what is not taken in counts as seen; later it waits for its turn.
  const later = new Set(baseline ? [] : fresh.filter((item) => !wanted.includes(item)).map(({ key }) => key));
  // Oldest first, so that the newest article is also the one that came last.
  for (const item of wanted.reverse()) {
    if (deps.signal?.aborted) break;
    const result = await readItem(item, source.url, deps);
    if (!result.outcome.ok) {
      // Of a baseline it would come back as news, which it is not.
      if (!baseline && PASSING.has(result.outcome.error.code)) later.add(item.key);
      continue;
    }
    const kept = await deps.keep(source.tenant, result, baseline);
    if (kept && kept.status !== 'unchanged') deps.onArticle?.(source.tenant, kept, baseline);
  }
  return items.map(({ key }) => key).filter((key) => !later.has(key));
}

function newestFirst(items: readonly FeedItem[]): FeedItem[] {
  const time = ({ published }: FeedItem) => (published ? Date.parse(published) : Number.NaN);
  // Undated items keep the feed's order, which is newest first nearly everywhere.
  return items.every((item) => Number.isFinite(time(item)))
    ? [...items].sort((a, b) => time(b) - time(a))
    : [...items];
}
