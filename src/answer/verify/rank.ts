import type { Fact } from '../../domain/fact.ts';
import type { Hit } from '../../search/search-result.ts';
import type { Asked } from './asked.ts';
import { featuresOf } from './features.ts';
import { answerModel, evaluate } from './model.ts';
import { type Candidate, candidateOf } from './term-matches.ts';

/** A candidate with its place in the ranking. */
export interface RankedCandidate extends Candidate {
  /** Higher is better; comparable among the candidates of one question. */
  readonly rank: number;
}

interface Found {
  readonly fact: Fact;
  readonly hit: Hit;
}

/**
 * So many of the best search hits are verified. On 476 questions about news, verifying more changed no first line; a question
 * of one or two words tells search hits apart less, so more of them are.
 */
const [VERIFIED, VERIFIED_OF_SHORT] = [14, 30];
const SHORT = 2;

/** How many of the hits for a question are verified. */
export const verifiedOf = ({ terms }: Asked): number =>
  terms.length <= SHORT ? VERIFIED_OF_SHORT : VERIFIED;

/** Matches a question with facts that were found for it. */
export const candidatesOf = (asked: Asked, found: readonly Found[]): Candidate[] =>
  found.map(({ fact, hit }) => candidateOf(asked, fact, hit));

/** Orders facts found for a question by how well they answer it, best first; equals keep their order. */
export function rankCandidates(asked: Asked, found: readonly Found[]): RankedCandidate[] {
  const { ranking } = answerModel();
  const top = Math.max(0, ...found.map(({ hit }) => hit.score));
  return candidatesOf(asked, found)
    .map((candidate) => ({ ...candidate, rank: evaluate(ranking, featuresOf(asked, candidate, top)) }))
    .sort((a, b) => b.rank - a.rank);
}
