import type { Asked } from './asked.ts';
import { brokenConditions, type Condition, confidenceFeaturesOf } from './features.ts';
import { answerModel, evaluate, sigmoid } from './model.ts';
import type { RankedCandidate } from './rank.ts';
import { MET } from './term-matches.ts';

/** How far ahead of nothing the only candidate is. */
const ALONE = 3;

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

/** The measured chance, 0..1, that the best-ranked fact answers the question. */
export function confidenceOf(asked: Asked, ranked: readonly RankedCandidate[]): number {
  const [best, second] = ranked;
  if (!best || asked.terms.length === 0) return 0;
  if (best.matches.every(({ value }) => value < MET / 2)) return 0;
  const margin = second ? best.rank - second.rank : ALONE;
  // A single word is answered by itself; another word for it may be meant otherwise.
  const isOtherWord = asked.terms.length === 1 && best.matches.every(({ value }) => value < MET);
  const caps = [
    isOtherWord ? OTHER_WORD : 1,
    ...[...brokenConditions(asked, best)].map((name) => CAPS[name] ?? 1),
  ];
  const chance = sigmoid(evaluate(answerModel().confidence, confidenceFeaturesOf(asked, best, margin)));
  return Math.min(1, ...caps, chance);
}
