import { NEGATION_BIT } from '../../language/negation.ts';
import { ANSWER_TYPE_BIT } from '../query/expected-answer-type.ts';
import type { Query, QueryFeatures } from '../query/parse-query.ts';
import { impact, MAX_IMPACT } from './bm25.ts';
import type { DocumentMatch } from './match-document.ts';

/** The features of one fact from which its score is computed. */
interface Candidate {
  readonly match: DocumentMatch;
  /** The length of the fact in content words. */
  readonly length: number;
  /** The query terms in the other facts of its paragraph, one bit each. */
  readonly paragraphTerms: number;
  /** The query terms in the sentence before it, one bit each. */
  readonly precedingTerms: number;
}

/** The longest distance at which two words of a question still count as near, in tokens. */
const MAX_DISTANCE = 5;
/** The lower bound of a matched term's frequency. A match in a field that only describes the fact has frequency 0. */
const MIN_FREQUENCY = 0.3;

/** Returns the BM25 score of the matched terms. */
function termScore({ terms }: Query, { match: { matchedTerms }, length }: Candidate): number {
  let score = 0;
  for (let index = 0; index < terms.length; index++) {
    const term = matchedTerms[index];
    if (!term) continue;
    const share = impact(Math.max(term.frequency, MIN_FREQUENCY), length) / MAX_IMPACT;
    score += terms[index]!.weight * term.weight * share;
  }
  return score;
}

/**
 * Returns the matched share of the query's weight, squared: a fact with half of a question's terms is worth less than
 * half.
 */
function coverage({ terms }: Query, { match: { matchedTerms } }: Candidate): number {
  let total = 0;
  let matched = 0;
  for (let index = 0; index < terms.length; index++) {
    const { weight } = terms[index]!;
    total += weight;
    matched += weight * (matchedTerms[index]?.weight ?? 0);
  }
  return total > 0 ? matched ** 2 / total : 0;
}

/** Returns how close neighbouring words of the question are in the fact. It favours names and phrases. */
function proximity({ terms }: Query, { match: { matchedTerms } }: Candidate): number {
  let score = 0;
  for (let index = 1; index < terms.length; index++) {
    const left = matchedTerms[index - 1];
    const right = matchedTerms[index];
    if (!left || !right) continue;
    const asked = terms[index]!.position - terms[index - 1]!.position;
    let nearest = 0;
    for (const leftPosition of left.positions)
      for (const rightPosition of right.positions) {
        const distance = rightPosition - leftPosition;
        if (distance > 0 && distance <= MAX_DISTANCE)
          nearest = Math.max(nearest, distance === asked ? 1 : 1 / distance);
      }
    score += nearest * Math.min(terms[index]!.weight, terms[index - 1]!.weight);
  }
  return score;
}

/** Returns the weight of the terms that match by the word itself or an acronym's long form, not only by the stem. */
function exactForm({ terms }: Query, { match: { matchedTerms } }: Candidate): number {
  let sum = 0;
  for (let index = 0; index < terms.length; index++)
    if (matchedTerms[index]?.isSameWord) sum += terms[index]!.weight;
  return sum;
}

/** Returns how early the terms occur in the claim, because a claim begins with its subject. */
function position({ terms }: Query, { match: { matchedTerms, claimLength } }: Candidate): number {
  let sum = 0;
  for (let index = 0; index < terms.length; index++) {
    const first = matchedTerms[index]?.positions[0];
    if (first !== undefined) sum += terms[index]!.weight * Math.max(0, 1 - first / claimLength);
  }
  return sum;
}

/** Returns the weight of the heaviest missing term, as a penalty: a fact without it has another subject. */
function missingTerm({ terms }: Query, { match: { matchedTerms } }: Candidate): number {
  let heaviest = 0;
  for (let index = 0; index < terms.length; index++)
    if (!matchedTerms[index]) heaviest = Math.max(heaviest, terms[index]!.weight);
  return -heaviest;
}

/** Returns the weight of the terms that are missing in the fact but present in `bits`. */
function weightElsewhere({ terms }: Query, { match: { matchedTerms } }: Candidate, bits: number): number {
  let sum = 0;
  if (bits === 0) return sum;
  for (let index = 0; index < terms.length; index++)
    if (!matchedTerms[index] && bits & (1 << index)) sum += terms[index]!.weight;
  return sum;
}

/** Returns the weight of the terms in the article's title. */
function title({ terms }: Query, { match }: Candidate): number {
  let sum = 0;
  if (match.title === 0) return sum;
  for (let index = 0; index < terms.length; index++)
    if (match.title & (1 << index)) sum += terms[index]!.weight;
  return sum;
}

interface Feature {
  /**
   * The weight in units of a term's rarity. It was found by measurement; docs/bench.md lists the effect of each
   * feature.
   */
  readonly weight: number;
  readonly score: (query: Query, candidate: Candidate) => number;
}

/** The ranking features. Adding a row adds a feature. */
const RANKING = {
  coverage: { weight: 3.5, score: coverage },
  proximity: { weight: 1, score: proximity },
  /** Terms in the other sentences of the paragraph. */
  paragraph: {
    weight: 0.3,
    score: (query, candidate) => weightElsewhere(query, candidate, candidate.paragraphTerms),
  },
  /** Terms in the preceding sentence, which names what "it" and "the report" refer to. */
  precedingSentence: {
    weight: 1.5,
    score: (query, candidate) => weightElsewhere(query, candidate, candidate.precedingTerms),
  },
  /** 1 if the fact contains what is asked for: a number, a duration, a time, a name. */
  answerType: {
    weight: 3.5,
    score: ({ answerType }, { match }) =>
      answerType !== null && (match.answerTypes & ANSWER_TYPE_BIT[answerType]) !== 0 ? 1 : 0,
  },
  /** 1 if question and fact both negate: "what won't they discuss?" */
  negation: {
    weight: 2,
    score: ({ negation }, { match }) =>
      negation !== null && (match.answerTypes & NEGATION_BIT) !== 0 ? 1 : 0,
  },
  exactForm: { weight: 1, score: exactForm },
  position: { weight: 0.45, score: position },
  missingTerm: { weight: 3, score: missingTerm },
  title: { weight: 0.45, score: title },
  /** Of two equivalent facts, the shorter is clearer. */
  length: { weight: 1, score: (_query, { length }) => -Math.log(length + 1) },
} satisfies Record<string, Feature>;

type RankingFeature = keyof typeof RANKING;

/** The features that a search uses; the bench switches them off one at a time. */
export type Features = QueryFeatures & Readonly<Record<RankingFeature, boolean>>;

const RANKING_ROWS = Object.entries(RANKING) as [RankingFeature, Feature][];

export const ALL_FEATURES = {
  spelling: true,
  stopWords: true,
  acronyms: true,
  nearWords: true,
  ...Object.fromEntries(RANKING_ROWS.map(([name]) => [name, true])),
} as Features;

/** Computes a fact's score for a query. */
export type FactScore = (query: Query, candidate: Candidate) => number;

/** Creates the score of facts: BM25 plus the weighted features that are switched on. */
export function createFactScore(features: Features): FactScore {
  const rows = RANKING_ROWS.flatMap(([name, feature]) => (features[name] ? [feature] : []));
  return (query, candidate) => {
    let total = termScore(query, candidate);
    for (const { weight, score } of rows) total += weight * score(query, candidate);
    return total;
  };
}
