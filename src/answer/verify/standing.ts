import { cosineOf } from '../../language/similarity.ts';
import type { Asked } from './asked.ts';
import type { RankedCandidate } from './ranked-candidate.ts';

/** Names of the features by which the best candidate stands to the others, in the order of `standingOf`. */
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
] as const;

/** How far ahead of nothing the only candidate is, and how far ahead of the next the best one may count. */
const [MOST_MARGIN, MOST_TO_FOURTH] = [3, 4];

/** The least cosine of two facts that say the same, as articles on one event do: they are no rivals. */
const SAME = 0.92;

/** How much of the question two facts must say to be of one event, and how far they may differ in any term. */
const [SAID, APART] = [0.6, 0.1];

/** Whether another article says as much of what was asked: a second report is no rival. */
const isSecondReport = (one: RankedCandidate, best: RankedCandidate): boolean =>
  one.fact.article !== best.fact.article &&
  best.features[0]! >= SAID &&
  best.matches.every(({ value }, at) => one.matches[at]!.value >= value - APART);

/** How the best candidate stands to the others that were ranked and say something else; the first is its lead over the next. */
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
  ];
}
