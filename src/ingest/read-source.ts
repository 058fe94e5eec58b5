import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { ArticleSource } from '../domain/article.ts';
import type { Page } from './article/extract-page.ts';
import type { PageReader } from './article/page-pool.ts';
import type { AllowHost } from './fetch/allowed-hosts.ts';
import { fetchDocument } from './fetch/meta-refresh.ts';
import type { SafeFetch } from './fetch/safe-fetch.ts';
import type { Outcome } from './ingest-outcome.ts';
import { done, failed } from './ingest-outcome.ts';
import { readItems } from './parse/feed-articles.ts';
import type { Draft } from './parsed-article.ts';
import { siteOf } from './site.ts';
import type { SourceRef } from './source-ref.ts';
import { nameOf } from './source-ref.ts';

/** The beginning of a document as text, for who tells what it is before it is read. @public */
export { headOf } from './reader/detect-format.ts';

/** What reading a source needs of the outside. */
export interface ReadDeps {
  readonly fetch: SafeFetch;
  readonly allow: AllowHost;
  readonly pages: PageReader;
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  readonly signal?: AbortSignal;
  /**
   * True to fetch the page of an item that a feed of another site carries whole: its words then stand under that page's
   * address. Otherwise they stand under the feed's, which gave them.
   */
  readonly visitItems?: boolean;
}

/** What one source, or one item of a feed, came to. */
export interface ReadResult {
  readonly source: string;
  readonly outcome: Outcome<Draft>;
}

/** A document's bytes and where they came from. */
interface Loaded {
  readonly bytes: Uint8Array;
  readonly contentType?: string | undefined;
  readonly source: ArticleSource;
}

const MAX_FILE_BYTES = 5_000_000;
/** How much of a text stands in for a title that it lacks. */
const TITLE_FROM_TEXT = 80;

/** Reads a source: one article, or as many as a feed has. Never throws for what the source is like. */
export async function readSource(ref: SourceRef, deps: ReadDeps): Promise<readonly ReadResult[]> {
  const name = nameOf(ref);
  const one = (outcome: Outcome<Draft>) => [{ source: name, outcome }];
  const loaded = await load(ref, deps);
  if (!loaded.ok) return one(loaded);
  const { bytes, contentType, source } = loaded.value;
  const address = addressOf(source);
  const document = await deps.pages.document({ bytes, contentType, address });
  if (!document.ok) return one(document);
  if (document.value.kind === 'feed') return readItems(document.value.feed.items, address ?? name, deps);
  const { article } = document.value;
  return one(article.ok ? done(draftOf(article.value, source)) : article);
}

/** A source's bytes. Error codes: those of `safeFetch`, and too_large and unreadable for files. */
async function load(ref: SourceRef, deps: ReadDeps): Promise<Outcome<Loaded>> {
  if (ref.kind === 'url') {
    const { allow, signal } = deps;
    const fetched = await fetchDocument(
      deps.fetch,
      ref.url,
      { allow, ...(signal ? { signal } : {}) },
      deps.pages,
    );
    if (!fetched.ok) return fetched;
    const { body, headers, url } = fetched.value;
    return done({
      bytes: body,
      contentType: headers['content-type'] ?? 'text/html',
      source: { kind: 'url', url },
    });
  }
  const path = ref.kind === 'stdin' ? '-' : ref.path;
  try {
    const bytes = ref.kind === 'stdin' ? await readAll(deps.stdin) : await readWhole(path);
    return bytes.ok ? done({ bytes: bytes.value, source: { kind: 'file', path } }) : bytes;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return failed('unreadable', `${path} cannot be read (${code ?? message}).`);
  }
}

/** An article from what a server answered; error code not_text where it is a picture, a PDF or the like. */
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

/** A parsed article under the address that it came from, or under the one that its own site calls canonical. */
export function draftOf(page: Page, source: ArticleSource): Draft {
  const { text, published, canonicalUrl, byline, siteName: site, language } = page;
  const details = { published, byline, site, language };
  const title =
    page.title || nameWithoutEnding(source) || text.trimStart().slice(0, TITLE_FROM_TEXT) || 'Untitled';
  if (source.kind === 'file') return { title, text, source, ...details };
  // Only an address of the site that gave the text: it could take another article's place otherwise.
  const url =
    canonicalUrl !== null && siteOf(canonicalUrl) === siteOf(source.url) ? canonicalUrl : source.url;
  return { title, text, source: { ...source, url }, ...details };
}

function addressOf(source: ArticleSource): string | null {
  if (source.kind !== 'file') return source.url;
  return source.path === '-' ? null : source.path;
}

function nameWithoutEnding(source: ArticleSource): string {
  if (source.kind !== 'file') return source.url;
  return source.path === '-' ? '' : basename(source.path, extname(source.path));
}

async function readWhole(path: string): Promise<Outcome<Uint8Array>> {
  const { size } = await stat(path);
  if (size > MAX_FILE_BYTES)
    return failed('too_large', `The file has ${(size / 1_000_000).toFixed(1)} MB; up to 5 MB are read.`);
  return done(await readFile(path));
}

async function readAll(input: AsyncIterable<Uint8Array | string> | undefined): Promise<Outcome<Uint8Array>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input ?? []) {
    chunks.push(Buffer.from(chunk as Uint8Array));
    size += chunk.length;
    if (size > MAX_FILE_BYTES) return failed('too_large', 'Standard input is longer than 5 MB.');
  }
  return done(Buffer.concat(chunks));
}
