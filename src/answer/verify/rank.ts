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

/** Matches a question with each fact that was found for it. */
const candidatesOf = (
  asked: Asked,
  found: readonly { readonly fact: Fact; readonly hit: Hit }[],
): Candidate[] => found.map(({ fact, hit }) => candidateOf(asked, fact, hit));

/** Orders the facts found for a question by how well they answer it, best first; equals keep their order. */
export function rankCandidates(
  asked: Asked,
  found: readonly { readonly fact: Fact; readonly hit: Hit }[],
): RankedCandidate[] {
  const { ranking } = answerModel();
  const top = Math.max(0, ...found.map(({ hit }) => hit.score));
  return candidatesOf(asked, found)
    .map((candidate) => ({ ...candidate, rank: evaluate(ranking, featuresOf(asked, candidate, top)) }))
    .sort((a, b) => b.rank - a.rank);
}
