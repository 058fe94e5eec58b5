/**
 * The source of an article's text. An article from a feed keeps its own address and its feed's; `item` is its key in
 * the feed, if its address does not identify it.
 */
export type ArticleSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'feed'; readonly url: string; readonly feed: string; readonly item?: string };

/** A news article, verbatim. */
export interface Article {
  readonly id: string;
  readonly title: string;
  /** The verbatim text; every fact's span counts UTF-16 units of it. */
  readonly text: string;
  readonly source: ArticleSource;
  /** The publisher's date, an ISO 8601 instant or date; null if the article has none. Never guessed. */
  readonly published: string | null;
  /** The author, as the page or feed names them; absent if nobody is named. */
  readonly byline?: string;
  /** The name of its site or feed; absent if it has none. */
  readonly site?: string;
  /** ISO 639-1, as the page or feed declares it; absent if it declares none. */
  readonly language?: string;
  /**
   * The http(s) address of its picture, as the page or feed names it, on a public host; at most 2,048 characters.
   * Absent if it has none.
   */
  readonly picture?: string;
  /** When it was added, an ISO 8601 instant; null for shipped articles. */
  readonly retrieved: string | null;
}
