import { basename, extname } from 'node:path';
import type { ArticleSource } from '../domain/article.ts';
import type { Page } from './article/extract-page.ts';
import type { PageReader } from './article/page-pool.ts';
import type { AllowHost } from './fetch/allowed-hosts.ts';
import type { SafeFetch } from './fetch/safe-fetch.ts';
import { done, failed, type Outcome } from './ingest-outcome.ts';
import type { Draft } from './parsed-article.ts';
import { siteOf } from './site.ts';

/** The dependencies of reading a source. */
export interface ReadDeps {
  readonly fetch: SafeFetch;
  readonly allow: AllowHost;
  readonly pages: PageReader;
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  readonly signal?: AbortSignal;
  /**
   * Whether to fetch the page of an item that a feed of another site contains completely. The article then has the
   * page's address, otherwise the feed's.
   */
  readonly visitItems?: boolean;
}

/** The result of a source or of a feed item. */
export interface ReadResult {
  readonly source: string;
  readonly outcome: Outcome<Draft>;
}

/** The length of the text that replaces a missing title, in UTF-16 units. */
const TITLE_FROM_TEXT = 80;

/** Converts a server's response to an article. Error code not_text for images, PDFs and the like. */
export async function draftOfAnswer(
  body: Buffer,
  contentType: string | undefined,
  source: ArticleSource,
  { pages }: Pick<ReadDeps, 'pages'>,
): Promise<Outcome<Draft>> {
  const document = await pages.document({
    bytes: body,
    contentType: contentType ?? 'text/html',
    address: addressOf(source),
    article: true,
  });
  if (!document.ok) return document;
  if (document.value.kind === 'feed')
    return failed('not_text', 'The address leads to a feed, not to a page.');
  const { article } = document.value;
  return article.ok ? done(draftOf(article.value, source)) : article;
}

/** Converts a parsed page to a draft, under its address or its site's canonical one. */
export function draftOf(page: Page, source: ArticleSource): Draft {
  const { text, published, canonicalUrl, byline, siteName: site, language, picture } = page;
  const details = { published, byline, site, language, picture };
  const title =
    page.title || nameWithoutEnding(source) || text.trimStart().slice(0, TITLE_FROM_TEXT) || 'Untitled';
  if (source.kind === 'file') return { title, text, source, ...details };
  // Only an address of the same site, because another one could replace that site's article.
  const url =
    canonicalUrl !== null && siteOf(canonicalUrl) === siteOf(source.url) ? canonicalUrl : source.url;
  return { title, text, source: { ...source, url }, ...details };
}

export function addressOf(source: ArticleSource): string | null {
  if (source.kind !== 'file') return source.url;
  return source.path === '-' ? null : source.path;
}

function nameWithoutEnding(source: ArticleSource): string {
  if (source.kind !== 'file') return source.url;
  return source.path === '-' ? '' : basename(source.path, extname(source.path));
}
