/** How a term of the question met a term of the index, surest first. */
export type MatchKind = 'exact' | 'alias' | 'acronym' | 'stem' | 'spelling' | 'near' | 'context';

/** One term of the question and what it met in one fact. */
export interface TermMatch {
  /** As the person typed it. */
  readonly asked: string;
  /** The word or name in the index that it met. */
  readonly found: string;
  readonly kind: MatchKind;
  /** True where the fact's sentence holds it but its claim does not: it may belong to another fact of the sentence. */
  readonly quoteOnly?: boolean;
}

export interface Hit {
  /** The fact's id. */
  readonly id: string;
  /** Higher is better; comparable within one result only. */
  readonly score: number;
  readonly matches: readonly TermMatch[];
  /** Content terms of the question, as typed, that nothing in this fact matched; its "not" where the fact denies nothing. */
  readonly missing: readonly string[];
  /** Terms, as typed, that its surroundings hold, whether or not it holds them itself. */
  readonly nearby?: Nearby;
}

/** Which terms of the question stand around a fact. */
interface Nearby {
  /** In the sentence before it. */
  readonly before: readonly string[];
  /** Elsewhere in its paragraph. */
  readonly around: readonly string[];
  /** In the article's title. */
  readonly title: readonly string[];
}

/** A misspelt word and what it was read as: "Showing results for *Venezuela*". */
export interface Correction {
  readonly from: string;
  readonly to: string;
}

export interface SearchResult {
  /** Best first. Given also when the status is `abstained`: they are then the nearest facts. */
  readonly hits: readonly Hit[];
  /** `ambiguous`: several close readings, none of which covers the question better than the others. */
  readonly status: 'answered' | 'ambiguous' | 'abstained';
  /** 0..1, higher the surer it is that the hits answer the question. */
  readonly confidence: number;
  readonly corrections: readonly Correction[];
  /** The question's content terms as typed, in order, each with whether anything loaded holds it. */
  readonly terms: readonly { readonly asked: string; readonly known: boolean }[];
  /** Close readings to choose between, as a person would type them; empty unless `ambiguous`. */
  readonly readings: readonly string[];
}

export interface SearchOptions {
  /** How many hits at the most. */
  readonly limit: number;
  /** Restricts to one article's facts. */
  readonly article?: string;
}
