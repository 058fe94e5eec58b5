import type { Outcome } from '../ingest-outcome.ts';
import { done, failed } from '../ingest-outcome.ts';
import { decodeBytes } from '../parse/charset.ts';
import { itemKey, type ParsedDocument } from './answers.ts';
import { detectFormat, type Format, mediaType } from './detect-format.ts';
import type { ReaderRequest } from './protocol.ts';

type DocumentRequest = Extract<ReaderRequest, { kind: 'document' }>;

/** Reads a document of one format; called when its modules are loaded. */
type Read = (request: DocumentRequest) => Outcome<ParsedDocument> | Promise<Outcome<ParsedDocument>>;

/** Loads what reads a format. A further format is one more entry here and one more line of `detectFormat`. */
const LOADERS: ReadonlyMap<Format, () => Promise<Read>> = new Map<Format, () => Promise<Read>>([
  ['feed', loadFeedReader],
  ['html', loadHtmlReader],
  ['markdown', loadMarkdownReader],
  ['text', async () => readText],
]);

/** Says what a document is and loads what reads it. Error codes: not_text, and those of the format's reader. */
export async function documentReader(request: DocumentRequest): Promise<() => ReturnType<Read>> {
  const { bytes, contentType, address } = request;
  const found = detectFormat(bytes, contentType, address);
  const format = found === 'feed' && request.article ? 'html' : found;
  const load = LOADERS.get(format);
  if (!load) return () => failed('not_text', notText(request));
  const read = await load();
  return () => read(request);
}

function notText({ contentType }: DocumentRequest): string {
  return contentType === undefined
    ? 'This is no text file.'
    : `The address leads to ${mediaType(contentType).slice(0, 80)}, not to a page.`;
}

async function loadFeedReader(): Promise<Read> {
  const { readFeedBytes } = await import('../parse/parse-feed.ts');
  return ({ bytes, contentType, address }) => {
    const url = address !== null && /^https?:/i.test(address) ? address : null;
    const feed = readFeedBytes(bytes, contentType, url);
    if (!feed.ok) return feed;
    const items = feed.value.items.map((item) => ({
      ...item,
      key: itemKey(item.key),
      alias: item.alias === null ? null : itemKey(item.alias),
    }));
    return done({ kind: 'feed', feed: { ...feed.value, items } });
  };
}

async function loadHtmlReader(): Promise<Read> {
  const [{ extractPage }, { feedLinksIn }] = await Promise.all([
    import('../article/extract-page.ts'),
    import('../parse/feed-links.ts'),
  ]);
  return ({ bytes, contentType, address, limits }) => {
    const html = decodeBytes(bytes, { format: 'html', contentType });
    const url = address !== null && /^https?:/i.test(address) ? address : null;
    const page = extractPage(html, url);
    const feedLinks = url === null ? [] : feedLinksIn(html, url);
    if (!page.ok) return done({ kind: 'article', article: page, feedLinks });
    const { text, title } = page.value;
    const article =
      text.length > limits.text
        ? tooLong(text, limits.text)
        : done({ ...page.value, title: title ?? titleIn(text) });
    return done({ kind: 'article', article, feedLinks });
  };
}

async function loadMarkdownReader(): Promise<Read> {
  const { readMarkdown } = await import('../parse/markdown.ts');
  const { publishedDate } = await import('../parse/published-date.ts');
  return (request) => {
    const source = textOf(request);
    if (!source.ok) return source;
    const { title, text, published } = readMarkdown(source.value);
    if (text === '') return failed('empty', 'There is no text in it.');
    return articleOf({ title: title ?? titleIn(text), text, published: publishedDate(published) });
  };
}

const readText: Read = (request) => {
  const text = textOf(request);
  return text.ok ? articleOf({ title: titleIn(text.value), text: text.value, published: null }) : text;
};

function textOf({ bytes, contentType, limits }: DocumentRequest): Outcome<string> {
  const text = decodeBytes(bytes, { format: 'text', contentType });
  if (text.length > limits.text) return tooLong(text, limits.text);
  if (text.trim() === '') return failed('empty', 'There is no text in it.');
  if (text.includes('\u0000')) return failed('not_text', 'This is no text file.');
  return done(text);
}

function tooLong(text: string, limit: number) {
  return failed('too_large', `The text has ${text.length} characters; up to ${limit} are read.`);
}

function articleOf(article: {
  readonly title: string | null;
  readonly text: string;
  readonly published: string | null;
}): Outcome<ParsedDocument> {
  const page = { ...article, byline: null, siteName: null, canonicalUrl: null };
  return done({ kind: 'article', article: done(page), feedLinks: [] });
}

/** The longest first line that is taken for a headline. */
const MAX_HEADLINE = 150;

/** A short first line that ends like no sentence is the headline; null where there is none. */
function titleIn(text: string): string | null {
  const start = text.trimStart();
  const end = start.slice(0, MAX_HEADLINE + 50).search(/[\n\r]/);
  const line = (end === -1 ? start.slice(0, MAX_HEADLINE + 50) : start.slice(0, end)).trim();
  return line.length > 0 && line.length <= MAX_HEADLINE && !/[.!?:;,]["'”’]?$/.test(line) ? line : null;
}
