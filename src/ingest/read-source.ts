import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { ArticleSource } from '../domain/article.ts';
import type { PageReader } from './article/page-pool.ts';
import type { AllowHost } from './fetch/allowed-hosts.ts';
import type { SafeFetch } from './fetch/safe-fetch.ts';
import type { Outcome } from './ingest-outcome.ts';
import { done, failed } from './ingest-outcome.ts';
import { decodeBytes } from './parse/charset.ts';
import { readItems } from './parse/feed-articles.ts';
import type { Feed } from './parse/feed-item.ts';
import { looksLikeFeed } from './parse/looks-like-feed.ts';
import { readMarkdown } from './parse/markdown.ts';
import { publishedDate } from './parse/published-date.ts';
import type { Draft } from './parsed-article.ts';
import { MAX_TEXT } from './parsed-article.ts';
import type { SourceRef } from './source-ref.ts';
import { nameOf } from './source-ref.ts';

/** What reading a source needs of the outside. */
export interface ReadDeps {
  readonly fetch: SafeFetch;
  readonly allow: AllowHost;
  readonly pages: PageReader;
  readonly stdin?: AsyncIterable<Uint8Array | string>;
  readonly signal?: AbortSignal;
}

/** What one source, or one item of a feed, came to. */
export interface ReadResult {
  readonly source: string;
  readonly outcome: Outcome<Draft>;
}

const MAX_FILE_BYTES = 5_000_000;

/** Reads a source: one article, or as many as a feed has. Never throws for what the source is like. */
export async function readSource(ref: SourceRef, deps: ReadDeps): Promise<readonly ReadResult[]> {
  const source = nameOf(ref);
  const one = (outcome: Outcome<Draft>) => [{ source, outcome }];
  try {
    if (ref.kind === 'url') return await readUrl(ref.url, deps);
    const bytes = ref.kind === 'stdin' ? await readAll(deps.stdin) : await readWhole(ref.path);
    if (!bytes.ok) return one(bytes);
    const path = ref.kind === 'stdin' ? '-' : ref.path;
    const format = formatOf(path, bytes.value);
    if (format === 'feed') {
      const feed = await feedIn(bytes.value, undefined, null);
      return feed.ok ? await readItems(feed.value.items, path, deps) : one(feed);
    }
    if (format === 'html')
      return one(await draftOfPage(bytes.value, undefined, { kind: 'file', path }, deps));
    return one(draftOfText(decodeBytes(bytes.value, { format: 'text' }), path, format));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return one(failed('unreadable', `${source} cannot be read (${code ?? message}).`));
  }
}

async function readUrl(url: string, deps: ReadDeps): Promise<readonly ReadResult[]> {
  const { allow, signal } = deps;
  const fetched = await deps.fetch(url, { allow, ...(signal ? { signal } : {}) });
  if (!fetched.ok) return [{ source: url, outcome: fetched }];
  const { body, headers } = fetched.value;
  const contentType = headers['content-type'];
  if (looksLikeFeed(headOf(body))) {
    const feed = await feedIn(body, contentType, fetched.value.url);
    if (!feed.ok) return [{ source: url, outcome: feed }];
    return readItems(feed.value.items, fetched.value.url, deps);
  }
  return [
    {
      source: url,
      outcome: await draftOfAnswer(body, contentType, { kind: 'url', url: fetched.value.url }, deps),
    },
  ];
}

/** A document's feed. What reads feeds is most of what ingestion loads, so it is loaded with the first of them. */
async function feedIn(
  bytes: Uint8Array,
  contentType: string | undefined,
  url: string | null,
): Promise<Outcome<Feed>> {
  const { readFeedBytes } = await import('./parse/parse-feed.ts');
  return readFeedBytes(bytes, contentType, url);
}

/** An article from what a server answered; error code not_text where it is a picture, a PDF or the like. */
export async function draftOfAnswer(
  body: Buffer,
  contentType: string | undefined,
  source: ArticleSource,
  deps: ReadDeps,
): Promise<Outcome<Draft>> {
  const type = (contentType ?? 'text/html').split(';')[0]!.trim().toLowerCase();
  if (type === 'text/plain' && !looksLikeHtml(body))
    return draftOfText(
      decodeBytes(body, { format: 'text', contentType }),
      'url' in source ? source.url : '',
      'text',
      source,
    );
  if (!/^(?:text\/|application\/(?:xhtml|xml|rss|atom|octet-stream))/.test(type) || isBinary(body))
    return failed('not_text', `The address leads to ${type}, not to a page.`);
  return draftOfPage(body, contentType, source, deps);
}

async function draftOfPage(
  bytes: Uint8Array,
  contentType: string | undefined,
  source: ArticleSource,
  { pages }: ReadDeps,
): Promise<Outcome<Draft>> {
  const url = source.kind === 'file' ? null : source.url;
  const page = await pages.read({ bytes, contentType, url });
  if (!page.ok) return page;
  const { title, text, published, canonicalUrl } = page.value;
  const named = source.kind === 'file' ? source : { ...source, url: canonicalUrl ?? source.url };
  return done({
    title: title || titleFrom(text, url ?? nameWithoutEnding(source)),
    text,
    source: named,
    published,
  });
}

function draftOfText(
  text: string,
  path: string,
  format: 'text' | 'markdown',
  source: ArticleSource = { kind: 'file', path },
): Outcome<Draft> {
  if (text.length > MAX_TEXT)
    return failed('too_large', `The text has ${text.length} characters; up to ${MAX_TEXT} are read.`);
  if (text.trim() === '') return failed('empty', 'There is no text in it.');
  if (text.includes('\u0000')) return failed('not_text', 'This is no text file.');
  if (format === 'text')
    return done({ title: titleFrom(text, nameWithoutEnding(source)), text, source, published: null });
  const read = readMarkdown(text);
  if (read.text === '') return failed('empty', 'There is no text in it.');
  const title = read.title ?? titleFrom(read.text, nameWithoutEnding(source));
  return done({ title, text: read.text, source, published: publishedDate(read.published) });
}

/** A short first line that ends like no sentence is the headline; else what the file is called. */
function titleFrom(text: string, otherwise: string): string {
  const line = /^\s*([^\n\r]+)(?:\r?\n|$)/.exec(text)?.[1]?.trim() ?? '';
  if (line.length > 0 && line.length <= 150 && !/[.!?:;,]["'”’]?$/.test(line)) return line;
  return otherwise || line.slice(0, 80) || 'Untitled';
}

function nameWithoutEnding(source: ArticleSource): string {
  if (source.kind !== 'file') return source.url;
  return source.path === '-' ? '' : basename(source.path, extname(source.path));
}

function formatOf(path: string, bytes: Uint8Array): 'html' | 'feed' | 'markdown' | 'text' {
  const ending = extname(path).toLowerCase();
  if (ending === '.txt') return 'text';
  if (ending === '.md' || ending === '.markdown') return 'markdown';
  if (ending === '.html' || ending === '.htm' || ending === '.xhtml') return 'html';
  if (looksLikeFeed(headOf(bytes))) return 'feed';
  return looksLikeHtml(bytes) ? 'html' : 'text';
}

/** The beginning of a document as text, to tell what it is. */
export function headOf(bytes: Uint8Array): string {
  return decodeBytes(bytes.subarray(0, 8_192), { format: 'xml' });
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  return /^\s*(?:<!--[\s\S]*?-->\s*)?<(?:!doctype html|html|head|body)[\s>]/i.test(headOf(bytes));
}

function isBinary(bytes: Uint8Array): boolean {
  return /^(?:%PDF|\x89PNG|GIF8|\xff\xd8\xff|PK\x03\x04)/.test(
    Buffer.from(bytes.subarray(0, 8)).toString('latin1'),
  );
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
