import { languageCode } from '../parse/feed-item.ts';
import { publishedDate } from '../parse/published-date.ts';
import { firstPicture } from '../picture-address.ts';
import { comparable, imagesIn, linkedData, nameIn, stringIn } from './linked-data.ts';
import { namesOf, plainWords, squeeze, textIn } from './markup.ts';
import { headlineOf } from './title.ts';

/** A page's metadata. Missing values are null; nothing is guessed. */
export interface PageMetadata {
  readonly title: string | null;
  readonly byline: string | null;
  /** ISO 8601, as the publisher gave it. */
  readonly published: string | null;
  readonly siteName: string | null;
  /** ISO 639-1. */
  readonly language: string | null;
  /** The page's canonical address, which may differ from the fetched one; same host only. */
  readonly canonicalUrl: string | null;
  /** The absolute address of the article's picture. */
  readonly picture: string | null;
}

/** A page's metadata and the article's text in its linked data. */
export interface ReadMetadata extends PageMetadata {
  /** Plain text or HTML; null if there is none. */
  readonly articleBody: string | null;
}

/** Reads metadata from JSON-LD, then meta tags, then the page. */
export function metadataOf(document: Document, url: string | null): ReadMetadata {
  const meta = metaReader(document);
  const canonicalUrl = canonicalOf(document, meta, url);
  const headings = [...document.querySelectorAll('h1')].map(textIn).filter(Boolean);
  const named = [meta('og:title', 'twitter:title', 'dc.title'), textIn(document.querySelector('title'))];
  const titles = [...named, ...headings].flatMap((title) => squeeze(title ?? '') || []);
  const addresses = [url, canonicalUrl].flatMap((address) => (address === null ? [] : [comparable(address)]));
  const data = linkedData(document, { addresses, titles });
  const siteName = squeeze(meta('og:site_name', 'application-name') ?? nameIn(data.publisher) ?? '') || null;
  const headline = stringIn(data.headline) ?? stringIn(data.name);
  return {
    title: headlineOf({ headline, named, headings, siteName, url }),
    byline: bylineOf(document, meta, nameIn(data.author), siteName),
    published: publishedOf(document, meta, data),
    siteName,
    language: languageOf(document, meta, data),
    canonicalUrl,
    picture: firstPicture([...PICTURE_NAMES.map((name) => meta(name)), ...imagesIn(data.image)], url),
    articleBody: stringIn(data.articleBody),
  };
}

type MetaReader = (...names: readonly string[]) => string | null;

function metaReader(document: Document): MetaReader {
  const found = new Map<string, string>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const content = element.getAttribute('content')?.trim();
    if (!content || isElsewhere(element)) continue;
    for (const attribute of ['property', 'name', 'itemprop', 'http-equiv']) {
      const key = element.getAttribute(attribute)?.trim().toLowerCase();
      if (key && !found.has(key)) found.set(key, content);
    }
  }
  return (...names) => {
    for (const name of names) if (found.has(name)) return found.get(name)!;
    return null;
  };
}

const DATE_NAMES = [
  'article:published_time',
  'og:article:published_time',
  'parsely-pub-date',
  'sailthru.date',
  'datepublished',
  'date',
  'pubdate',
  'publishdate',
  'dc.date.issued',
  'dc.date',
  'dcterms.date',
] as const;

function publishedOf(
  document: Document,
  meta: MetaReader,
  data: Readonly<Record<string, unknown>>,
): string | null {
  return (
    publishedDate(stringIn(data.datePublished)) ??
    publishedDate(meta(...DATE_NAMES)) ??
    publishedDate(timeIn(document))
  );
}

/** Returns the date of the article's own <time>, not one in a comment, list or aside. */
function timeIn(document: Document): string | null {
  const marked = [...document.querySelectorAll('[itemprop~="datePublished"]')];
  const times = [
    ...document.querySelectorAll(
      'article time[datetime], main time[datetime], time[pubdate], time.published',
    ),
  ];
  const element = [...marked, ...times].find((time) => !isElsewhere(time));
  return element?.getAttribute('datetime') ?? element?.getAttribute('content') ?? null;
}

/** Class names of boxes with other articles' dates and names. */
const ELSEWHERE: ReadonlySet<string> = new Set(
  'comment comments commentlist disqus reply replies related recommended recirc teaser teasers sidebar trending latest popular newsletter promo'.split(
    ' ',
  ),
);

/** Caches whether a box has a headline, because many dates may be in one. */
const headed = new WeakMap<Element, boolean>();

function isHeaded(box: Element): boolean {
  let known = headed.get(box);
  if (known === undefined) {
    known = box.querySelector('h1') !== null;
    headed.set(box, known);
  }
  return known;
}

/** Whether an element belongs to a comment, a list of articles or an aside. */
function isElsewhere(element: Element): boolean {
  for (let box = element.parentElement; box; box = box.parentElement) {
    const name = box.nodeName.toUpperCase();
    if (name === 'BODY' || name === 'HEAD') return false;
    if (/^(?:ASIDE|NAV|FOOTER|LI|TABLE)$/.test(name) && !isHeaded(box)) return true;
    if (/Comment$/.test(box.getAttribute('itemtype') ?? '')) return true;
    if (name === 'ARTICLE' && box.parentElement?.closest('article')) return true;
    if (namesOf(box).some((word) => ELSEWHERE.has(word)) && !isHeaded(box)) return true;
  }
  return false;
}

/** The names of a page's picture for previews. Each is tried, because some name none that can be loaded. */
const PICTURE_NAMES = [
  'og:image:secure_url',
  'og:image',
  'og:image:url',
  'twitter:image',
  'twitter:image:src',
] as const;

const BYLINE_NAMES = [
  'author',
  'article:author',
  'parsely-author',
  'sailthru.author',
  'dc.creator',
  'byl',
] as const;

function bylineOf(
  document: Document,
  meta: MetaReader,
  author: string | null,
  siteName: string | null,
): string | null {
  for (const byline of [author, meta(...BYLINE_NAMES), bylineIn(document)]) {
    const text = squeeze(byline ?? '').replace(/^by:?\s+/i, '');
    // A site that names itself as author names nobody.
    if (!text || text.length > 200 || /^https?:|^@/i.test(text)) continue;
    if (siteName === null || plainWords(text) !== plainWords(siteName)) return text;
  }
  return null;
}

function bylineIn(document: Document): string | null {
  for (const element of document.querySelectorAll(
    '[rel~="author"], [itemprop~="author"], .byline, .author-name, .article-author',
  )) {
    const text = textIn(element);
    if (text.length > 2 && text.length <= 100 && !isElsewhere(element)) return text;
  }
  return null;
}

function languageOf(
  document: Document,
  meta: MetaReader,
  data: Readonly<Record<string, unknown>>,
): string | null {
  const { inLanguage } = data;
  const declared = [
    document.documentElement?.getAttribute('lang'),
    document.documentElement?.getAttribute('xml:lang'),
    stringIn(inLanguage) ?? nameIn(inLanguage),
    meta('og:locale', 'content-language', 'language', 'dc.language'),
  ];
  return declared.map((tag) => languageCode(tag)).find((code) => code !== null) ?? null;
}

function canonicalOf(document: Document, meta: MetaReader, url: string | null): string | null {
  const named = document.querySelector('link[rel~="canonical"]')?.getAttribute('href') ?? meta('og:url');
  const canonical = named ? URL.parse(named, url ?? undefined) : null;
  if (!canonical || !/^https?:$/.test(canonical.protocol)) return null;
  // A page that names another host's address as its own could take that article's place.
  if (url && siteOf(canonical.hostname) !== siteOf(new URL(url).hostname)) return null;
  // Some publishers name their front page as the canonical address of everything.
  if (canonical.pathname === '/' && !canonical.search && url && new URL(url).pathname !== '/') return null;
  canonical.hash = '';
  canonical.username = '';
  canonical.password = '';
  return canonical.href;
}

function siteOf(hostname: string): string {
  return hostname.replace(/^(?:www|m|mobile|amp)\./, '');
}
