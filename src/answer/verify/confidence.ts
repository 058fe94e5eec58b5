import { stem } from '../../language/stemmer.ts';
import type { Asked, AskedTerm } from './asked.ts';
import { confidenceFeaturesOf, gap, mean } from './features.ts';
import { answerModel, evaluate, sigmoid } from './model.ts';
import type { RankedCandidate } from './rank.ts';
import { type Candidate, FILLER, fillersOf, MET, saidBy, type TermMatch } from './term-matches.ts';

/** How far ahead of nothing the only candidate is. */
const ALONE = 3;

/** The most that a fact is worth as an answer if it breaks a condition of the question. */
const CAPS = {
  /** A year or number of the question that the fact does not name. */
  number: 0.15,
  /** A statement of somebody else, or of nobody. */
  speaker: 0.2,
  /** A name that neither the fact nor its surroundings hold. */
  name: 0.3,
  /** No number, time, place, sum, cause or name that would fill the answer. */
  filler: 0.25,
  /** It was asked what is not so, and the fact denies nothing. */
  denial: 0.4,
  /** What was asked of the name is nowhere near: "who is the sheriff?" */
  head: 0.35,
} as const;

const MONTHS = new Set(
  'january february march april may june july august september october november december'.split(' '),
);
const STRICT = new Set(['how-many', 'how-much', 'how-long', 'when', 'where', 'who', 'why']);

/** Stems of the verbs by which it is asked whether a matter came up. */
const DISCUSSING = new Set(
  'discuss discussion mention talk touch raise speak address cover'.split(' ').map(stem),
);

const own = ({ value }: TermMatch): number => value;
const withContext = ({ context }: TermMatch): number => context;

/** The conditions of the question that a fact breaks. */
export function brokenConditions(asked: Asked, candidate: Candidate): (keyof typeof CAPS)[] {
  const { kind, terms, denial } = asked;
  const { matches, text, fact } = candidate;
  const isUnmet = (
    value: (match: TermMatch) => number,
    least: number,
    which: (term: AskedTerm) => boolean,
  ): boolean => terms.some((term, at) => which(term) && value(matches[at]!) < least);
  const heads = terms.map((term, at) => ({ term, at })).filter(({ term }) => !term.isName && !term.isTalk);
  const isBroken: Readonly<Record<keyof typeof CAPS, boolean>> = {
    number: isUnmet(own, 0.9, ({ isNumber, key }) => isNumber || MONTHS.has(key)),
    speaker:
      (kind === 'statement' && saidBy(asked, candidate) !== 'asked') ||
      (asked.whoSaid && text.speaker.length === 0 && text.sayers.length === 0),
    name: isUnmet(withContext, 0.25, ({ isName }) => isName),
    filler:
      STRICT.has(kind) &&
      !asked.whoSaid &&
      FILLER[kind] !== undefined &&
      fillersOf(asked, candidate).length === 0,
    denial: denial !== null && !text.denies && fact.stance === 'affirmed',
    head: kind !== 'about' && heads.length > 0 && heads.every(({ at }) => matches[at]!.context < 0.3),
  };
  return (Object.keys(CAPS) as (keyof typeof CAPS)[]).filter((name) => isBroken[name]);
}

/** Without the words of talking ("tell me about sanctions") if the question names anything else. */
function withoutTalk(asked: Asked, matches: readonly TermMatch[]) {
  const kept = asked.terms.flatMap(({ isTalk, isName }, at) => (isTalk && !isName ? [] : [at]));
  if (kept.length === 0) return { asked, matches };
  return {
    asked: { ...asked, terms: kept.map((at) => asked.terms[at]!) },
    matches: kept.map((at) => matches[at]!),
  };
}

/** Chance for a question that only names a matter: whatever says all of it is about it. */
function aboutChance(asked: Asked, { matches, hit }: RankedCandidate): number {
  const topical = withoutTalk(asked, matches);
  const whole = mean(topical.asked, topical.matches, own, undefined, 0);
  const worst = gap(topical.asked, topical.matches, own);
  const isRepaired = hit.matches.some(({ kind }) => kind === 'spelling');
  return Math.max(0, Math.min(0.92, whole ** 1.5 - 0.4 * worst)) * (isRepaired ? 0.8 : 1);
}

/** Chance for a statement by the person asked for: how much of what it was to be about it says. */
function statementChance(asked: Asked, { matches }: RankedCandidate): number {
  const isTopic = ({ key, isTalk }: AskedTerm): boolean =>
    !isTalk && !asked.speaker?.words.includes(key.toLowerCase());
  const said = mean(asked, matches, own, isTopic, 1);
  const near = mean(asked, matches, withContext, isTopic, 1);
  return 0.3 + 0.35 * said + 0.27 * near;
}

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
  const cap = Math.min(1, ...brokenConditions(asked, best).map((name) => CAPS[name]));
  // "Was Venezuela discussed?", "what was not discussed?": whatever names it answers.
  const isBare =
    (asked.kind === 'yes-no' || asked.kind === 'what') &&
    asked.terms.every(({ isName, stem: form }) => isName || DISCUSSING.has(form));
  if (asked.kind === 'about' || asked.whoSaid || isBare) return Math.min(cap, aboutChance(asked, best));
  if (asked.kind === 'statement') return Math.min(cap, statementChance(asked, best));
  const chance = sigmoid(evaluate(answerModel().confidence, confidenceFeaturesOf(asked, best, margin)));
  return Math.min(cap, chance);
}
