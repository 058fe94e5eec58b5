import { fnvOf } from '../../../src/domain/fnv.ts';
import type { PageReader } from '../../../src/ingest/article/page-pool.ts';
import type { SafeFetch } from '../../../src/ingest/fetch/safe-fetch.ts';
import { done, failed } from '../../../src/ingest/ingest-outcome.ts';
import { type FeedItem, identifyItems } from '../../../src/ingest/parse/feed-item.ts';

/** Makes words from a name and a number, so that two stories share almost none. */
const madeUp = (name: string, line: number): string =>
  Array.from({ length: 9 }, (_, at) => `w${(fnvOf(`${name} ${line} ${at}`) >>> 0).toString(36)}`).join(' ');

const sentence = (words: string, line: number): string => `Line ${line} says ${madeUp(words, line)}.`;

/** Makes a story of twelve sentences, each a fact. */
export const storyOf = (name: string): string =>
  Array.from({ length: 12 }, (_, line) => sentence(name, line)).join('\n\n');

/** Makes a feed's items, newest first. */
export function itemsOf(feed: string, count: number): FeedItem[] {
  const raw = Array.from({ length: count }, (_, at) => ({
    id: `${feed} ${count - at}`,
    title: `Story ${count - at} of ${feed}`,
    url: null,
    html: storyOf(`${feed.replace(/\W+/g, ' ')} ${count - at}`),
    published: null,
    updated: null,
    author: null,
    language: null,
    picture: null,
  }));
  return identifyItems(raw, null);
}

/** A fake network that answers at once and calls `onFetch` with each address. */
export const fakeFetch =
  (onFetch: (url: string) => void): SafeFetch =>
  async (url) => {
    onFetch(url);
    return done({ url, status: 200, headers: {}, body: Buffer.from(url), permanentUrl: url });
  };

/** A fake page reader that returns a feed's items by its address. */
export function fakePages(items: (url: string) => readonly FeedItem[]): PageReader {
  const self: PageReader = {
    document: async ({ address }) =>
      done({
        kind: 'feed',
        feed: { title: address, items: items(address!), ttlMinutes: 30, salvaged: false },
      }),
    read: async ({ bytes }) =>
      done({
        title: null,
        text: Buffer.from(bytes).toString(),
        feedLinks: [],
        published: null,
        byline: null,
        site: null,
        language: null,
      } as never),
    refreshTarget: async () => done(null),
    facts: async () => failed('unused', 'unused'),
    for: () => self,
    close: async () => {},
  };
  return self;
}
