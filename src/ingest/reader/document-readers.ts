import { headlineOf } from '../../language/headline.ts';
import { paragraphsOf } from '../../language/paragraphs.ts';
import type { Outcome } from '../ingest-outcome.ts';
import { done, failed } from '../ingest-outcome.ts';
import { decodeBytes } from '../parse/charset.ts';
import { itemKey, type ParsedDocument } from './answers.ts';
import { detectFormat, type Format, mediaType } from './detect-format.ts';
import type { ReaderRequest } from './protocol.ts';
import { headOfText } from './text-head.ts';

type DocumentRequest = Extract<ReaderRequest, { kind: 'document' }>;

/** Reads a document of one format, after its modules are loaded. */
type Read = (request: DocumentRequest) => Outcome<ParsedDocument> | Promise<Outcome<ParsedDocument>>;

/** Loads the reader of each format. A further format is one entry here and one line of `detectFormat`. */
const LOADERS: ReadonlyMap<Format, () => Promise<Read>> = new Map<Format, () => Promise<Read>>([
  ['feed', loadFeedReader],
  ['html', loadHtmlReader],
  ['markdown', loadMarkdownReader],
  ['text', async () => readText],
  ['pdf', loadPdfReader],
  ['docx', loadDocxReader],
  ['eml', loadEmailReader],
]);

/** Detects a document's format and loads its reader. Error codes: not_text, and those of the format's reader. */
export async function documentReader(request: DocumentRequest): Promise<() => ReturnType<Read>> {
  const { bytes, contentType, address } = request;
  const found = detectFormat(bytes, contentType, address);
  const format = found === 'feed' && request.article ? 'html' : found;
  const load = LOADERS.get(format);
  if (!load) return () => failed('not_text', notText(request));
  const read = await load();
  return () => read(request);
}

/** Lists the readable formats, for error messages. */
const READABLE = 'I can read text, Markdown, HTML, PDF, Word and e-mail files.';

function notText({ contentType }: DocumentRequest): string {
  return contentType === undefined
    ? READABLE
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

async function loadPdfReader(): Promise<Read> {
  const { readPdf } = await import('../parse/pdf.ts');
  return async ({ bytes, limits }) => {
    const pdf = await readPdf(bytes);
    if (!pdf.ok) return pdf;
    const { title, author, text } = pdf.value;
    if (text.length > limits.text) return tooLong(text, limits.text);
    return articleOf({
      title: withoutSite(title, text) ?? titleIn(text),
      text,
      published: null,
      byline: author,
    });
  };
}

/** How far into a printed page its headline is looked for, in UTF-16 units. */
const HEADLINE_IN = 600;

/**
 * Removes the site's name from the title of a printed page: "Strike ends | Kalmar Post", if its text begins with the
 * rest.
 */
function withoutSite(title: string | null, text: string): string | null {
  const [headline = ''] = title?.split(/\s[|–—-]\s/u) ?? [];
  const lines = text.slice(0, HEADLINE_IN).split('\n');
  return headline !== '' && lines.includes(headline) ? headline : title;
}

async function loadDocxReader(): Promise<Read> {
  const { readDocx } = await import('../parse/docx.ts');
  return (request) => {
    const word = readDocx(request.bytes);
    // It may be another kind of zip, or only begin like one.
    const isWord = word.ok || /\.docx$/i.test(request.address ?? '') || word.error.code === 'encrypted';
    if (!word.ok)
      return isWord && word.error.code !== 'not_text' ? word : failed('not_text', notText(request));
    const { title, author, text } = word.value;
    if (text.length > request.limits.text) return tooLong(text, request.limits.text);
    return articleOf({ title: title ?? titleIn(text), text, published: null, byline: author });
  };
}

async function loadEmailReader(): Promise<Read> {
  const [{ readEmail }, { extractFragment }, { publishedDate }] = await Promise.all([
    import('../parse/email.ts'),
    import('../article/extract-page.ts'),
    import('../parse/published-date.ts'),
  ]);
  return async ({ bytes, limits }) => {
    const email = await readEmail(bytes);
    if (!email.ok) return email;
    const { subject, from, date, html } = email.value;
    const page = email.value.text === null && html !== null ? extractFragment(html) : null;
    const text = email.value.text ?? (page?.ok ? page.value.text : '');
    if (text === '') return failed('empty', 'There is no text in it.');
    if (text.length > limits.text) return tooLong(text, limits.text);
    return articleOf({ title: subject, text, published: publishedDate(date), byline: from });
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
  readonly byline?: string | null;
}): Outcome<ParsedDocument> {
  const told = headOfText(article.text);
  const page = {
    ...article,
    byline: article.byline ?? told.byline,
    published: article.published ?? told.published,
    siteName: null,
    language: null,
    canonicalUrl: null,
    picture: null,
  };
  return done({ kind: 'article', article: done(page), feedLinks: [] });
}

/** The longest first line that counts as a headline, in UTF-16 units. */
const MAX_HEADLINE = 150;

/** A headline with a full stop and the text after it are searched for within this many UTF-16 units. */
const HEADLINE_WITHIN = 4_000;

/** Returns the headline of a text: a short first line that is not a sentence. Null if there is none. */
function titleIn(text: string): string | null {
  const start = text.trimStart();
  const end = start.slice(0, MAX_HEADLINE + 50).search(/[\n\r]/);
  const line = (end === -1 ? start.slice(0, MAX_HEADLINE + 50) : start.slice(0, end)).trim();
  if (line.length > 0 && line.length <= MAX_HEADLINE && !/[.!?:;,]["'”’]?$/.test(line)) return line;
  const head = text.slice(0, HEADLINE_WITHIN);
  const paragraphs = paragraphsOf(head).slice(0, 4);
  return headlineOf(paragraphs.map(([from, to]) => head.slice(from, to))) || null;
}
