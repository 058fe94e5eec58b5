import { NEGATION_BIT } from '../../language/negation.ts';
import { ANSWER_TYPE_BIT } from '../query/expected-answer-type.ts';
import type { Query, QueryTerm } from '../query/parse-query.ts';
import type { MatchKind } from '../search-result.ts';
import type { DocumentMatch } from './match-document.ts';

/** How much a match of each kind shows that the fact is about the term, 0..1. */
const EVIDENCE: Record<MatchKind, number> = {
  exact: 1,
  alias: 1,
  acronym: 1,
  stem: 0.92,
  spelling: 0.85,
  near: 0.45,
  context: 0.35,
};
/** The factor for names: a missing name weighs most. */
const NAME_WEIGHT = 1.6;
/** The factor for a term in the quote that the claim lacks. */
const QUOTE_ONLY_FACTOR = 0.7;
/** The factor for a fact that lacks the number or date asked for. */
const WRONG_TYPE_FACTOR = 0.68;
/** The factor for a fact that negates nothing, if the question asks what is not so. */
const NO_NEGATION_FACTOR = 0.6;
/** The most that rarity counts: the rarest words of a large library would drown all others. */
const MAX_RARITY = 7;

/** The confidence from which the facts are given as an answer; tuned on questions with and without an answer. */
export const ANSWER_THRESHOLD = 0.42;

/** A term's weight. A word that no fact contains counts alike in a library of fifty facts and in one of a million. */
function importance({ weight, isName, isReportingWord, isIndexed }: QueryTerm): number {
  const rarity = isIndexed || isReportingWord ? Math.min(weight, MAX_RARITY) : MAX_RARITY;
  return rarity * (isName ? NAME_WEIGHT : 1);
}

function evidenceOf(index: number, match: DocumentMatch, neighbours: readonly DocumentMatch[]): number {
  const term = match.matchedTerms[index];
  if (term) return EVIDENCE[term.kind] * (term.inClaim ? 1 : QUOTE_ONLY_FACTOR);
  const isInContext = neighbours.some(({ matchedTerms }) => {
    const neighbour = matchedTerms[index];
    return neighbour && neighbour.kind !== 'spelling';
  });
  return isInContext ? EVIDENCE.context : 0;
}

/** Whether the question asks what is not so and the fact negates nothing. */
export const lacksNegation = ({ negation }: Query, { answerTypes }: DocumentMatch): boolean =>
  negation !== null && (answerTypes & NEGATION_BIT) === 0;

/**
 * The confidence, 0..1, that this fact answers the question: the share of the terms' weight that it gives evidence for.
 */
export function confidenceOf(
  query: Query,
  match: DocumentMatch,
  neighbours: readonly DocumentMatch[],
): number {
  let found = 0;
  let asked = 0;
  query.terms.forEach((term, index) => {
    const weight = importance(term);
    asked += weight;
    found += weight * evidenceOf(index, match, neighbours);
  });
  const { answerType } = query;
  const isWrongType =
    answerType !== null && answerType !== 'name' && (match.answerTypes & ANSWER_TYPE_BIT[answerType]) === 0;
  const doubt =
    (isWrongType ? WRONG_TYPE_FACTOR : 1) * (lacksNegation(query, match) ? NO_NEGATION_FACTOR : 1);
  return asked > 0 ? Math.min(1, found / asked) * doubt : 0;
}
