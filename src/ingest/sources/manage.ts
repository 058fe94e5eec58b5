import type { TenantId } from '../../domain/tenant.ts';
import type { PageReader } from '../article/page-pool.ts';
import type { AllowHost } from '../fetch/allowed-hosts.ts';
import type { Fetched, SafeFetch } from '../fetch/safe-fetch.ts';
import type { Failure } from '../ingest-outcome.ts';
import { decodeBytes } from '../parse/charset.ts';
import { looksLikeFeed } from '../parse/looks-like-feed.ts';
import { readFeedBytes } from '../parse/parse-feed.ts';
import type { FollowedSource, SourceStore } from '../ports.ts';
import { draftOfAnswer, headOf } from '../read-source.ts';
import { newState } from './poll-schedule.ts';

export interface ManageDeps {
  readonly sources: SourceStore;
  readonly fetch: SafeFetch;
  readonly allow: AllowHost;
  readonly pages: PageReader;
  readonly now: () => Date;
}

/** More than this a workspace neither reads nor should make us fetch. */
export const MAX_SOURCES = 50;

export type AddOutcome =
  | { readonly status: 'added' | 'known' | 'resumed'; readonly source: FollowedSource }
  | { readonly status: 'failed'; readonly error: Failure };

/** As much of an address as a chat's choice holds. */
const CUT_CHOICE = 100;

const failedWith = (error: Failure): AddOutcome => ({ status: 'failed', error });

/**
 * Follows a page or feed for a tenant, after reading it once through the safe fetch. A site's page that names a feed
 * stands for that feed. The first articles come with the next round of polling; `person` is told if it is paused.
 * Error codes: those of `safeFetch` and of reading, and `too_many`.
 */
export async function addSource(
  tenant: TenantId,
  url: string,
  deps: ManageDeps,
  person: string | null = null,
): Promise<AddOutcome> {
  const typed = /^[a-z][a-z\d+.-]*:/i.test(url.trim()) ? url.trim() : `https://${url.trim()}`;
  const listed = await deps.sources.list(tenant);
  if (listed.length >= MAX_SOURCES)
    return failedWith({
      code: 'too_many',
      message: `There are ${MAX_SOURCES} sources already. Remove one first.`,
    });
  const fetched = await deps.fetch(typed, { allow: deps.allow });
  if (!fetched.ok) return failedWith(fetched.error);
  const named = feedNamedBy(fetched.value);
  const behind = named === null ? null : await deps.fetch(named, { allow: deps.allow });
  const chosen = behind?.ok && looksLikeFeed(headOf(behind.value.body)) ? behind.value : fetched.value;
  const what = await describe(chosen, deps);
  if ('error' in what) return failedWith(what.error);
  const known = listed.find((source) => source.url === chosen.url);
  if (known && known.state.pausedAt === null) return { status: 'known', source: known };
  const now = deps.now();
  const state = known
    ? { ...known.state, pausedAt: null, failures: 0, dueAt: now.toISOString() }
    : newState(now);
  const source = {
    tenant,
    url: chosen.url,
    ...what,
    addedAt: known?.addedAt ?? now.toISOString(),
    addedBy: person,
    state,
  };
  await deps.sources.put(source);
  return { status: known ? 'resumed' : 'added', source };
}

type Described =
  | { readonly kind: 'feed' | 'page'; readonly title: string | null }
  | { readonly error: Failure };

async function describe({ url, body, headers }: Fetched, deps: ManageDeps): Promise<Described> {
  const contentType = headers['content-type'];
  if (looksLikeFeed(headOf(body))) {
    const feed = readFeedBytes(body, contentType, url);
    return feed.ok ? { kind: 'feed', title: feed.value.title } : { error: feed.error };
  }
  const draft = await draftOfAnswer(body, contentType, { kind: 'url', url }, deps);
  return draft.ok ? { kind: 'page', title: draft.value.title } : { error: draft.error };
}

/** The feed that a site's or a section's page names in its head; null for an article's page, which is meant itself. */
function feedNamedBy({ url, body, headers }: Fetched): string | null {
  if (looksLikeFeed(headOf(body)) || new URL(url).pathname.split('/').filter(Boolean).length > 2) return null;
  const html = decodeBytes(body, { format: 'html', contentType: headers['content-type'] }).slice(0, 200_000);
  for (const [tag] of html.matchAll(/<link\b[^>]{0,2000}>/gi)) {
    if (!/\brel\s*=\s*["']?alternate\b/i.test(tag) || !/application\/(?:rss|atom|feed)\+/i.test(tag))
      continue;
    const href = /\bhref\s*=\s*["']?([^"'\s>]+)/i.exec(tag)?.[1];
    if (href) return URL.parse(href.replaceAll('&amp;', '&'), url)?.href ?? null;
  }
  return null;
}

/** What a tenant follows, the oldest first. */
export function listSources(tenant: TenantId, { sources }: Pick<ManageDeps, 'sources'>) {
  return sources.list(tenant);
}

/**
 * Stops following; false where the tenant did not follow it. The articles that came from it stay. The beginning of a long
 * address will do where it fits one alone: choices that a chat offers are cut.
 */
export async function removeSource(tenant: TenantId, url: string, { sources }: Pick<ManageDeps, 'sources'>) {
  const plain = (text: string) =>
    text
      .trim()
      .replace(/^https?:\/\/(?:www\.)?/i, '')
      .replace(/\/$/, '');
  const listed = await sources.list(tenant);
  const begun = listed.filter((source) => url.length >= CUT_CHOICE && source.url.startsWith(url));
  const found =
    listed.find((source) => source.url === url || plain(source.url) === plain(url)) ??
    (begun.length === 1 ? begun[0] : undefined);
  return found ? sources.remove(tenant, found.url) : false;
}
