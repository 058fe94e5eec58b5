/** The kinds of match between a query term and an index term, surest first. */
export type MatchKind = 'exact' | 'alias' | 'acronym' | 'stem' | 'spelling' | 'near' | 'context';

/** A query term and the word that it matched in one fact. */
export interface TermMatch {
  /** As the person typed it. */
  readonly asked: string;
  /** The matched word or name of the index. */
  readonly found: string;
  readonly kind: MatchKind;
  /** True if the quote contains it but the claim does not: it may belong to another fact of the sentence. */
  readonly quoteOnly?: boolean;
}

export interface Hit {
  /** The fact's id. */
  readonly id: string;
  /** Higher is better; comparable within one result only. */
  readonly score: number;
  readonly matches: readonly TermMatch[];
  /** Content words of the question, as typed, that the fact lacks; also its "not" if the fact negates nothing. */
  readonly missing: readonly string[];
  /** Words, as typed, that its surroundings contain. */
  readonly nearby?: Nearby;
}

/** The words of the question around a fact. */
interface Nearby {
  /** Those that the fact lacks, in the sentence before it. */
  readonly before: readonly string[];
  /** Those that the fact lacks, elsewhere in its paragraph. */
  readonly around: readonly string[];
  /** In the article's title, whether or not the fact has them. */
  readonly title: readonly string[];
}

/** A misspelt word and its correction: "Showing results for *Venezuela*". */
export interface Correction {
  readonly from: string;
  readonly to: string;
}

export interface SearchResult {
  /** Best first. If the status is `abstained`, the nearest facts. */
  readonly hits: readonly Hit[];
  /** `ambiguous`: several close readings, none of which covers the question better than the others. */
  readonly status: 'answered' | 'ambiguous' | 'abstained';
  /** The confidence that the hits answer the question, 0..1. */
  readonly confidence: number;
  readonly corrections: readonly Correction[];
  /** The content words of the question as typed, in order, and whether any document contains them. */
  readonly terms: readonly { readonly asked: string; readonly isIndexed: boolean }[];
  /** Readings to choose between, as a person would type them; empty unless `ambiguous`. */
  readonly readings: readonly string[];
}

export interface SearchOptions {
  /** The most hits. */
  readonly limit: number;
  /** Restricts to one article's facts. */
  readonly article?: string;
}
