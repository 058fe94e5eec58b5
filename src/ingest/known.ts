import type { Article } from '../domain/article.ts';
import type { Draft } from './parsed-article.ts';

/**
 * A tenant's articles, by the keys with which a re-fetched one is recognised.
 *
 * Articles match only within one origin: the same words on two sites are two sources, and no site can replace another's
 * article or publish under its address.
 */
export interface Known {
  /** Returns the id of the article with exactly this content. */
  unchanged(draft: Draft): string | null | Promise<string | null>;
  /** Returns the id of the article that this is a version of, by address or similarity. The stored text confirms it. */
  versionOf(draft: Draft, textOf: (id: string) => Promise<string | null>): Promise<string | null>;
  add(article: Article): void;
}
