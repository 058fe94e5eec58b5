import type { Asked } from './asked.ts';
import { asksAbout, brokenConditions, type Condition, confidenceFeaturesOf } from './features.ts';
import { answerModel, evaluate, RANKING_FEATURES, sigmoid } from './model.ts';
import { formedIn, passageFeaturesOf } from './passage-features.ts';
import type { RankedCandidate } from './ranked-candidate.ts';
import { standingOf } from './standing.ts';
import { surroundingsOf } from './surroundings.ts';
import { FILLER, MET } from './term-matches.ts';

/** The most that a fact is worth as an answer if it breaks a condition of the question, whatever else speaks for it. */
const CAPS: Readonly<Partial<Record<Condition, number>>> = {
  number: 0.15,
  speaker: 0.2,
  filler: 0.25,
  denial: 0.4,
};

/** The most that a fact is worth which holds another word for the only one asked. */
const OTHER_WORD = 0.25;

/** What an answer is worth: an answer, perhaps one, or none. */
export type Verdict = 'answered' | 'maybe' | 'abstained';

/** The verdict on a chance, by the thresholds of the model. */
export function verdictOf(confidence: number): Verdict {
  const { answered, maybe } = answerModel();
  return confidence >= answered ? 'answered' : confidence >= maybe ? 'maybe' : 'abstained';
}

/** The ranking features of the best candidate, with those of what stands around it, which a whole library is not ranked by. */
function allFeaturesOf(
  asked: Asked,
  best: RankedCandidate,
  ranked: readonly RankedCandidate[],
): readonly number[] {
  if (best.features.length === RANKING_FEATURES.length) return best.features;
  const beside = ranked.filter(({ fact }) => fact.article === best.fact.article);
  const around = surroundingsOf(beside).get(best)!;
  return [
    ...best.features,
    ...passageFeaturesOf(asked, best, around, formedIn(asked, beside).get(best.fact.article)),
  ];
}

/**
 * All that the chance is told by, in the order of `CHANCE_FEATURES`. Where a matter is only named, many facts may be about it:
 * how the first stands to the others tells nothing.
 */
export function chanceFeaturesOf(
  asked: Asked,
  best: RankedCandidate,
  ranked: readonly RankedCandidate[],
): number[] {
  const standing = standingOf(asked, best, ranked);
  const own = confidenceFeaturesOf(asked, best, standing[0]!);
  const more = [...standing.slice(1), ...allFeaturesOf(asked, best, ranked)];
  return [...own, ...(asksAbout(asked) ? more.map(() => 0) : more)];
}

/** Whether a fact holds nothing that was asked for: no word of it, nor what would fill the answer in the article asked. */
function isForeign({ kind }: Asked, { matches, hit }: RankedCandidate): boolean {
  if (matches.some(({ value, isEveryday }) => isEveryday || value >= MET / 2)) return false;
  return hit.score !== 0 || FILLER[kind] === undefined;
}

/** The measured chance, 0..1, that the best fact answers the question; `ranked` are all that it was chosen from. */
export function confidenceOf(
  asked: Asked,
  best: RankedCandidate | undefined,
  ranked: readonly RankedCandidate[],
): number {
  if (!best || isForeign(asked, best)) return 0;
  // A single word is answered by itself; another word for it may be meant otherwise.
  const isOtherWord = asked.terms.length === 1 && best.matches.every(({ value }) => value < MET);
  const caps = [
    isOtherWord ? OTHER_WORD : 1,
    ...[...brokenConditions(asked, best)].map((name) => CAPS[name] ?? 1),
  ];
  return Math.min(
    ...caps,
    sigmoid(evaluate(answerModel().confidence, chanceFeaturesOf(asked, best, ranked))),
  );
}
