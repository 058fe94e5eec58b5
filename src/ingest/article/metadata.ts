import { publishedDate } from '../parse/published-date.ts';
import { linkedData, nameIn, stringIn } from './linked-data.ts';
import { squeeze } from './page-text.ts';

/** What a page says about itself; null where it says nothing: never guessed. */
export interface PageMetadata {
  readonly title: string | null;
  readonly byline: string | null;
  /** ISO 8601 as the publisher gave it. */
  readonly published: string | null;
  readonly siteName: string | null;
  /** The page's own address, which may differ from the one it was fetched from; of the same host only. */
  readonly canonicalUrl: string | null;
}

/** Reads title, byline, date and canonical address from JSON-LD, meta tags and the page itself, in this order of trust. */
export function metadataOf(document: Document, url: string | null): PageMetadata {
  const meta = metaReader(document);
  const data = linkedData(document);
  const siteName = squeeze(meta('og:site_name') ?? nameIn(data.publisher) ?? '') || null;
  const byline =
    nameIn(data.author) ??
    meta('author', 'article:author', 'parsely-author', 'sailthru.author', 'dc.creator', 'byl') ??
    bylineIn(document);
  return {
    title: titleOf(document, meta, stringIn(data.headline), siteName),
    byline: cleanByline(byline),
    published:
      publishedDate(stringIn(data.datePublished)) ??
      publishedDate(
        meta(
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
        ),
      ) ??
      publishedDate(timeIn(document)),
    siteName,
    canonicalUrl: canonicalOf(document, meta, url),
  };
}

type MetaReader = (...names: readonly string[]) => string | null;

function metaReader(document: Document): MetaReader {
  const found = new Map<string, string>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const content = element.getAttribute('content')?.trim();
    if (!content) continue;
    for (const attribute of ['property', 'name', 'itemprop']) {
      const key = element.getAttribute(attribute)?.trim().toLowerCase();
      if (key && !found.has(key)) found.set(key, content);
    }
  }
  return (...names) => {
    for (const name of names) if (found.has(name)) return found.get(name)!;
    return null;
  };
}

function titleOf(document: Document, meta: MetaReader, headline: string | null, siteName: string | null) {
  const headings = document.querySelectorAll('h1');
  const heading = headings.length === 1 ? squeeze(headings[0]!.textContent ?? '') : '';
  const title = squeeze(document.querySelector('title')?.textContent ?? '');
  const chosen =
    squeeze(headline ?? '') ||
    squeeze(meta('og:title', 'twitter:title', 'dc.title') ?? '') ||
    heading ||
    title;
  return withoutSite(chosen, siteName, heading) || null;
}

/** "Headline | The Site" -> "Headline": where the site's name is known, or the page's own heading shows where to cut. */
function withoutSite(title: string, siteName: string | null, heading: string): string {
  const cut = /^(.{8,}?)\s+(?:[|»·•–—]|-{1,2})\s+([^|»·•–—]{2,60})$/.exec(title);
  if (!cut) return title;
  const [, front, back] = cut;
  if (heading && heading === front) return front!;
  const plain = (text: string) => text.toLowerCase().replace(/^the\s|\.\w{2,3}$|[^\p{L}\p{N}]/gu, '');
  return siteName && plain(back!) === plain(siteName) ? front! : title;
}

function bylineIn(document: Document): string | null {
  const element = document.querySelector(
    '[rel~="author"], [itemprop~="author"], .byline, .author-name, .article-author',
  );
  const text = squeeze(element?.textContent ?? '');
  return text.length > 2 && text.length <= 100 ? text : null;
}

function cleanByline(byline: string | null): string | null {
  const text = squeeze(byline ?? '').replace(/^by:?\s+/i, '');
  return text && text.length <= 200 && !/^https?:/i.test(text) ? text : null;
}

function timeIn(document: Document): string | null {
  const marked = document.querySelector('[itemprop~="datePublished"]');
  const element =
    marked ??
    document.querySelector('article time[datetime], main time[datetime], time[pubdate], time.published');
  return element?.getAttribute('datetime') ?? element?.getAttribute('content') ?? null;
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
