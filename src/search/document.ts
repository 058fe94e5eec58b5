/**
 * What the search index reads of a fact. Only `id`, `article` and `claim` are required,
 * so that a bare JSON Lines file of sentences can be asked as well as a hand-made library.
 */
export interface SearchDocument {
  readonly id: string;
  readonly article: string;
  readonly claim: string;
  readonly quote?: string;
  /** The article's title. */
  readonly title?: string;
  /** Number of the paragraph within the article: facts of one paragraph lend each other context. */
  readonly paragraph?: number;
  /** Which sentence of its paragraph it rests on, from 0: the sentence before says what "it" and "the report" are. */
  readonly sentence?: number;
  readonly speaker?: string | null;
  /** Every name of every topic of the fact (labels and aliases), not topic ids. */
  readonly topics?: readonly string[];
  readonly entities?: readonly string[];
}
