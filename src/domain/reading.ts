import type { Article } from './article.ts';
import type { Fact, Topic } from './fact.ts';

/** An article with everything known of it, as it joins what can be asked. */
export interface Reading {
  readonly article: Article;
  readonly topics: readonly Topic[];
  readonly facts: readonly Fact[];
}
