import type { Article } from './article.ts';
import type { Fact, Topic } from './fact.ts';

/** An article with its topics and facts. */
export interface Reading {
  readonly article: Article;
  readonly topics: readonly Topic[];
  readonly facts: readonly Fact[];
}
