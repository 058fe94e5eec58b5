import { impact } from './bm25.ts';
import { FIELD_WEIGHT, fieldIn, wordIn } from './forward.ts';
import type { Query } from './query.ts';
import { postingsOf, type Segment } from './segment.ts';

/** A long form's words lead to candidates; whether all of them are there is seen when the fact is read. */
const LONG_FORM = 1;
/** Weights are whole numbers, so that a score does not hang on the order in which it was added up. */
const UNIT = 1000;

/** A term to look for in a segment: where its postings stand, and what those not walked yet add to a score at most. */
export interface Walk {
  readonly term: number;
  readonly weight: number;
  from: number;
  readonly to: number;
  top: number;
}

export function weightsOf({ terms }: Query): Map<number, number> {
  const weights = new Map<number, number>();
  const lend = (term: number, weight: number) =>
    weights.set(term, (weights.get(term) ?? 0) + Math.round(weight * UNIT));
  for (const { weight, variants, longForms } of terms) {
    for (const variant of variants) lend(variant.term, weight * variant.weight);
    for (const form of longForms)
      for (const term of form.terms) lend(term, (weight * LONG_FORM) / form.terms.length);
  }
  return weights;
}

/** The terms that a segment holds, those that can add most first. */
export function walksIn(segment: Segment, weights: ReadonlyMap<number, number>): Walk[] {
  const walks: Walk[] = [];
  for (const [term, weight] of weights) {
    const [from, to] = postingsOf(segment, term);
    if (to > from) walks.push({ term, weight, from, to, top: weight * segment.impacts[from]! });
  }
  return walks.sort((a, b) => b.top - a.top || a.term - b.term);
}

/** What the walks can still add to a document that none has met. */
export const restOf = (walks: readonly Walk[]): number => walks.reduce((sum, { top }) => sum + top, 0);

/** What all walks together add to one document, read off the document itself. */
export function scoreOf(segment: Segment, row: number, walks: readonly Walk[], terms: Uint32Array): number {
  const frequencies = new Float64Array(walks.length);
  for (let at = segment.starts[row]!; at < segment.starts[row + 1]!; at++) {
    const entry = segment.words[at]!;
    const term = terms[wordIn(entry)]!;
    for (let walk = 0; walk < walks.length; walk++)
      if (walks[walk]!.term === term) frequencies[walk]! += FIELD_WEIGHT[fieldIn(entry)]!;
  }
  let score = 0;
  for (let walk = 0; walk < walks.length; walk++)
    if (frequencies[walk]! > 0)
      score += walks[walk]!.weight * impact(frequencies[walk]!, segment.lengths[row]!);
  return score;
}
