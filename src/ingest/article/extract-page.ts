import { Readability } from '@mozilla/readability';
import { decodeHTML } from 'entities';
import { parseHTML } from 'linkedom';
import type { Outcome } from '../ingest-outcome.ts';
import { done, failed } from '../ingest-outcome.ts';
import { hasHtmlTag, htmlOfText, unwrapHtml, visibleLength } from '../parse/plain-text.ts';
import { lowerAscii } from '../parse/tag-attributes.ts';
import { cleanBlocks } from './boilerplate.ts';
import { keepOneArticle } from './choose-article.ts';
import { removeConsent } from './consent.ts';
import { stripFurniture } from './furniture.ts';
import { guardHtml } from './html-guard.ts';
import type { PageMetadata, ReadMetadata } from './metadata.ts';
import { metadataOf } from './metadata.ts';
import { normalizeMarkup, protectStory } from './normalize.ts';
import { blocksOf } from './page-text.ts';

/** A page's article with its metadata. */
export interface Page extends PageMetadata {
  /** Paragraphs, separated by blank lines. */
  readonly text: string;
}

/** The least text of an article, in characters. */
const ENOUGH_TEXT = 400;
/** A text shorter than this share of the one in linked data or `<noscript>` is only the page's shell. */
const SHELL_SHARE = 0.5;

/**
 * Extracts the article from a page's HTML. Slow on hostile input, so run it in the reader process. Error codes:
 * too_large, no_article.
 */
export function extractPage(html: string, url: string | null): Outcome<Page> {
  const guarded = guardHtml(html);
  if (!guarded.ok) return guarded;
  const { metadata, text } = articleIn(guarded.value, url);
  const { articleBody, ...page } = metadata;
  const best = text.length >= ENOUGH_TEXT ? text : longer(text, hiddenText(guarded.value, url, articleBody));
  return best ? done({ ...page, text: best }) : failed('no_article', 'No article was found on the page.');
}

interface Found {
  readonly metadata: ReadMetadata;
  readonly text: string;
}

/** Extracts the readable text of a page. */
function articleIn(html: string, url: string | null): Found {
  const stripped = readableText(html, url, true);
  // If clean-up removed the article itself, the original page gives a better result.
  const whole = stripped.text.length >= ENOUGH_TEXT ? stripped : readableText(html, url, false);
  return whole.text.length < stripped.text.length * 2 ? stripped : whole;
}

/** Adds omitted outermost tags, which HTML allows and the DOM library does not supply. */
function withBody(html: string): string {
  if (/<body[\s>]/i.test(html)) return html;
  return `<!doctype html><html><body>${OUTERMOST.reduce(withoutTags, html)}</body></html>`;
}

const OUTERMOST = ['<!doctype', '<html', '</html', '<head>', '<head ', '</head'] as const;

function withoutTags(html: string, opening: string): string {
  const lower = lowerAscii(html);
  const kept: string[] = [];
  let copiedTo = 0;
  for (let start = lower.indexOf(opening); start !== -1; start = lower.indexOf(opening, copiedTo)) {
    const end = html.indexOf('>', start);
    if (end === -1) break;
    kept.push(html.slice(copiedTo, start));
    copiedTo = end + 1;
  }
  return kept.join('') + html.slice(copiedTo);
}

const NO_METADATA: ReadMetadata = {
  title: null,
  byline: null,
  published: null,
  siteName: null,
  language: null,
  canonicalUrl: null,
  picture: null,
  articleBody: null,
};

function readableText(html: string, url: string | null, strip: boolean): Found {
  const { document } = parseHTML(withBody(html));
  if (!document.documentElement) return { metadata: NO_METADATA, text: '' };
  const metadata = metadataOf(document, url);
  removeConsent(document);
  keepOneArticle(document, metadata.title, url);
  normalizeMarkup(document);
  if (strip) stripFurniture(document);
  protectStory(document);
  const article = new Readability<Element>(document, { serializer: (node) => node as Element }).parse();
  const title = metadata.title ?? article?.title ?? null;
  return { metadata: { ...metadata, title }, text: article?.content ? textOf(article.content, title) : '' };
}

function textOf(element: Element, title: string | null): string {
  return cleanBlocks(blocksOf(element), title)
    .map((block) => block.text)
    .join('\n\n');
}

/** Returns the text of a page that needs scripts: from its linked data or `<noscript>`. */
function hiddenText(html: string, url: string | null, articleBody: string | null): string {
  const inData = articleBody === null ? '' : fragmentText(unwrapHtml(articleBody));
  if (inData.length >= ENOUGH_TEXT) return inData;
  const { document } = parseHTML(withBody(html));
  const parts = [...document.querySelectorAll('noscript')].map((element) => {
    const inner = element.innerHTML;
    return hasHtmlTag(inner) ? inner : decodeHTML(inner);
  });
  const longest = parts.reduce((best, part) => (visibleLength(part) > visibleLength(best) ? part : best), '');
  return longer(inData, longest ? articleIn(longest, url).text : '');
}

/** Returns the first text, unless the second is so much longer that the first is only a shell. */
function longer(first: string, second: string): string {
  return first.length < second.length * SHELL_SHARE ? second : first;
}

function fragmentText(html: string): string {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  normalizeMarkup(document);
  return textOf(document.body, null);
}

/**
 * Extracts the text of HTML that is already an article's content. Content without tags is plain text with its lines.
 * Error codes: too_large, no_article.
 */
export function extractFragment(content: string): Outcome<Page> {
  const html = hasHtmlTag(content) ? content : htmlOfText(decodeHTML(content));
  const guarded = guardHtml(html);
  if (!guarded.ok) return guarded;
  const text = fragmentText(guarded.value);
  if (!text) return failed('no_article', 'There is no text in it.');
  const { articleBody, ...none } = NO_METADATA;
  return done({ ...none, text });
}
