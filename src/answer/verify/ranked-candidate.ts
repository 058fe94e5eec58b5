import type { Candidate } from './term-matches.ts';

/** A candidate with its score in the ranking. */
export interface RankedCandidate extends Candidate {
  /** The score: higher is better. Comparable only among the candidates of one question. */
  readonly rank: number;
  /** The features behind the score, in the order of `RANKING_FEATURES`. */
  readonly features: readonly number[];
}
