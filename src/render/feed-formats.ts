import { escapeHtml } from './escapes.ts';

/** One entry of a feed. Instants are ISO 8601. */
export interface FeedEntry {
  /** An id that never changes and is unique. */
  readonly id: string;
  readonly title: string;
  /** The address of its page; null if it has none. */
  readonly url: string | null;
  readonly updated: string;
  /** Lines of text, each with its speaker or null. */
  readonly lines: readonly { readonly text: string; readonly by: string | null }[];
}

export interface OutgoingFeed {
  readonly id: string;
  readonly title: string;
  /** The feed's own address. */
  readonly self: string;
  readonly updated: string;
  readonly entries: readonly FeedEntry[];
}

/** Escapes text for XML and removes the characters that XML 1.0 forbids. */
const xml = (text: string): string =>
  escapeHtml(
    text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' '),
  ).replaceAll('&#39;', '&apos;');

const contentHtml = ({ lines }: FeedEntry): string =>
  lines
    .map(({ text, by }) => `<p>${escapeHtml(text)}${by === null ? '' : ` — ${escapeHtml(by)}`}</p>`)
    .join('\n');

/** RSS 2.0: https://www.rssboard.org/rss-specification */
export function rssOf(feed: OutgoingFeed): string {
  const items = feed.entries.map(
    (
      entry,
    ) => `<item><title>${xml(entry.title)}</title>${entry.url === null ? '' : `<link>${xml(entry.url)}</link>`}
<guid isPermaLink="false">${xml(entry.id)}</guid><pubDate>${new Date(entry.updated).toUTCString()}</pubDate>
<description>${xml(contentHtml(entry))}</description></item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${xml(feed.title)}</title>
<link>${xml(feed.self)}</link><description>${xml(feed.title)}</description><atom:link href="${xml(feed.self)}" rel="self" type="application/rss+xml"/>
<lastBuildDate>${new Date(feed.updated).toUTCString()}</lastBuildDate>
${items.join('\n')}
</channel></rss>
`;
}

/** Atom 1.0: RFC 4287. */
export function atomOf(feed: OutgoingFeed): string {
  const entries = feed.entries.map(
    (
      entry,
    ) => `<entry><id>${xml(entry.id)}</id><title>${xml(entry.title)}</title><updated>${entry.updated}</updated>
${entry.url === null ? '' : `<link href="${xml(entry.url)}"/>`}<content type="html">${xml(contentHtml(entry))}</content></entry>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${xml(feed.id)}</id><title>${xml(feed.title)}</title><updated>${feed.updated}</updated>
<link rel="self" href="${xml(feed.self)}"/><author><name>Readout</name></author>
${entries.join('\n')}
</feed>
`;
}

/** JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/ */
export function jsonFeedOf(feed: OutgoingFeed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    feed_url: feed.self,
    items: feed.entries.map((entry) => ({
      id: entry.id,
      title: entry.title,
      ...(entry.url === null ? {} : { url: entry.url }),
      date_published: entry.updated,
      content_html: contentHtml(entry),
    })),
  });
}

/** A followed feed as OPML lists it. */
export interface OpmlFeed {
  readonly title: string | null;
  readonly url: string;
}

/** OPML 2.0: http://opml.org/spec2.opml */
export function opmlOf(title: string, feeds: readonly OpmlFeed[]): string {
  const outlines = feeds.map(
    ({ title: name, url }) =>
      `<outline type="rss" text="${xml(name ?? url)}" title="${xml(name ?? url)}" xmlUrl="${xml(url)}"/>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>${xml(title)}</title></head><body>
${outlines.join('\n')}
</body></opml>
`;
}
