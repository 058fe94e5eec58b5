import type { AnswerKind, Asked, AskedTerm } from './asked.ts';
import type { Stretch } from './fact-text.ts';
import { type Candidate, FILLER, fillersOf, MET, saidBy, type TermMatch } from './term-matches.ts';

/** Kinds of answer whose form a sentence shows, in the order of their features. */
const FORMED = ['how-many', 'how-much', 'how-long', 'when', 'where', 'why', 'how', 'who'] as const;

/** Names of the features by which candidates are ranked, in the order of `featuresOf`. */
export const FEATURES = [
  'soft',
  'hard',
  'context',
  'gap',
  'gapContext',
  'names',
  'namesContext',
  'together',
  'pairs',
  'density',
  'retrieval',
  'score',
  'head',
  'first',
  'numbers',
  'length',
  'denial',
  'definition',
  ...FORMED.map((kind) => `filled:${kind}` as const),
  ...FORMED.map((kind) => `close:${kind}` as const),
  'about:soft',
  'about:score',
  'about:length',
  'said',
  'saidByOther',
  'about:lead',
  'about:salience',
  'lead',
  'salience',
] as const;

type Value = (match: TermMatch) => number;
const own: Value = ({ value }) => value;
const withContext: Value = ({ context }) => context;

/** Mean of the terms' values, by their weights; `otherwise` if no term is meant. */
export function mean(
  { terms }: Asked,
  matches: readonly TermMatch[],
  value: Value,
  which: (term: AskedTerm) => boolean = () => true,
  otherwise = 1,
): number {
  let [sum, whole] = [0, 0];
  terms.forEach((term, at) => {
    if (!which(term)) return;
    whole += term.weight;
    sum += term.weight * value(matches[at]!);
  });
  return whole > 0 ? sum / whole : otherwise;
}

/** Weight of the weightiest term, as far as it is not met. */
export function gap({ terms }: Asked, matches: readonly TermMatch[], value: Value): number {
  return terms.reduce((most, term, at) => Math.max(most, term.weight * (1 - value(matches[at]!))), 0);
}

/** How near, in tokens, the nearest filler stands to the words that were met: 1 beside them, 0 far off. */
function closeness(fillers: readonly Stretch[], matches: readonly TermMatch[]): number {
  let best = 0;
  for (const [from, to] of fillers)
    for (const { value, position } of matches) {
      if (value < 0.5 || position < 0) continue;
      const apart = position < from ? from - position : position >= to ? position - to + 1 : 0;
      best = Math.max(best, value / (1 + apart / 3));
    }
  return best;
}

/** The share of neighbouring words of the question that are neighbours in the fact, 0..1. */
function pairsShare({ terms }: Asked, matches: readonly TermMatch[]): number {
  let [sum, whole] = [0, 0];
  for (let at = 1; at < terms.length; at++) {
    const [left, right] = [terms[at - 1]!, terms[at]!];
    const weight = Math.min(left.weight, right.weight);
    whole += weight;
    const [a, b] = [matches[at - 1]!, matches[at]!];
    if (a.position < 0 || b.position < 0 || a.value < 0.5 || b.value < 0.5) continue;
    const apart = Math.abs(b.position - a.position);
    sum += weight * Math.max(0, 1 - Math.abs(apart - (right.position - left.position)) / 6);
  }
  return whole > 0 ? sum / whole : 0;
}

const DESCRIBES =
  /^,? (?:who |which )?(?:is|was|are|were|the|an?|—|-|\()|^,\s(?:the|an?|\d\d|who|which|former)/;

/** 1 if the sentence tells what or who the name is: a description beside it in commas, or after "is a". */
function definitionScore({ text, matches }: Candidate): number {
  const at = matches.findLast(({ position, value }) => position >= 0 && value >= MET)?.position;
  if (at === undefined) return 0;
  const end = text.offsets[2 * at + 1]!;
  return DESCRIBES.test(text.text.slice(end, end + 40)) ? 1 : 0;
}

/** Where most of an article's news stands: 1 for its first sentence, falling with the distance in characters. */
const lead = (start: number): number => (start === 0 ? 0 : 1 / (1 + start / 400));

const isName = ({ isName }: AskedTerm): boolean => isName;
const isNumber = ({ isNumber }: AskedTerm): boolean => isNumber;

/** A candidate's features; `top` is the best retrieval score among all candidates of the question. */
export function featuresOf(asked: Asked, candidate: Candidate, top: number): number[] {
  const { fact, hit, text, matches } = candidate;
  const { kind, terms } = asked;
  const positions = matches.flatMap(({ value, position }) =>
    value >= 0.5 && position >= 0 ? [position] : [],
  );
  const spread = positions.length > 1 ? Math.max(...positions) - Math.min(...positions) : 0;
  const fillers = fillersOf(asked, candidate);
  const close = closeness(fillers, matches);
  const headAt = terms.findLastIndex(({ isName, isTalk }) => !isName && !isTalk);
  const soft = mean(asked, matches, own, undefined, 0);
  const isAbout = kind === 'about' ? 1 : 0;
  const by = saidBy(asked, candidate);
  const length = -Math.log(text.length + 1);
  return [
    soft,
    mean(asked, matches, ({ value }) => (value >= MET ? value : 0), undefined, 0),
    mean(asked, matches, withContext, undefined, 0),
    -gap(asked, matches, own),
    -gap(asked, matches, withContext),
    mean(asked, matches, own, isName),
    mean(asked, matches, withContext, isName),
    positions.length > 1 ? 1 / (1 + spread / 8) : 0,
    pairsShare(asked, matches),
    positions.length / Math.max(6, text.length),
    top > 0 ? Math.max(-1, hit.score / top) : 0,
    hit.score / 10,
    headAt < 0 ? 1 : matches[headAt]!.value,
    matches[0]?.value ?? 1,
    mean(asked, matches, own, isNumber),
    length,
    asked.denial !== null && (text.denies || fact.stance !== 'affirmed') ? 1 : 0,
    kind === 'definition' ? definitionScore(candidate) : 0,
    ...FORMED.map((formed) => (formed === kind && fillers.length > 0 ? 1 : 0)),
    ...FORMED.map((formed) => (formed === kind ? close : 0)),
    isAbout * soft,
    isAbout * (hit.score / 10),
    isAbout * length,
    by === 'asked' ? 1 : 0,
    by === 'other' ? 1 : 0,
    isAbout * lead(fact.span[0]),
    isAbout * fact.salience,
    lead(fact.span[0]),
    fact.salience,
  ];
}

/** Groups of kinds that are right about equally often. */
const GROUP: Readonly<Record<AnswerKind, string>> = {
  about: 'about',
  definition: 'definition',
  how: 'how',
  'how-long': 'number',
  'how-many': 'number',
  'how-much': 'number',
  statement: 'statement',
  what: 'what',
  when: 'when',
  where: 'where',
  who: 'who',
  why: 'why',
  'yes-no': 'yes-no',
};
const GROUPS = [...new Set(Object.values(GROUP))];

/** Names of the features by which the chance is told that the best candidate is right. */
export const CONFIDENCE_FEATURES = [
  'soft',
  'hard',
  'context',
  'gap',
  'gapContext',
  'names',
  'namesContext',
  'head',
  'first',
  'pairs',
  'density',
  'strength',
  'filled',
  'close',
  'margin',
  'said',
  'topic',
  'definition',
  'repaired',
  ...GROUPS.map((group) => `kind:${group}` as const),
] as const;

/** How far ahead of the next the best one may count. */
const MOST_MARGIN = 3;

/** Features of the best candidate for telling whether it is right; `margin` is how far its rank score is ahead. */
export function confidenceFeaturesOf(asked: Asked, candidate: Candidate, margin: number): number[] {
  const { hit, text, matches } = candidate;
  const { kind, terms, speaker } = asked;
  const positions = matches.filter(({ value, position }) => value >= 0.5 && position >= 0).length;
  const fillers = fillersOf(asked, candidate);
  const headAt = terms.findLastIndex(({ isName, isTalk }) => !isName && !isTalk);
  const isTopic = ({ key, isTalk }: AskedTerm): boolean =>
    !isTalk && !speaker?.words.includes(key.toLowerCase());
  return [
    mean(asked, matches, own, undefined, 0),
    mean(asked, matches, ({ value }) => (value >= MET ? value : 0), undefined, 0),
    mean(asked, matches, withContext, undefined, 0),
    -gap(asked, matches, own),
    -gap(asked, matches, withContext),
    mean(asked, matches, own, isName),
    mean(asked, matches, withContext, isName),
    headAt < 0 ? 1 : matches[headAt]!.value,
    matches[0]?.value ?? 0,
    pairsShare(asked, matches),
    positions / Math.max(6, text.length),
    Math.min(1, terms.reduce((sum, { weight }, at) => sum + weight * matches[at]!.value, 0) / 3),
    FILLER[kind] === undefined || fillers.length > 0 ? 1 : 0,
    FILLER[kind] === undefined ? 0.5 : closeness(fillers, matches),
    Math.min(MOST_MARGIN, margin),
    kind === 'statement' && saidBy(asked, candidate) === 'asked' ? 1 : 0,
    kind === 'statement' ? mean(asked, matches, withContext, isTopic) : 1,
    kind === 'definition' ? definitionScore(candidate) : 1,
    hit.matches.some(({ kind: how }) => how === 'spelling') ? 1 : 0,
    ...GROUPS.map((group) => (GROUP[kind] === group ? 1 : 0)),
  ];
}
