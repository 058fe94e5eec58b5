import { stem } from '../../language/stemmer.ts';
import type { AnswerKind, Asked, AskedTerm } from './asked.ts';
import type { Stretch } from './fact-text.ts';
import { type Candidate, FILLER, fillersOf, MATCHED, saidBy, type TermMatch } from './term-matches.ts';
import { type TermSums, termSums } from './term-sums.ts';

/** The kinds of answer that have a recognisable form, in the order of their features. */
const FORMED = ['how-many', 'how-much', 'how-long', 'when', 'where', 'why', 'how', 'who'] as const;

/** Names of the features of `ofSums`, which ranking and confidence share. */
const SHARED = ['soft', 'hard', 'context', 'gap', 'gapContext', 'names', 'namesContext'] as const;

/** Names of the ranking features, in the order of `featuresOf`. */
export const FEATURES = [
  ...SHARED,
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
  'everyday',
  'everyday:gap',
  'everyday:soft',
  'everyday:sum',
] as const;

/** Returns how close the nearest filler is to the matched words: 1 if adjacent, 0 if far away. */
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

/** Returns the share of the question's neighbouring words that are neighbours in the fact, 0 to 1. */
function pairsShare({ terms }: Asked, matches: readonly TermMatch[]): number {
  let sum = 0;
  let whole = 0;
  for (let at = 1; at < terms.length; at++) {
    const left = terms[at - 1]!;
    const right = terms[at]!;
    const weight = Math.min(left.weight, right.weight);
    whole += weight;
    const a = matches[at - 1]!;
    const b = matches[at]!;
    if (a.position < 0 || b.position < 0 || a.value < 0.5 || b.value < 0.5) continue;
    const apart = Math.abs(b.position - a.position);
    sum += weight * Math.max(0, 1 - Math.abs(apart - (right.position - left.position)) / 6);
  }
  return whole > 0 ? sum / whole : 0;
}

const DESCRIBES =
  /^,? (?:who |which )?(?:is|was|are|were|the|an?|—|-|\()|^,\s(?:the|an?|\d\d|who|which|former|(?:\p{Ll}+\s){0,2}(?:founder|director|head|chief|president|chair\p{Ll}*|minister|spokes\p{Ll}+|professor|secretary|mayor|lawyer|member|owner|co-founder|manager|coach|captain|editor|author|leader|governor|senator))\b/u;

/** Returns 1 if the sentence says what or who the name is: in commas beside it, or after "is a". */
function definitionScore({ text, matches }: Candidate): number {
  const at = matches.findLast(({ position, value }) => position >= 0 && value >= MATCHED)?.position;
  if (at === undefined) return 0;
  const end = text.offsets[2 * at + 1]!;
  return DESCRIBES.test(text.text.slice(end, end + 40)) ? 1 : 0;
}

/** Scores a position in the article: 1 for the first sentence, falling with the distance in characters. */
const lead = (start: number): number => (start === 0 ? 0 : 1 / (1 + start / 400));

const isName = ({ isName }: AskedTerm): boolean => isName;

const NO_FORM: readonly number[] = FORMED.map(() => 0);

/** Returns a value's feature for each form of answer: the value for the question's kind, 0 for the others. */
function ofForm(kind: AnswerKind, value: number): readonly number[] {
  return value === 0 ? NO_FORM : FORMED.map((formed) => (formed === kind ? value : 0));
}

/** Returns how well a candidate matches the question's words. More is better, so gaps are negative. */
const ofSums = (sums: TermSums): number[] => [
  sums.soft,
  sums.hard,
  sums.context,
  -sums.gap,
  -sums.gapContext,
  sums.names,
  sums.namesContext,
];

/** Computes a candidate's ranking features. `top` is the best retrieval score among the question's candidates. */
export function featuresOf(asked: Asked, candidate: Candidate, top: number): number[] {
  const { fact, hit, text, matches } = candidate;
  const { kind, terms } = asked;
  let found = 0;
  let first = Infinity;
  let last = -Infinity;
  for (const { value, position } of matches) {
    if (value < 0.5 || position < 0) continue;
    found++;
    first = Math.min(first, position);
    last = Math.max(last, position);
  }
  const fillers = fillersOf(asked, candidate);
  const close = closeness(fillers, matches);
  const headAt = terms.findLastIndex(({ isName, isTalk }) => !isName && !isTalk);
  const sums = termSums(asked, matches);
  const isAbout = kind === 'about' ? 1 : 0;
  const by = saidBy(asked, candidate);
  const length = -Math.log(text.length + 1);
  const ofMatch = [
    found > 1 ? 1 / (1 + (last - first) / 8) : 0,
    pairsShare(asked, matches),
    found / Math.max(6, text.length),
    top > 0 ? Math.max(-1, hit.score / top) : 0,
    hit.score / 10,
    headAt < 0 ? 1 : matches[headAt]!.value,
    matches[0]?.value ?? 1,
    sums.numbers,
    length,
    asked.denial !== null && (text.denies || fact.stance !== 'affirmed') ? 1 : 0,
    kind === 'definition' ? definitionScore(candidate) : 0,
  ];
  const ofFact = [
    isAbout * sums.soft,
    isAbout * (hit.score / 10),
    isAbout * length,
    by === 'asked' ? 1 : 0,
    by === 'other' ? 1 : 0,
    isAbout * lead(fact.span[0]),
    isAbout * fact.salience,
    lead(fact.span[0]),
    fact.salience,
    sums.everyday,
    -sums.gapEveryday,
    sums.softEveryday,
    sums.everydaySum,
  ];
  return ofSums(sums).concat(ofMatch, ofForm(kind, fillers.length > 0 ? 1 : 0), ofForm(kind, close), ofFact);
}

/** Groups of kinds whose answers are right about equally often. */
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

/** The conditions of a question that a fact may violate. */
const CONDITIONS = [
  /** The fact lacks a year, number, month or ordinal of the question. */
  'number',
  /** The statement is somebody else's, or nobody's. */
  'speaker',
  /** Neither the fact nor its surroundings contain a name of the question. */
  'name',
  /** The fact has no number, time, place, amount, cause or name that could be the answer. */
  'filler',
  /** The question contains a negation and the fact does not. */
  'denial',
  /** The word asked about the name is not near: "sheriff" in "who is the sheriff?" */
  'head',
] as const;
export type Condition = (typeof CONDITIONS)[number];

const MONTHS = new Set(
  'january february march april may june july august september october november december'.split(' '),
);
const STRICT: ReadonlySet<AnswerKind> = new Set([
  'how-many',
  'how-much',
  'how-long',
  'when',
  'where',
  'who',
  'why',
]);

/** The values below which a number, a name and a head word count as missing. */
const MISSING_BELOW = { number: 0.9, name: 0.25, head: 0.3 } as const;

/** Returns the conditions of the question that a fact violates. */
export function brokenConditions(asked: Asked, candidate: Candidate): ReadonlySet<Condition> {
  const { kind, terms, denial, whoSaid } = asked;
  const { matches, text, fact } = candidate;
  const isUnmet = (value: 'value' | 'context', least: number, which: (term: AskedTerm) => boolean): boolean =>
    terms.some((term, at) => which(term) && matches[at]![value] < least);
  const heads = matches.filter(
    (_, at) => !terms[at]!.isName && !isOfTalk(terms[at]!) && !terms[at]!.isAsking,
  );
  const isBroken: Readonly<Record<Condition, boolean>> = {
    number: isUnmet('value', MISSING_BELOW.number, ({ isNumber, key }) => isNumber || MONTHS.has(key)),
    speaker:
      (kind === 'statement' && saidBy(asked, candidate) !== 'asked') ||
      (whoSaid && text.speaker.length === 0 && text.sayers.length === 0),
    name: isUnmet('context', MISSING_BELOW.name, isName),
    filler:
      STRICT.has(kind) && !whoSaid && FILLER[kind] !== undefined && fillersOf(asked, candidate).length === 0,
    denial: denial !== null && !text.denies && fact.stance === 'affirmed',
    head:
      kind !== 'about' &&
      heads.length > 0 &&
      heads.every(({ context, isEveryday }) => context < MISSING_BELOW.head && !isEveryday),
  };
  return new Set(CONDITIONS.filter((name) => isBroken[name]));
}

/** Stems of verbs that ask whether a matter was mentioned. */
const DISCUSSING = new Set(
  'discuss discussion mention talk touch raise speak address cover'.split(' ').map(stem),
);

/** Whether a word names the talking rather than what was talked about: "was it discussed?" */
export const isOfTalk = ({ isName, isTalk, stem: form }: AskedTerm): boolean =>
  !isName && (isTalk || DISCUSSING.has(form));

/**
 * Whether a mention of the matter suffices as an answer: "what about INF?", "was Venezuela discussed?", "who said it?"
 */
export const asksAbout = ({ kind, whoSaid, terms }: Asked): boolean =>
  kind === 'about' ||
  whoSaid ||
  ((kind === 'yes-no' || kind === 'what') &&
    terms.every(({ isName, stem: form }) => isName || DISCUSSING.has(form)));

/** Removes words of talking from a question ("tell me about sanctions") if it has other words. */
function withoutTalk(asked: Asked, candidate: Candidate): [Asked, Candidate] {
  const kept = asked.terms.flatMap(({ isTalk, isName }, at) => (isTalk && !isName ? [] : [at]));
  if (kept.length === 0) return [asked, candidate];
  return [
    { ...asked, terms: kept.map((at) => asked.terms[at]!) },
    { ...candidate, matches: kept.map((at) => candidate.matches[at]!) },
  ];
}

/** Names of the confidence features of the best candidate. */
export const CONFIDENCE_FEATURES = [
  ...SHARED,
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
  ...CONDITIONS.map((name) => `broken:${name}` as const),
  'said:topic',
  'about:soft',
  'about:gap',
  'about:lacks',
  'who:agent',
  'why:cause',
] as const;

/** Whether a feature's weight is fitted to questions about whole articles (`data/answer/tune-model.ts`). */
export const isAdjusted = (name: (typeof CONFIDENCE_FEATURES)[number]): boolean =>
  /^(?:kind|broken|about|said|who|why)(?::|$)/.test(name);

/** The largest lead over the next candidate. */
const MOST_MARGIN = 3;

/** Computes the best candidate's confidence features. `margin` is its lead in the ranking. */
export function confidenceFeaturesOf(question: Asked, best: Candidate, margin: number): number[] {
  const isAbout = asksAbout(question) ? 1 : 0;
  const [asked, candidate] = isAbout ? withoutTalk(question, best) : [question, best];
  const { hit, text, matches } = candidate;
  const { kind, terms, speaker } = asked;
  const positions = matches.filter(({ value, position }) => value >= 0.5 && position >= 0).length;
  const fillers = fillersOf(asked, candidate);
  const headAt = terms.findLastIndex(({ isName, isTalk }) => !isName && !isTalk);
  const isTopic = ({ key, isTalk }: AskedTerm): boolean =>
    !isTalk && !speaker?.words.includes(key.toLowerCase());
  const broken = brokenConditions(question, best);
  const sums = termSums(asked, matches);
  const topics = terms.flatMap((term, at) => (isTopic(term) ? [{ term, match: matches[at]! }] : []));
  const topic =
    kind === 'statement' && topics.length > 0
      ? termSums(
          { terms: topics.map(({ term }) => term) },
          topics.map(({ match }) => match),
        ).context
      : 1;
  const said = kind === 'statement' && !broken.has('speaker') ? 1 : 0;
  const group = isAbout ? GROUP.about : GROUP[kind];
  const features = [
    ...ofSums(sums),
    headAt < 0 ? 1 : matches[headAt]!.value,
    matches[0]?.value ?? 0,
    pairsShare(asked, matches),
    positions / Math.max(6, text.length),
    Math.min(1, terms.reduce((sum, { weight }, at) => sum + weight * matches[at]!.value, 0) / 3),
    FILLER[kind] === undefined || fillers.length > 0 ? 1 : 0,
    FILLER[kind] === undefined ? 0.5 : closeness(fillers, matches),
    Math.min(MOST_MARGIN, margin),
    said,
    topic,
    kind === 'definition' ? definitionScore(candidate) : 1,
    hit.matches.some(({ kind: how }) => how === 'spelling') ? 1 : 0,
  ];
  for (const name of GROUPS) features.push(group === name ? 1 : 0);
  for (const name of CONDITIONS) features.push(broken.has(name) ? 1 : 0);
  features.push(
    said * topic,
    isAbout * sums.soft,
    isAbout * sums.gap,
    isAbout * sums.gapContext,
    kind === 'who' ? closeness(fillers, matches.slice(0, 1)) : 0,
    kind === 'why' && text.fillers('cause').length > 0 ? 1 : 0,
  );
  return features;
}
