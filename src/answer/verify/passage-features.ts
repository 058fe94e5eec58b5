import { cosineOf, meaningOf, nearness, relatedStemsOf } from '../../language/similarity.ts';
import type { Asked, AskedTerm } from './asked.ts';
import type { Surroundings } from './surroundings.ts';
import { type Candidate, FILLER, fillersOf, MATCHED } from './term-matches.ts';

/** Names of the features that use more than the sentence's own words, in the order of `passageFeaturesOf`. */
export const PASSAGE_FEATURES = [
  'near:before',
  'near:after',
  'article:more',
  'article:soft',
  'article:gap',
  'vector:max',
  'vector:gap',
  'vector:whole',
  'vector:before',
  'form:only',
  'form:first',
  'form:many',
  'place',
  'second',
  'behind:1',
  'behind:2',
  'behind:-1',
  'pronoun',
  'quoted',
  'found',
  'otherNames',
  'figures',
  'short',
] as const;

const meanings = new WeakMap<Asked, Float64Array | null>();
function meaningOfQuestion(asked: Asked): Float64Array | null {
  const known = meanings.get(asked);
  if (known !== undefined) return known;
  const made = meaningOf(asked.terms);
  meanings.set(asked, made);
  return made;
}

const weighed = (terms: readonly AskedTerm[], value: (at: number) => number): number => {
  let sum = 0;
  let whole = 0;
  terms.forEach(({ weight }, at) => {
    sum += weight * value(at);
    whole += weight;
  });
  return whole > 0 ? sum / whole : 0;
};

const POINTS_BACK = /^["“'‘(]*(?:he|she|they|it|his|her|their|its|this|that|these|those|such|there)\b/i;

/** Returns for each term the cosine of the fact's nearest word; 1 for an equal word. */
function nearnessOf({ terms }: Asked, { text, matches }: Candidate): number[] {
  return terms.map((term, at) => {
    if (matches[at]!.value >= MATCHED) return 1;
    if (term.isName) return 0;
    const related = relatedStemsOf(term);
    let best = 0;
    for (const { word, isName } of text.words)
      if (!isName) best = Math.max(best, nearness(term, word, related));
    return best;
  });
}

/** The number of candidates of each article that contain a filler for the question, and the first of them. */
export interface Formed {
  readonly count: number;
  readonly first: number;
}

export function formedIn(asked: Asked, candidates: readonly Candidate[]): Map<string, Formed> {
  const found = new Map<string, Formed>();
  if (!FILLER[asked.kind]) return found;
  for (const one of candidates) {
    if (fillersOf(asked, one).length === 0) continue;
    const { article, span } = one.fact;
    const known = found.get(article);
    found.set(article, {
      count: (known?.count ?? 0) + 1,
      first: Math.min(known?.first ?? Infinity, span[0]),
    });
  }
  return found;
}

/** Computes a candidate's features from the sentences around it. */
export function passageFeaturesOf(
  asked: Asked,
  candidate: Candidate,
  around: Surroundings,
  formed: Formed | undefined,
): number[] {
  const { terms } = asked;
  const { fact, text, matches, hit } = candidate;
  const { before, after, article, place, count, behindBest } = around;
  const own = (at: number): number => matches[at]!.value;
  const more = (other: Candidate | null) => (at: number) =>
    other ? Math.max(0, other.matches[at]!.value - own(at)) : 0;
  const near = nearnessOf(asked, candidate);
  const question = meaningOfQuestion(asked);
  const isFilled = FILLER[asked.kind] !== undefined && fillersOf(asked, candidate).length > 0;
  const taken = new Set(matches.filter(({ value }) => value >= MATCHED).map(({ position }) => position));
  const names = text.fillers('name').filter(([from, to]) => {
    for (let at = from; at < to; at++) if (taken.has(at)) return false;
    return true;
  }).length;
  const whole = cosineOf(question, text.meaning);
  return [
    weighed(terms, more(before)),
    weighed(terms, more(after)),
    weighed(terms, (at) => article[at]! - own(at)),
    weighed(terms, (at) => article[at]!),
    -terms.reduce((most, { weight }, at) => Math.max(most, weight * (1 - article[at]!)), 0),
    weighed(terms, (at) => near[at]!),
    -terms.reduce((most, { weight }, at) => Math.max(most, weight * (1 - near[at]!)), 0),
    whole,
    Math.max(0, (before ? cosineOf(question, before.text.meaning) : 0) - whole),
    isFilled ? 1 / (formed?.count ?? 1) : 0,
    isFilled && formed?.first === fact.span[0] ? 1 : 0,
    isFilled ? Math.min(4, fillersOf(asked, candidate).length) / 4 : 0,
    place / Math.max(1, count),
    place === 1 ? 1 : 0,
    behindBest === 1 ? 1 : 0,
    behindBest === 2 ? 1 : 0,
    behindBest === -1 ? 1 : 0,
    POINTS_BACK.test(fact.claim) ? 1 : 0,
    fact.speaker !== null ? 1 : 0,
    hit.score !== 0 ? 1 : 0,
    Math.min(4, names) / 4,
    Math.min(4, text.fillers('number').length) / 4,
    text.length < 8 ? 1 : 0,
  ];
}
