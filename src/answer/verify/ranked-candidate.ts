import type { Candidate } from './term-matches.ts';

/** A candidate with its place in the ranking. */
export interface RankedCandidate extends Candidate {
  /** Higher is better; comparable among the candidates of one question. */
  readonly rank: number;
  /** What it was ranked by, in the order of `RANKING_FEATURES`. */
  readonly features: readonly number[];
}
