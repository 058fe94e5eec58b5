import type { TenantId } from '../../domain/tenant.ts';
import type { PageReader } from '../article/page-pool.ts';
import type { AllowHost } from '../fetch/allowed-hosts.ts';
import { fetchDocument } from '../fetch/meta-refresh.ts';
import type { Fetched, SafeFetch } from '../fetch/safe-fetch.ts';
import { done, type Failure, type Outcome } from '../ingest-outcome.ts';
import type { Feed } from '../parse/feed-item.ts';
import { feedLinksInHeader, isCommentsFeed } from '../parse/feed-links.ts';
import type { ListedSource, SourceStore } from '../ports.ts';
import { draftOf } from '../read-page.ts';
import { newState } from './poll-schedule.ts';

export interface ManageDeps {
  readonly sources: SourceStore;
  readonly fetch: SafeFetch;
  readonly allow: AllowHost;
  readonly pages: PageReader;
  readonly now: () => Date;
}

/** The most sources of a workspace. */
const MAX_SOURCES = 50;

export type AddOutcome =
  | {
      readonly status: 'added' | 'known' | 'resumed';
      readonly source: ListedSource;
      /** The address of the article that was named: the source itself, or a page that names it. Absent if none was. */
      readonly article?: string;
    }
  | { readonly status: 'failed'; readonly error: Failure };

/** The length to which a platform cuts a choice, in characters. */
const CUT_CHOICE = 100;

const failedWith = (error: Failure): AddOutcome => ({ status: 'failed', error });

/**
 * Follows a page or feed for a tenant after reading it once. If a page names a feed, the feed is followed. The first
 * articles come with the next poll. `person` gets a message, in the language of `locale`, if the source is paused.
 * Error codes: those of `safeFetch` and of reading, and `too_many`.
 */
export async function addSource(
  tenant: TenantId,
  url: string,
  deps: ManageDeps,
  person: string | null = null,
  locale: string | null = null,
): Promise<AddOutcome> {
  const typed = /^[a-z][a-z\d+.-]*:/i.test(url.trim()) ? url.trim() : `https://${url.trim()}`;
  const listed = await deps.sources.list(tenant);
  if (listed.length >= MAX_SOURCES)
    return failedWith({
      code: 'too_many',
      message: `There are ${MAX_SOURCES} sources already. Remove one first.`,
    });
  const fetched = await fetchDocument(deps.fetch, typed, { allow: deps.allow }, deps.pages);
  if (!fetched.ok) return failedWith(fetched.error);
  const read = await chosenFrom(fetched.value, deps);
  if (!read.ok) return failedWith(read.error);
  const { url: chosenUrl, article, ...what } = read.value;
  const named = article === null ? {} : { article };
  const known = await deps.sources.find(tenant, chosenUrl);
  if (known && known.state.pausedAt === null) return { status: 'known', source: known, ...named };
  const now = deps.now();
  const state = known
    ? { ...known.state, pausedAt: null, failures: 0, dueAt: now.toISOString() }
    : newState(now);
  const source = {
    tenant,
    url: chosenUrl,
    ...what,
    addedAt: known?.addedAt ?? now.toISOString(),
    addedBy: person,
    locale,
    state,
  };
  await deps.sources.put(source);
  return { status: known ? 'resumed' : 'added', source, ...named };
}

interface Chosen {
  readonly url: string;
  readonly kind: 'feed' | 'page';
  readonly title: string | null;
  /** The address of the article on the page that was named; null if there is none. */
  readonly article: string | null;
}

/** The most feeds of a page that are tried, because some sites name feeds that no longer exist. */
const MAX_TRIES = 5;

/** Chooses what to follow for an address: its feed, the feed that its page names, or the page itself. */
async function chosenFrom(fetched: Fetched, deps: ManageDeps): Promise<Outcome<Chosen>> {
  const document = await documentOf(fetched, deps);
  if (!document.ok) return document;
  if (document.value.kind === 'feed')
    return done({ ...feedAt(fetched.permanentUrl, document.value.feed), article: null });
  const { article, feedLinks } = document.value;
  const { url } = fetched;
  const named = isArticlePath(url) ? null : await firstFeed(fetched, feedLinks, deps);
  if (named) {
    const isArticle =
      article.ok && new URL(url).pathname !== '/' && !listsItems(article.value.text, named.feed);
    return done({ ...feedAt(named.url, named.feed), article: isArticle ? url : null });
  }
  if (!article.ok) return article;
  const { title } = draftOf(article.value, { kind: 'url', url });
  return done({ url, kind: 'page', title, article: url });
}

/** The most titles of other articles that an article's text contains. */
const MAX_TITLES_IN_TEXT = 1;

/** Whether a page's text is a list of a feed's articles: it contains several of their titles. */
const listsItems = (text: string, { items }: Feed): boolean =>
  items.filter(({ title }) => title !== '' && text.includes(title)).length > MAX_TITLES_IN_TEXT;

interface FoundFeed {
  readonly url: string;
  readonly feed: Feed;
}

/** Returns the first readable feed of a page. Feeds of comments or without items come last. */
async function firstFeed(
  page: Fetched,
  links: readonly string[],
  deps: ManageDeps,
): Promise<FoundFeed | null> {
  const { link: header } = page.headers;
  const inHeader = feedLinksInHeader([header].flat().join(', '), page.url);
  const candidates = [...new Set([...links, ...inHeader])].sort(
    (a, b) => Number(isCommentsFeed(a)) - Number(isCommentsFeed(b)),
  );
  let secondBest: FoundFeed | null = null;
  for (const link of candidates.slice(0, MAX_TRIES)) {
    const fetched = await deps.fetch(link, { allow: deps.allow });
    const document = fetched.ok ? await documentOf(fetched.value, deps) : null;
    if (!fetched.ok || !document?.ok || document.value.kind !== 'feed') continue;
    const { feed } = document.value;
    const found = { url: fetched.value.permanentUrl, feed };
    if (feed.items.length > 0 && !isCommentsFeed(feed.title ?? '')) return found;
    secondBest ??= found;
  }
  return secondBest;
}

const feedAt = (url: string, { title }: Feed) => ({ url, kind: 'feed', title }) as const;

function documentOf({ url, body, headers }: Fetched, { pages }: ManageDeps) {
  return pages.document({ bytes: body, contentType: headers['content-type'] ?? 'text/html', address: url });
}

/** Whether an address is an article's page, which is followed itself whatever feed it names. */
const isArticlePath = (url: string): boolean => new URL(url).pathname.split('/').filter(Boolean).length > 2;

/** Lists what a tenant follows, the oldest first. */
export function listSources(tenant: TenantId, { sources }: Pick<ManageDeps, 'sources'>) {
  return sources.list(tenant);
}

/**
 * Stops following a source. Its articles stay. Returns false if the tenant did not follow it. A unique prefix of a long
 * address is enough, because platforms cut choices.
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
