import type { Article } from '../domain/article.ts';
import type { Draft } from './parsed-article.ts';

/**
 * The articles that a tenant has, by what they may be met again by.
 *
 * An article is only ever met again by what comes from the same origin: the same words on two sites are two sources, and
 * no site can take the place of another's article or put its words under another's address.
 */
export interface Known {
  /** The id of the article that holds exactly this. */
  unchanged(draft: Draft): string | null | Promise<string | null>;
  /** The id of the article that this is a version of, by address or by likeness; the text is looked up to be sure. */
  versionOf(draft: Draft, textOf: (id: string) => Promise<string | null>): Promise<string | null>;
  add(article: Article): void;
}
