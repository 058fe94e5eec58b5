import { cosineOf } from '../../language/similarity.ts';
import type { Asked } from './asked.ts';
import type { RankedCandidate } from './ranked-candidate.ts';

/** Names of the features that compare the best candidate with the others, in the order of `standingOf`. */
export const STANDING = [
  'margin',
  'margin:fourth',
  'share',
  'spread',
  'rank',
  'terms',
  'asksNames',
  'candidates',
  'softer',
  'second:soft',
  'sameArticle',
  'ofArticle',
  'articles',
] as const;

/** The number of next candidates among which those from the best one's article are counted. */
const NEXT = 5;

/** The largest lead over the next candidate and over the fourth. A candidate without a rival has the largest lead. */
const [MOST_MARGIN, MOST_TO_FOURTH] = [3, 4];

/** The cosine from which two facts say the same, as articles about one event do. Such facts are not rivals. */
const SAME = 0.92;

/**
 * Two facts report one event if both contain this much of the question and no term's values differ by more than
 * `APART`.
 */
const [SAID, APART] = [0.6, 0.1];

/** Whether another article contains as much of the question. A second report is not a rival. */
const isSecondReport = (one: RankedCandidate, best: RankedCandidate): boolean =>
  one.fact.article !== best.fact.article &&
  best.features[0]! >= SAID &&
  best.matches.every(({ value }, at) => one.matches[at]!.value >= value - APART);

/**
 * Compares the best candidate with the ranked candidates that say something else. The first value is the lead over the
 * next.
 */
export function standingOf(
  { terms }: Asked,
  best: RankedCandidate,
  ranked: readonly RankedCandidate[],
): number[] {
  const others = ranked.filter(
    (one) =>
      one !== best && !isSecondReport(one, best) && cosineOf(one.text.meaning, best.text.meaning) < SAME,
  );
  const [second, , third] = others;
  const next = others.slice(0, NEXT);
  const shares = [best, ...others].map(({ rank }) => Math.exp(rank - best.rank));
  const sum = shares.reduce((whole, share) => whole + share, 0);
  const spread = shares.reduce((whole, share) => whole - (share / sum) * Math.log(share / sum + 1e-9), 0);
  const soft = ({ features }: RankedCandidate): number => features[0]!;
  const lead = (other: RankedCandidate | undefined, most: number): number =>
    other ? Math.max(-most, Math.min(most, best.rank - other.rank)) : most;
  return [
    lead(second, MOST_MARGIN),
    lead(third, MOST_TO_FOURTH),
    1 / sum,
    spread,
    best.rank / 5,
    terms.length / 4,
    terms.filter(({ isName }) => isName).length / 2,
    Math.min(ranked.length, 40) / 40,
    Math.max(...ranked.map(soft)) - soft(best),
    second ? soft(second) : 0,
    !second || second.fact.article === best.fact.article ? 1 : 0,
    next.length === 0
      ? 1
      : next.filter(({ fact }) => fact.article === best.fact.article).length / next.length,
    Math.min(1, (new Set(ranked.map(({ fact }) => fact.article)).size - 1) / 10),
  ];
}
