import { fetchDocument } from '../fetch/meta-refresh.ts';
import type { Outcome } from '../ingest-outcome.ts';
import { done, failed } from '../ingest-outcome.ts';
import { inOrder } from '../ordered-concurrency.ts';
import type { Draft } from '../parsed-article.ts';
import type { ReadDeps, ReadResult } from '../read-page.ts';
import { draftOfAnswer } from '../read-page.ts';
import { siteOf } from '../site.ts';
import type { FeedItem } from './feed-item.ts';

/** An item with less text is a teaser, and its article is on its page. In characters. */
const TEASER_LENGTH = 600;
/** The least text worth storing if the page cannot be read. */
const LEAST_TEXT = 120;
/** The most pages of one feed fetched at a time, because most are on one host. */
const PAGES_AT_A_TIME = 3;

const CUT_OFF = /(?:\[?(?:…|\.{3})\]?|\b(?:read|continue) (?:more|reading)\W*)$/i;

/** Reads the articles behind a feed's items, in the feed's order. `feed` is the feed's address or path. */
export async function readItems(
  items: readonly FeedItem[],
  feed: string,
  deps: ReadDeps,
): Promise<readonly ReadResult[]> {
  const results: ReadResult[] = [];
  for await (const result of inOrder(items, PAGES_AT_A_TIME, (item) => readItem(item, feed, deps))) {
    results.push(result);
    if (deps.signal?.aborted) break;
  }
  return results;
}

/** Reads an item's article: its own content if that is complete, otherwise its page. */
export async function readItem(item: FeedItem, feed: string, deps: ReadDeps): Promise<ReadResult> {
  return {
    source: item.url ?? `${feed}#${item.key.slice(0, 100)}`,
    outcome: await draftOf(item, feed, deps),
  };
}

async function draftOf(item: FeedItem, feed: string, deps: ReadDeps): Promise<Outcome<Draft>> {
  const own = await ownText(item, deps);
  const teaser = own.length < TEASER_LENGTH || CUT_OFF.test(own);
  const speaks = item.url !== null && speaksFor(feed, item.url);
  // An address shared by several items identifies none of them.
  if (item.url && !item.sharesAddress && (teaser || (!speaks && deps.visitItems))) {
    const page = await pageOf(item, item.url, feed, deps);
    if (page.ok && page.value.text.length >= own.length) return page;
    if (own.length < LEAST_TEXT) return page;
  }
  if (own.length < LEAST_TEXT) return failed('empty', 'The item holds no article and leads to none.');
  const address = speaks && item.url !== null ? item.url : feed;
  const shared = item.sharesAddress || !speaks ? { item: item.key } : {};
  return done({
    title: item.title || own.slice(0, 80),
    text: own,
    source: { kind: 'feed', url: address, feed, ...shared },
    published: item.published,
    byline: item.author,
    language: item.language,
    picture: item.picture,
  });
}

/**
 * Whether a feed may publish under an address: only under its own site's. A feed in a file of the operator's may use
 * any address.
 */
function speaksFor(feed: string, address: string): boolean {
  const site = siteOf(feed);
  return site === null || site === siteOf(address);
}

async function ownText(item: FeedItem, { pages }: ReadDeps): Promise<string> {
  if (!item.html.trim()) return '';
  const page = await pages.read({
    bytes: Buffer.from(item.html),
    contentType: 'text/html; charset=utf-8',
    url: item.url,
    fragment: true,
  });
  return page.ok ? page.value.text : '';
}

async function pageOf(item: FeedItem, url: string, feed: string, deps: ReadDeps): Promise<Outcome<Draft>> {
  const { allow, signal } = deps;
  const fetched = await fetchDocument(deps.fetch, url, { allow, ...(signal ? { signal } : {}) }, deps.pages);
  if (!fetched.ok) return fetched;
  const { body, headers } = fetched.value;
  const source = { kind: 'feed', url: fetched.value.url, feed } as const;
  const draft = await draftOfAnswer(body, headers['content-type'], source, deps);
  if (!draft.ok) return draft;
  if (!speaksFor(feed, fetched.value.url)) return draft;
  // The feed's title and date are more reliable than those extracted from the page.
  return done({
    ...draft.value,
    title: item.title || draft.value.title,
    published: draft.value.published ?? item.published,
    byline: draft.value.byline ?? item.author,
    language: draft.value.language ?? item.language,
    picture: draft.value.picture ?? item.picture,
  });
}
