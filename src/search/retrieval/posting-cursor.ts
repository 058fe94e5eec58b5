import { FIELD_WEIGHT, fieldIn, wordIn } from '../index/forward-index.ts';
import { postingsOf, type Segment } from '../index/segment.ts';
import type { Query } from '../query/parse-query.ts';
import { impact } from '../ranking/bm25.ts';
import { admits, type TermFilter } from './term-filter.ts';

/**
 * The total weight of an acronym's long form, divided among its words. `match-document.ts` checks that all words occur.
 */
const LONG_FORM_WEIGHT = 1;
/** The factor by which weights are scaled to integers. A sum of integers does not depend on the order of its terms. */
const WEIGHT_SCALE = 1000;

/** A cursor over one term's postings in one segment, in descending order of impact. */
export interface PostingCursor {
  readonly term: number;
  readonly weight: number;
  readonly start: number;
  readonly end: number;
  /** The next posting to read. */
  position: number;
  /** The upper bound of an unread posting's contribution to a score. */
  maxScore: number;
}

/** The terms of a question with their weights, the heaviest first. Terms of weight 0 are left out. */
export function weightedTerms({ terms }: Query): readonly (readonly [term: number, weight: number])[] {
  const weights = new Map<number, number>();
  const addWeight = (term: number, weight: number) =>
    weights.set(term, (weights.get(term) ?? 0) + Math.round(weight * WEIGHT_SCALE));
  for (const { weight, variants, longForms } of terms) {
    for (const variant of variants) addWeight(variant.term, weight * variant.weight);
    for (const form of longForms)
      for (const term of form.terms) addWeight(term, (weight * LONG_FORM_WEIGHT) / form.terms.length);
  }
  return [...weights].filter(([, weight]) => weight > 0).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

/** Opens a cursor for each term, in the order of the terms. A cursor is empty if the segment lacks its term. */
export function openCursors(segment: Segment, weights: ReturnType<typeof weightedTerms>): PostingCursor[] {
  return weights.map(([term, weight]) => {
    const [start, end] = postingsOf(segment, term);
    const maxScore = end > start ? weight * segment.impacts[start]! : 0;
    return { term, weight, start, end, position: start, maxScore };
  });
}

/** Moves a cursor back to its first posting. */
export function reset({ impacts }: Segment, cursor: PostingCursor): void {
  cursor.position = cursor.start;
  cursor.maxScore = cursor.end > cursor.start ? cursor.weight * impacts[cursor.start]! : 0;
}

/** Moves a cursor past its last posting. */
export function exhaust(cursor: PostingCursor): void {
  cursor.position = cursor.end;
  cursor.maxScore = 0;
}

/** Returns an upper bound of what the unread postings of all cursors can add to one document's score. */
export function remainingUpperBound(cursors: readonly PostingCursor[]): number {
  let bound = 0;
  for (const { maxScore } of cursors) bound += maxScore;
  return bound;
}

/** Returns the number of unread postings of all cursors. */
export function postingsLeft(cursors: readonly PostingCursor[]): number {
  let left = 0;
  for (const { position, end } of cursors) left += end - position;
  return left;
}

/** The tables that `scoreDocument` reads and writes. */
export interface ScoringTables {
  /** The term of each word. */
  readonly terms: Uint32Array;
  /** The filter that passes the terms of the question. */
  readonly filter: TermFilter;
  /** Scratch space with one entry per cursor. All entries are zero between calls. */
  readonly frequencies: number[];
}

/** Computes the score that all cursors give to one document, from the document's own words. */
export function scoreDocument(
  segment: Segment,
  row: number,
  cursors: readonly PostingCursor[],
  { terms, filter, frequencies }: ScoringTables,
): number {
  const { words, starts, lengths } = segment;
  const end = starts[row + 1]!;
  for (let at = starts[row]!; at < end; at++) {
    const entry = words[at]!;
    const term = terms[wordIn(entry)]!;
    if (!admits(filter, term)) continue;
    for (let index = 0; index < cursors.length; index++)
      if (cursors[index]!.term === term) frequencies[index]! += FIELD_WEIGHT[fieldIn(entry)]!;
  }
  let score = 0;
  for (let index = 0; index < cursors.length; index++) {
    const frequency = frequencies[index]!;
    if (frequency === 0) continue;
    score += cursors[index]!.weight * impact(frequency, lengths[row]!);
    frequencies[index] = 0;
  }
  return score;
}
