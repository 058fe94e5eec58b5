import { Readability } from '@mozilla/readability';
import { decodeHTML } from 'entities';
import { parseHTML } from 'linkedom';
import type { Outcome } from '../ingest-outcome.ts';
import { done, failed } from '../ingest-outcome.ts';
import { hasHtmlTag, htmlOfText } from '../parse/plain-text.ts';
import { cleanBlocks, stripFurniture } from './boilerplate.ts';
import { guardHtml } from './html-guard.ts';
import type { PageMetadata } from './metadata.ts';
import { metadataOf } from './metadata.ts';
import { blocksOf } from './page-text.ts';

/** What a page says, without what surrounds it. */
export interface Page extends PageMetadata {
  /** Paragraphs, parted by empty lines. */
  readonly text: string;
}

/** Fewer characters than this are hardly an article. */
const ENOUGH_TEXT = 400;

/**
 * Takes the article out of a page's HTML. Slow on hostile input: to be run in the worker (see pool.ts).
 * Error codes: too_large, no_article.
 */
export function extractPage(html: string, url: string | null): Outcome<Page> {
  const guarded = guardHtml(html);
  if (!guarded.ok) return guarded;
  const stripped = articleIn(guarded.value, url, true);
  // Where the clean-up took the article itself for furniture, the page as it came serves better.
  const page =
    stripped && stripped.text.length >= ENOUGH_TEXT ? stripped : articleIn(guarded.value, url, false);
  const best = page && stripped && page.text.length < stripped.text.length * 2 ? stripped : page;
  return best?.text ? done(best) : failed('no_article', 'No article was found on the page.');
}

/** HTML lets a page leave out its outermost tags; the DOM used here does not supply them. */
function withBody(html: string): string {
  if (/<body[\s>]/i.test(html)) return html;
  const bare = html.replace(/<!doctype[^>]*>|<\/?(?:html|head)(?:\s[^>]*)?>/gi, '');
  return `<!doctype html><html><body>${bare}</body></html>`;
}

function articleIn(html: string, url: string | null, strip: boolean): Page | null {
  const { document } = parseHTML(withBody(html));
  if (!document.documentElement) return null;
  const metadata = metadataOf(document, url);
  if (strip) stripFurniture(document);
  const article = new Readability<Element>(document, { serializer: (node) => node as Element }).parse();
  const title = metadata.title ?? article?.title ?? null;
  const blocks = article?.content ? cleanBlocks(blocksOf(article.content), title) : [];
  return { ...metadata, title, text: blocks.map((block) => block.text).join('\n\n') };
}

/**
 * The text of HTML that is an article's content already. Content without a single tag is plain text, whose lines stay
 * apart. Error codes: too_large, no_article.
 */
export function extractFragment(content: string): Outcome<Page> {
  const html = hasHtmlTag(content) ? content : htmlOfText(decodeHTML(content));
  const guarded = guardHtml(html);
  if (!guarded.ok) return guarded;
  const { document } = parseHTML(`<!doctype html><html><body>${guarded.value}</body></html>`);
  const blocks = cleanBlocks(blocksOf(document.body), null);
  const text = blocks.map((block) => block.text).join('\n\n');
  if (!text) return failed('no_article', 'There is no text in it.');
  return done({ title: null, byline: null, published: null, siteName: null, canonicalUrl: null, text });
}
