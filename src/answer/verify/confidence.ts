import type { Asked } from './asked.ts';
import { asksAbout, brokenConditions, type Condition, confidenceFeaturesOf, isOfTalk } from './features.ts';
import { answerModel, CHANCE_FEATURES, evaluate, RANKING_FEATURES, sigmoid } from './model.ts';
import { formedIn, passageFeaturesOf } from './passage-features.ts';
import type { RankedCandidate } from './ranked-candidate.ts';
import { standingOf } from './standing.ts';
import { surroundingsOf } from './surroundings.ts';
import { FILLER, MATCHED } from './term-matches.ts';

/** The highest confidence of a fact that violates a condition of the question. */
const CAPS: Readonly<Partial<Record<Condition, number>>> = {
  number: 0.15,
  speaker: 0.2,
  filler: 0.25,
  denial: 0.4,
  head: 0.45,
};

/** The highest confidence of a fact that contains only a similar word for the question's only word. */
const OTHER_WORD = 0.25;

/** The judgement of an answer: certain, possible, or none. */
export type Verdict = 'answered' | 'maybe' | 'abstained';

/** Judges a confidence by the model's thresholds. */
export function verdictOf(confidence: number): Verdict {
  const { answered, maybe } = answerModel();
  return confidence >= answered ? 'answered' : confidence >= maybe ? 'maybe' : 'abstained';
}

/**
 * Returns the best candidate's ranking features with those of its surroundings. A whole library is ranked without the
 * latter.
 */
function allFeaturesOf(
  asked: Asked,
  best: RankedCandidate,
  ranked: readonly RankedCandidate[],
): readonly number[] {
  if (best.features.length === RANKING_FEATURES.length) return best.features;
  const beside = ranked.filter(({ fact }) => fact.article === best.fact.article);
  const around = surroundingsOf(beside).get(best)!;
  return best.features.concat(
    passageFeaturesOf(asked, best, around, formedIn(asked, beside).get(best.fact.article)),
  );
}

/**
 * Returns the features for the confidence, in the order of `CHANCE_FEATURES`. If a question only names a matter, many
 * facts may be about it, so the comparison with the others is left out.
 */
export function chanceFeaturesOf(
  asked: Asked,
  best: RankedCandidate,
  ranked: readonly RankedCandidate[],
): number[] {
  const standing = standingOf(asked, best, ranked);
  const own = confidenceFeaturesOf(asked, best, standing[0]!);
  if (asksAbout(asked)) return own.concat(new Array(CHANCE_FEATURES.length - own.length).fill(0));
  return own.concat(standing.slice(1), allFeaturesOf(asked, best, ranked));
}

/** The least confidence of a fact that names the person, matter or topic that is asked about and nothing else. */
const NAMED = 0.65;

/** From here on a fact contains the name that is asked for, another spelling of it, or its acronym. */
const SAME_NAME = 0.85;

/**
 * Whether a question only names somebody or something, "what about INF?", "who is Lavrov?", and the fact names it too.
 */
function isNamedIn(asked: Asked, { matches, text }: RankedCandidate): boolean {
  const named = asked.terms.flatMap((term, at) => (isOfTalk(term) ? [] : [{ term, match: matches[at]! }]));
  const isName = (position: number): boolean =>
    position < 0 || text.words.some((word) => word.position === position && word.isName);
  return (
    (asksAbout(asked) || asked.kind === 'definition') &&
    named.length > 0 &&
    named.every(({ term, match }) => match.value >= SAME_NAME && (term.isName || isName(match.position)))
  );
}

/**
 * Whether a fact contains no word of the question. A fact that no search found may still hold a filler for the answer.
 */
function isForeign({ kind }: Asked, { matches, hit }: RankedCandidate): boolean {
  if (matches.some(({ value, isEveryday }) => isEveryday || value >= MATCHED / 2)) return false;
  return hit.score !== 0 || FILLER[kind] === undefined;
}

/** Up to this many articles, the confidence was as high as the share of right answers. */
const FITTED = 40;
/** The largest library, in articles, in which the confidence was measured. */
const MEASURED = 100;
/** By how much the logit falls when a library grows e-fold: its other articles have sentences of the same words. */
const BY_SIZE = 0.45;

/** Returns what to add to the logit in a library of this many articles. */
const ofSize = (articles: number): number =>
  -BY_SIZE * Math.log(Math.max(1, Math.min(MEASURED, articles) / FITTED));

/** What is known about an answer besides its facts. */
export interface Setting {
  /** Whether the best fact is about the topic that the question names. */
  readonly isTopic: boolean;
  /** The number of articles that were searched. */
  readonly searched: number;
}

/** Returns the probability, 0 to 1, that the best fact answers the question. `ranked` are all candidates. */
export function confidenceOf(
  asked: Asked,
  best: RankedCandidate | undefined,
  ranked: readonly RankedCandidate[],
  { isTopic, searched }: Setting,
): number {
  if (!best || isForeign(asked, best)) return 0;
  // A question of one word is answered by that word. A similar word may mean something else.
  const isOtherWord = asked.terms.length === 1 && best.matches.every(({ value }) => value < MATCHED);
  const caps = [
    isOtherWord ? OTHER_WORD : 1,
    ...[...brokenConditions(asked, best)].map((name) => CAPS[name] ?? 1),
  ];
  const logit = evaluate(answerModel().confidence, chanceFeaturesOf(asked, best, ranked));
  const chance = sigmoid(logit + ofSize(searched));
  return Math.min(...caps, isTopic || isNamedIn(asked, best) ? Math.max(NAMED, chance) : chance);
}
