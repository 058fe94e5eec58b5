/**
 * A document of the search index: one fact. Only `id`, `article` and `claim` are required, so that
 * a bare JSON Lines file of sentences can be searched too.
 */
export interface SearchDocument {
  readonly id: string;
  readonly article: string;
  readonly claim: string;
  readonly quote?: string;
  /** The article's title. */
  readonly title?: string;
  /** The number of its paragraph within the article. Facts of one paragraph are context for each other. */
  readonly paragraph?: number;
  /** The number of its sentence within the paragraph, from 0. The sentence before says what "it" refers to. */
  readonly sentence?: number;
  readonly speaker?: string | null;
  /** The names of its topics (labels and aliases), not topic ids. */
  readonly topics?: readonly string[];
  readonly entities?: readonly string[];
}
