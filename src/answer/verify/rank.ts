import type { Fact } from '../../domain/fact.ts';
import type { Hit } from '../../search/search-result.ts';
import type { Asked } from './asked.ts';
import { featuresOf } from './features.ts';
import { answerModel, evaluate, type Scope } from './model.ts';
import { formedIn, passageFeaturesOf } from './passage-features.ts';
import type { RankedCandidate } from './ranked-candidate.ts';
import { surroundingsOf } from './surroundings.ts';
import { type Candidate, candidateOf } from './term-matches.ts';

interface Found {
  readonly fact: Fact;
  readonly hit: Hit;
}

/**
 * The number of best search hits that are verified. Verifying more changed no first line on 476 questions about news. A
 * question of one or two words distinguishes hits less, so more of them are verified.
 */
const [VERIFIED, VERIFIED_OF_SHORT] = [14, 30];
const SHORT = 2;

/** Returns how many of a question's hits are verified. */
export const verifiedOf = ({ terms }: Asked): number =>
  terms.length <= SHORT ? VERIFIED_OF_SHORT : VERIFIED;

/** The most facts of an article that is examined as a whole. */
const MOST_OF_ARTICLE = 80;

/** Returns the scope for the facts of the article that was asked; the list is empty if the library was asked. */
export const scopeOf = (article: readonly Fact[]): Scope =>
  article.length > 0 && article.length <= MOST_OF_ARTICLE ? 'article' : 'library';

/**
 * Adds the other facts of the article that was asked. The answer to "how old is the guy?" may contain none of its
 * words.
 */
export function withArticle(
  asked: Asked,
  found: readonly Found[],
  article: readonly Fact[],
): readonly Found[] {
  if (scopeOf(article) === 'library') return found;
  const known = new Set(found.map(({ fact }) => fact.id));
  const missing = asked.terms.map(({ text }) => text);
  const others = article.filter(({ id }) => !known.has(id));
  return [
    ...found,
    ...others.map((fact) => ({ fact, hit: { id: fact.id, score: 0, matches: [], missing } })),
  ];
}

/** Matches a question's terms with the facts that were found for it. */
export const candidatesOf = (asked: Asked, found: readonly Found[]): Candidate[] =>
  found.map(({ fact, hit }) => candidateOf(asked, fact, hit));

/**
 * Computes each candidate's features, in the order of `RANKING_FEATURES`. Those of the surroundings are computed only
 * if one article is asked.
 */
export function rankingFeatures(asked: Asked, candidates: readonly Candidate[], scope: Scope): number[][] {
  const top = Math.max(0, ...candidates.map(({ hit }) => hit.score));
  const own = candidates.map((candidate) => featuresOf(asked, candidate, top));
  if (scope === 'library') return own;
  const around = surroundingsOf(candidates);
  const formed = formedIn(asked, candidates);
  return candidates.map((candidate, at) =>
    own[at]!.concat(
      passageFeaturesOf(asked, candidate, around.get(candidate)!, formed.get(candidate.fact.article)),
    ),
  );
}

/** Ranks facts by how well they answer a question, best first. Facts with equal scores keep their order. */
export function rankCandidates(
  asked: Asked,
  found: readonly Found[],
  scope: Scope = 'library',
): RankedCandidate[] {
  const ranking = answerModel().ranking[scope];
  const candidates = candidatesOf(asked, found);
  const features = rankingFeatures(asked, candidates, scope);
  return candidates
    .map((candidate, at) => ({
      ...candidate,
      features: features[at]!,
      rank: evaluate(ranking, features[at]!),
    }))
    .sort((a, b) => b.rank - a.rank);
}
