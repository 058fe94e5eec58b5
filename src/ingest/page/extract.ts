import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { Outcome } from '../failure.ts';
import { done, failed } from '../failure.ts';
import { guardHtml } from './guard.ts';
import type { PageMetadata } from './metadata.ts';
import { metadataOf } from './metadata.ts';
import { blocksOf } from './text.ts';

/** What a page says, without what surrounds it. */
export interface Page extends PageMetadata {
  /** Paragraphs, parted by empty lines. */
  readonly text: string;
}

/**
 * Takes the article out of a page's HTML. Slow on hostile input: to be run in the worker (see pool.ts).
 * Error codes: too_large, no_article.
 */
export function extractPage(html: string, url: string | null): Outcome<Page> {
  const guarded = guardHtml(html);
  if (!guarded.ok) return guarded;
  const { document } = parseHTML(guarded.value);
  if (!document.documentElement) return failed('no_article', 'The page is empty.');
  const metadata = metadataOf(document, url);
  const article = new Readability<Element>(document, { serializer: (node) => node as Element }).parse();
  const text = article?.content
    ? blocksOf(article.content)
        .map((block) => block.text)
        .join('\n\n')
    : '';
  if (!text) return failed('no_article', 'No article was found on the page.');
  return done({ ...metadata, title: metadata.title ?? article?.title ?? null, text });
}
