import { firstPicture } from '../picture-address.ts';
import {
  type Feed,
  identifyItems,
  languageCode,
  personName,
  plainTitle,
  type RawItem,
  webAddress,
} from './feed-item.ts';
import { htmlOfText, unwrapHtml, visibleLength } from './plain-text.ts';
import { publishedDate } from './published-date.ts';
import { childrenOf, htmlOf, parseXml, textOf, type XmlElement } from './xml-tree.ts';

/**
 * Parses RSS, Atom or RDF, even if it is broken or cut off. Returns null if there is neither a feed's root nor an item.
 */
export function readXmlFeed(text: string, url: string | null, maxItems: number): Feed | null {
  const document = parseXml(text, url);
  if (!document) return null;
  const root = childrenOf(document, 'rss', 'feed', 'rdf:rdf', 'rdf', 'channel')[0];
  const channel = (root && childrenOf(root, 'channel')[0]) ?? root ?? document;
  const elements = itemsIn(document);
  const whole = elements.filter((element) => element.whole);
  if (!root && whole.length === 0) return null;
  const isAtom = root?.name === 'feed';
  const homePage = articleLink(linksOf(channel));
  const context = {
    // Only Atom defines the base of addresses without xml:base. RSS publishers mean their site.
    base: isAtom ? url : (homePage ?? url),
    document: url,
    author: isAtom ? authorOf(channel) : null,
    language: languageOf(channel),
  };
  const raw = whole.slice(0, maxItems).flatMap((element) => itemOf(element, context) ?? []);
  return {
    title: titleOf(channel) || null,
    items: identifyItems(raw, homePage),
    ttlMinutes: ttlOf(channel),
    salvaged: !root?.whole || whole.length < elements.length,
    ...hubIn(channel, context.base),
  };
}

/** Returns the hub and self link that a feed names; nothing without a hub. */
function hubIn(channel: XmlElement, base: string | null): Pick<Feed, 'hub' | 'self'> {
  const links = childrenOf(channel, 'link', 'atom:link');
  const address = (rel: string) =>
    links
      .filter(({ attributes }) => (attributes.get('rel') ?? '').toLowerCase().split(/\s+/).includes(rel))
      .flatMap((link) => webAddress(link.attributes.get('href') ?? '', link.base ?? base) ?? [])[0];
  const [hub, self] = [address('hub'), address('self')];
  return hub === undefined ? {} : { hub, ...(self === undefined ? {} : { self }) };
}

/** The defaults that an item inherits from its feed. */
interface Context {
  /** The base of addresses in elements without `xml:base`. */
  readonly base: string | null;
  /** The feed's own address. */
  readonly document: string | null;
  readonly author: string | null;
  readonly language: string | null;
}

function elementsIn({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => typeof child !== 'string');
}

/** Returns all items or entries, wherever broken markup has put them. */
function itemsIn(element: XmlElement): XmlElement[] {
  return elementsIn(element).flatMap((child) =>
    child.name === 'item' || child.name === 'entry' ? [child] : itemsIn(child),
  );
}

function itemOf(item: XmlElement, feed: Context): RawItem | null {
  const links = linksOf(item);
  const guid = childrenOf(item, 'guid')[0];
  const id = firstText(item, 'guid', 'id', 'dc:identifier') || (item.attributes.get('rdf:about') ?? '');
  const baseOf = (declared: string | null) => (declared === feed.document ? feed.base : declared);
  const url =
    webAddress(firstText(item, 'feedburner:origlink'), baseOf(item.base)) ??
    articleLink(links.map((link) => ({ ...link, base: baseOf(link.base) }))) ??
    (guid?.attributes.get('ispermalink') === 'false' || links.some(({ href }) => href === id)
      ? null
      : absoluteAddress(id));
  const published = publishedDate(
    firstText(
      item,
      'pubdate',
      'published',
      'issued',
      'dc:date',
      'dcterms:issued',
      'dcterms:created',
      'created',
      'updated',
      'modified',
      'dcterms:modified',
      'date',
    ),
  );
  const found = {
    id,
    title: titleOf(item),
    url,
    html: contentOf(item),
    published,
    updated: firstText(item, 'updated', 'modified', 'dcterms:modified') || null,
    author: authorOf(item) ?? feed.author,
    language: languageOf(item) ?? feed.language,
    picture: firstPicture(picturesOf(item), baseOf(item.base)),
  };
  return found.id || found.url || found.title || found.html ? found : null;
}

function firstText(element: XmlElement, ...names: readonly string[]): string {
  for (const name of names) {
    const text = childrenOf(element, name).map(textOf).find(Boolean);
    if (text) return text;
  }
  return '';
}

interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
  readonly base: string | null;
}

/**
 * Returns an element's links. RSS writes the address as text, Atom as an attribute, and some RSS feeds as Atom does.
 */
function linksOf(element: XmlElement): Link[] {
  return childrenOf(element, 'link').map((link) => ({
    href: link.attributes.get('href') ?? textOf(link),
    rel: (link.attributes.get('rel') ?? '')
      .toLowerCase()
      .replace(/^http:\/\/www\.iana\.org\/assignments\/relation\//, ''),
    type: (link.attributes.get('type') ?? '').toLowerCase(),
    base: link.base,
  }));
}

/** Returns the page's address: a link with rel "alternate" or none, with HTML types first. */
function articleLink(links: readonly Link[]): string | null {
  const pages = links
    .filter(({ rel }) => rel === '' || rel.split(/\s+/).includes('alternate'))
    .flatMap((link) => {
      const url = webAddress(link.href, link.base);
      return url ? [{ url, rank: /html/.test(link.type) ? 0 : link.type === '' ? 1 : 2 }] : [];
    });
  return pages.sort((a, b) => a.rank - b.rank)[0]?.url ?? null;
}

function absoluteAddress(id: string): string | null {
  return /^https?:\/\//i.test(id) ? webAddress(id, null) : null;
}

/** Matches the file name of a photograph, for media whose type is not declared. */
const PHOTO = /\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)/i;

/** The most pictures of one item that are tried. */
const MOST_PICTURES = 10;

/** Whether an element leads to a picture, by its declared type, or else by its file name. */
function isPicture({ attributes }: XmlElement): boolean {
  const kind = attributes.get('medium') ?? attributes.get('type');
  return kind ? /^image(?:\/|$)/i.test(kind) : PHOTO.test(attributes.get('url') ?? '');
}

/** Returns the addresses of an item's pictures: Media RSS (https://www.rssboard.org/media-rss), then enclosures. */
function picturesOf(item: XmlElement): (string | undefined)[] {
  const holders = [item, ...childrenOf(item, 'media:group')];
  const media = holders.flatMap((holder) => childrenOf(holder, 'media:content'));
  const thumbnails = [...holders, ...media].flatMap((holder) => childrenOf(holder, 'media:thumbnail'));
  const enclosed = childrenOf(item, 'enclosure').filter(isPicture);
  const links = linksOf(item).filter(
    ({ rel, type }) => rel.split(/\s+/).includes('enclosure') && type.startsWith('image/'),
  );
  return [
    ...[...media.filter(isPicture), ...thumbnails, ...enclosed].map(({ attributes }) =>
      attributes.get('url'),
    ),
    ...links.map(({ href }) => href),
  ].slice(0, MOST_PICTURES);
}

function titleOf(element: XmlElement): string {
  for (const name of ['title', 'dc:title', 'media:title', 'itunes:title']) {
    for (const title of childrenOf(element, name)) {
      const markup = title.attributes.get('type') !== 'text';
      const text = plainTitle(
        title.attributes.get('type') === 'xhtml' ? textOf(title) : htmlOf(title),
        markup,
      );
      if (text) return text;
    }
  }
  return '';
}

/** Elements that may contain an item's text, those that usually contain all of it first. */
const CONTENT = [
  'content:encoded',
  'content',
  'html:body',
  'body',
  'yandex:full-text',
  'full-text',
  'fulltext',
  'description',
  'summary',
  'dc:description',
  'media:description',
  'itunes:summary',
  'googleplay:description',
  'excerpt:encoded',
];

/** Returns an item's content: the longest of its text elements, measured without tags and white space. */
function contentOf(item: XmlElement): string {
  const groups = childrenOf(item, 'media:group');
  const own = [
    ...CONTENT.flatMap((name) => childrenOf(item, name)),
    ...groups.flatMap((group) => childrenOf(group, 'media:description')),
  ];
  // A picture's description is its caption, used only if there is nothing else.
  const captions = [item, ...groups].flatMap((element) =>
    childrenOf(element, 'media:content').flatMap((media) => childrenOf(media, 'media:description')),
  );
  return longest(own) || longest(captions);
}

function longest(elements: readonly XmlElement[]): string {
  let best = '';
  let most = 0;
  for (const element of elements) {
    const html = contentHtml(element);
    const length = visibleLength(html);
    // Of two about equally long texts, the element that usually has the whole text.
    if (length > most * 1.1) [best, most] = [html, length];
  }
  return best;
}

function contentHtml(element: XmlElement): string {
  const type = (element.attributes.get('type') ?? '').toLowerCase();
  if (type === 'text' || type === 'text/plain' || type === 'plain') return htmlOfText(textOf(element));
  // Other media types contain Base64.
  if (/\//.test(type) && !/^text\/|html|xml/.test(type)) return '';
  const html = htmlOf(element);
  return elementsIn(element).length > 0 ? html : unwrapHtml(html);
}

function authorOf(element: XmlElement): string | null {
  const names = childrenOf(element, 'author', 'dc:creator', 'dc:author', 'itunes:author').flatMap(
    (author) => {
      const named = childrenOf(author, 'name')[0];
      return personName(textOf(named ?? author)) ?? [];
    },
  );
  return names.length > 0 ? [...new Set(names)].join(', ').slice(0, 200) : null;
}

function languageOf(element: XmlElement): string | null {
  return languageCode(firstText(element, 'language', 'dc:language')) ?? languageCode(element.language);
}

const PERIOD_MINUTES: ReadonlyMap<string, number> = new Map([
  ['hourly', 60],
  ['daily', 1_440],
  ['weekly', 10_080],
  ['monthly', 43_200],
]);

/** Returns the update interval that the publisher states, in minutes, or null. */
function ttlOf(channel: XmlElement): number | null {
  const ttl = Number(firstText(channel, 'ttl') || Number.NaN);
  if (Number.isFinite(ttl) && ttl > 0) return ttl;
  const period = PERIOD_MINUTES.get(firstText(channel, 'sy:updateperiod').toLowerCase());
  return period ? period / Math.max(1, Number(firstText(channel, 'sy:updatefrequency')) || 1) : null;
}
