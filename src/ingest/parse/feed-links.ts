import { Parser } from 'htmlparser2';

/** The number of characters searched for links to feeds, which are in a page's head. */
const HEAD_CHARACTERS = 200_000;
const MAX_LINKS = 200;

/** A link element or Link header that may lead to a feed. `href` is absolute. */
interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
  readonly title: string;
}

/** Returns the feeds that a page's head names, as absolute addresses, the most likely first. */
export function feedLinksIn(html: string, url: string): string[] {
  let base = url;
  let hasBase = false;
  let hidden = 0;
  const links: Link[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'noscript' || name === 'template') hidden++;
      if (hidden > 0) return;
      const href = attributes.href?.trim().replace(/^feed:(?:\/\/)?(?=https?:)|^feed:(?=\/\/)/i, '');
      if (!href) return;
      if (name === 'base' && !hasBase) {
        base = URL.parse(href, url)?.href ?? url;
        hasBase = true;
      }
      if (name !== 'link' || links.length >= MAX_LINKS) return;
      const address = URL.parse(href, base);
      const { rel = '', type = '', title = '' } = attributes;
      if (address) links.push({ href: address.href, rel, type, title });
    },
    onclosetag(name) {
      if (name === 'noscript' || name === 'template') hidden--;
    },
  });
  parser.end(html.slice(0, HEAD_CHARACTERS));
  return ranked(links, url);
}

/** Returns the feeds that an HTTP Link header names, as absolute addresses, the most likely first. RFC 8288. */
export const feedLinksInHeader = (header: string | undefined, url: string): string[] =>
  ranked(linksInHeader(header, url), url);

/** Parses an HTTP Link header. RFC 8288. */
export function linksInHeader(header: string | undefined, url: string): Link[] {
  const links: Link[] = [];
  for (const [, target, parameters = ''] of (header ?? '')
    .slice(0, 20_000)
    .matchAll(/<([^<>]{1,2000})>([^<]{0,500})/g)) {
    const parameter = (name: string) =>
      new RegExp(`;\\s*${name}\\s*=\\s*(?:"([^"]*)"|([^\\s",;]+))`, 'i')
        .exec(parameters)
        ?.slice(1)
        .find(Boolean) ?? '';
    const address = URL.parse(target!.trim(), url);
    if (!address) continue;
    links.push({
      href: address.href,
      rel: parameter('rel'),
      type: parameter('type'),
      title: parameter('title'),
    });
  }
  return links;
}

const FEED_TYPE = /^(?:application|text)\/(?:rss|atom|rdf|feed)\b/;
const MAYBE_FEED_TYPE = /^(?:application|text)\/(?:xml|json)$/;
const COMMENTS = /\b(?:comments?|replies|kommentare?|commentaires?|comentarios?|commenti|reacties)\b/i;

/** Whether a feed's address or title shows that it contains comments. */
export function isCommentsFeed(addressOrTitle: string): boolean {
  return COMMENTS.test(addressOrTitle);
}

/** Sorts links: feeds by type before possible ones, a section's feeds before the site's, comments last. */
function ranked(links: readonly Link[], url: string): string[] {
  const { pathname } = new URL(url);
  const section = pathname.replace(/(?<!\/)\/+$/, '');
  const feeds = links.flatMap((link) => {
    const rank = rankOf(link);
    if (rank === null) return [];
    const { href, title } = link;
    const isOfSection = section !== '' && new URL(href).pathname.startsWith(`${section}/`);
    return [{ href, rank: isCommentsFeed(`${href} ${title}`) ? 10 + rank : rank - (isOfSection ? 5 : 0) }];
  });
  return [...new Set(feeds.sort((a, b) => a.rank - b.rank).map(({ href }) => href))];
}

function rankOf({ rel, type, href }: Link): number | null {
  const relations = rel.toLowerCase().split(/\s+/);
  const media = type.split(';')[0]!.trim().toLowerCase();
  if (!/^https?:/.test(href) || relations.includes('stylesheet')) return null;
  const isNamed = relations.includes('alternate') || relations.includes('feed');
  if (FEED_TYPE.test(media)) return isNamed ? 0 : 2;
  if (!isNamed) return null;
  if (relations.includes('feed')) return 1;
  return MAYBE_FEED_TYPE.test(media) ? 3 : null;
}
