import { FIELD_WEIGHT, fieldIn, wordIn } from '../index/forward-index.ts';
import { postingsOf, type Segment } from '../index/segment.ts';
import type { Query } from '../query/parse-query.ts';
import { impact } from '../ranking/bm25.ts';
import { GLANCE_MASK, type Glance } from './term-filter.ts';

/** A long form's words lead to candidates; whether all of them are there is seen when the fact is read. */
const LONG_FORM = 1;
/** Weights are whole numbers, so that a score does not hang on the order in which it was added up. */
const UNIT = 1000;

/** A term to look for in a segment: where its postings stand, and what those not walked yet add to a score at most. */
export interface Walk {
  readonly term: number;
  readonly weight: number;
  readonly start: number;
  readonly end: number;
  /** Where the walk has come to. */
  at: number;
  top: number;
}

/** The question's terms with what each weighs, the weightiest first; those that nearly everything holds weigh nothing. */
export function weightsOf({ terms }: Query): readonly (readonly [term: number, weight: number])[] {
  const weights = new Map<number, number>();
  const lend = (term: number, weight: number) =>
    weights.set(term, (weights.get(term) ?? 0) + Math.round(weight * UNIT));
  for (const { weight, variants, longForms } of terms) {
    for (const variant of variants) lend(variant.term, weight * variant.weight);
    for (const form of longForms)
      for (const term of form.terms) lend(term, (weight * LONG_FORM) / form.terms.length);
  }
  return [...weights].filter(([, weight]) => weight > 0).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

/** The walk of each term through a segment, in the terms' order; it may be empty. */
export function walksIn(segment: Segment, weights: ReturnType<typeof weightsOf>): Walk[] {
  return weights.map(([term, weight]) => {
    const [start, end] = postingsOf(segment, term);
    return { term, weight, start, end, at: start, top: end > start ? weight * segment.impacts[start]! : 0 };
  });
}

/** Back to the start. */
export function rewind({ impacts }: Segment, walk: Walk): void {
  walk.at = walk.start;
  walk.top = walk.end > walk.start ? walk.weight * impacts[walk.start]! : 0;
}

/** Nothing of it is left for the documents that were met. */
export function endWalk(walk: Walk): void {
  walk.at = walk.end;
  walk.top = 0;
}

/** What the walks can still add to a document that none has met. */
export function restOf(walks: readonly Walk[]): number {
  let rest = 0;
  for (const { top } of walks) rest += top;
  return rest;
}

/** How many postings were not walked yet. */
export function leftOf(walks: readonly Walk[]): number {
  let left = 0;
  for (const { at, end } of walks) left += end - at;
  return left;
}

/** What is needed to read a document for its score. */
export interface Reader {
  /** The term of each word. */
  readonly terms: Uint32Array;
  /** The question's terms. */
  readonly glance: Glance;
}

/** By walk, used again for every document; all zero in between. */
const frequencies = new Float64Array(1024);

/** What all walks together add to one document, read off the document itself. */
export function scoreOf(segment: Segment, row: number, walks: readonly Walk[], reader: Reader): number {
  const { words, starts, lengths } = segment;
  const { terms, glance } = reader;
  const end = starts[row + 1]!;
  for (let at = starts[row]!; at < end; at++) {
    const entry = words[at]!;
    const term = terms[wordIn(entry)]!;
    if (glance[term & GLANCE_MASK] === 0) continue;
    for (let walk = 0; walk < walks.length; walk++)
      if (walks[walk]!.term === term) frequencies[walk]! += FIELD_WEIGHT[fieldIn(entry)]!;
  }
  let score = 0;
  for (let walk = 0; walk < walks.length; walk++) {
    const frequency = frequencies[walk]!;
    if (frequency === 0) continue;
    score += walks[walk]!.weight * impact(frequency, lengths[row]!);
    frequencies[walk] = 0;
  }
  return score;
}
