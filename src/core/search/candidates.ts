import { impact } from './bm25.ts';
import { FIELD_WEIGHT, fieldIn, wordIn } from './forward.ts';
import type { Query } from './query.ts';
import { postingsOf, SEGMENT_LIMIT, type Segment } from './segment.ts';

/** A long form's words lead to candidates; whether all of them are there is seen when the fact is read. */
const LONG_FORM = 1;
/** Weights are whole numbers, so that a score does not hang on the order in which it was added up. */
const UNIT = 1000;

/** Places to add scores up in, kept between questions so that none is made for each. */
export interface Scratch {
  readonly scores: Int32Array;
  readonly touched: Uint16Array;
}

export function createScratch(): Scratch {
  return { scores: new Int32Array(SEGMENT_LIMIT), touched: new Uint16Array(SEGMENT_LIMIT) };
}

/** A term to look for in a segment: what it adds to a score at most, and where its postings stand. */
interface Walk {
  readonly term: number;
  readonly weight: number;
  readonly from: number;
  readonly to: number;
  readonly top: number;
}

function weightsOf({ terms }: Query): Map<number, number> {
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
function walksIn(segment: Segment, weights: ReadonlyMap<number, number>): Walk[] {
  const walks: Walk[] = [];
  for (const [term, weight] of weights) {
    const [from, to] = postingsOf(segment, term);
    if (to > from) walks.push({ term, weight, from, to, top: weight * segment.impacts[from]! });
  }
  return walks.sort((a, b) => b.top - a.top || a.term - b.term);
}

/** The best so far over all segments, best first; ties by id, so that the order of adding does not show. */
interface Leaders {
  /** What a newcomer has to reach. */
  floor(): number;
  offer(slot: number, score: number): void;
  slots(): number[];
}

function createLeaders(most: number, idOf: (slot: number) => string): Leaders {
  const slots: number[] = [];
  const scores: number[] = [];
  return {
    floor: () => (slots.length < most ? 1 : scores.at(-1)!),
    offer(slot, score) {
      let to = slots.length;
      while (
        to > 0 &&
        (scores[to - 1]! < score || (scores[to - 1] === score && idOf(slots[to - 1]!) > idOf(slot)))
      )
        to--;
      if (to >= most) return;
      slots.splice(to, 0, slot);
      scores.splice(to, 0, score);
      if (slots.length > most) {
        slots.pop();
        scores.pop();
      }
    },
    slots: () => slots,
  };
}

/** What the walks not made would have added to one document, read off the document itself. */
function restOf(
  segment: Segment,
  row: number,
  walks: readonly Walk[],
  from: number,
  terms: Uint32Array,
): number {
  const frequencies = new Float64Array(walks.length);
  for (let at = segment.starts[row]!; at < segment.starts[row + 1]!; at++) {
    const entry = segment.words[at]!;
    const term = terms[wordIn(entry)]!;
    for (let walk = from; walk < walks.length; walk++)
      if (walks[walk]!.term === term) frequencies[walk]! += FIELD_WEIGHT[fieldIn(entry)]!;
  }
  let rest = 0;
  for (let walk = from; walk < walks.length; walk++)
    if (frequencies[walk]! > 0)
      rest += walks[walk]!.weight * impact(frequencies[walk]!, segment.lengths[row]!);
  return rest;
}

/** Reading one document costs about as much as walking so many postings. */
const READING_COST = 30;

/** Adds a term to the documents that were met already, and meets no new ones. */
function addToMet({ impacts, postings }: Segment, { from, to, weight }: Walk, scores: Int32Array): void {
  for (let at = from; at < to; at++) {
    const row = postings[at]!;
    const score = scores[row]!;
    if (score !== 0) scores[row] = score + weight * impacts[at]!;
  }
}

/**
 * Adds scores up in one segment, the most telling terms first. Once the terms left over cannot lift a document
 * that holds none of the others among the leaders, they find no new ones: where few documents
 * are still in the running, those are read instead of the postings.
 */
function scoreSegment(
  segment: Segment,
  walks: readonly Walk[],
  scratch: Scratch,
  leaders: Leaders,
  terms: Uint32Array,
  admits: ((slot: number) => boolean) | null,
): void {
  const { scores, touched } = scratch;
  const { alive, impacts, postings, slots } = segment;
  let count = 0;
  let rest = walks.reduce((sum, { top }) => sum + top, 0);
  let floor = leaders.floor();
  let walk = 0;
  for (; walk < walks.length && rest >= floor; walk++) {
    const { from, to, weight, top } = walks[walk]!;
    for (let at = from; at < to; at++) {
      const row = postings[at]!;
      const score = scores[row]!;
      if (score === 0) touched[count++] = row;
      scores[row] = score + weight * impacts[at]!;
    }
    rest -= top;
  }
  let running = 0;
  for (let at = 0; at < count; at++) if (scores[touched[at]!]! + rest >= floor) running++;
  const left = walks.slice(walk).reduce((sum, { from, to }) => sum + to - from, 0);
  if (left < running * READING_COST) {
    for (; walk < walks.length; walk++) addToMet(segment, walks[walk]!, scores);
    rest = 0;
  }
  for (let at = 0; at < count; at++) {
    const row = touched[at]!;
    let score = scores[row]!;
    scores[row] = 0;
    if (score + rest < floor || alive[row] === 0) continue;
    if (walk < walks.length) score += restOf(segment, row, walks, walk, terms);
    if (score < floor || (admits && !admits(slots[row]!))) continue;
    leaders.offer(slots[row]!, score);
    floor = leaders.floor();
  }
}

/** What the collecting needs of an index. */
export interface Store {
  readonly segments: readonly Segment[];
  readonly terms: Uint32Array;
  readonly idOf: (slot: number) => string;
  readonly admits: ((slot: number) => boolean) | null;
}

/**
 * The slots of the `most` documents with the highest sums of term impacts, best first: exactly those,
 * at a cost that grows with the postings of the telling terms, not with the library or the common terms.
 */
export function collect(query: Query, store: Store, scratch: Scratch, most: number): number[] {
  const leaders = createLeaders(most, store.idOf);
  const weights = weightsOf(query);
  if (weights.size === 0) return [];
  for (const segment of store.segments)
    scoreSegment(segment, walksIn(segment, weights), scratch, leaders, store.terms, store.admits);
  return leaders.slots();
}
