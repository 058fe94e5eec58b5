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
  /** The rows that were met, in the order in which they were. */
  readonly met: Uint16Array;
  /** How many postings and words of documents the last question touched. */
  touched: number;
}

export function createScratch(): Scratch {
  return { scores: new Int32Array(SEGMENT_LIMIT), met: new Uint16Array(SEGMENT_LIMIT), touched: 0 };
}

/** A term to look for in a segment: where its postings stand, and what those not walked yet add to a score at most. */
interface Walk {
  readonly term: number;
  readonly weight: number;
  from: number;
  readonly to: number;
  top: number;
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
  readonly most: number;
  /** What a newcomer has to reach. */
  floor(): number;
  offer(slot: number, score: number): void;
  slots(): number[];
}

function createLeaders(most: number, compareIds: Store['compareIds']): Leaders {
  const slots: number[] = [];
  const scores: number[] = [];
  return {
    most,
    floor: () => (slots.length < most ? 1 : scores.at(-1)!),
    offer(slot, score) {
      let to = slots.length;
      while (
        to > 0 &&
        (scores[to - 1]! < score || (scores[to - 1] === score && compareIds(slots[to - 1]!, slot) > 0))
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

/** What all walks together add to one document, read off the document itself. */
function scoreOf(segment: Segment, row: number, walks: readonly Walk[], terms: Uint32Array): number {
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

/** Reading one document costs about as much as walking so many postings. */
const READING_COST = 30;

/** What the walks can still add to a document that none has met. */
const restOf = (walks: readonly Walk[]): number => walks.reduce((sum, { top }) => sum + top, 0);

/** Scores are counted in so many steps to see what the leaders will reach at least. */
const STEPS = 256;
/** So many of the documents met are looked at for that: those met first hold the most telling term most tellingly. */
const SAMPLE = 2048;
const counts = new Uint16Array(STEPS + 1);

/** A score that `most` of the documents met have reached already: no other need be met for less. */
function reached(
  count: number,
  most: number,
  { scores, met }: Scratch,
  isIn: (row: number) => boolean,
): number {
  const looked = Math.min(count, SAMPLE);
  let top = 0;
  for (let at = 0; at < looked; at++) top = Math.max(top, scores[met[at]!]!);
  counts.fill(0);
  for (let at = 0; at < looked; at++) {
    const row = met[at]!;
    if (isIn(row)) counts[Math.floor((scores[row]! * STEPS) / top)]!++;
  }
  let step = STEPS + 1;
  for (let sum = 0; step > 0 && sum < most; ) sum += counts[--step]!;
  return step > 0 ? Math.ceil((step * top) / STEPS) : 0;
}

/** The documents of a segment that were met, and what a document has to reach. */
interface Met {
  readonly count: number;
  readonly floor: number;
}

/**
 * Walks the postings of a segment, the most telling terms first and of each the highest impacts first, and stops where
 * those left can no longer lift a document that was not met among the leaders.
 */
function meet(
  { impacts, postings }: Segment,
  walks: readonly Walk[],
  leaders: Leaders,
  scratch: Scratch,
  isIn: (row: number) => boolean,
): Met {
  const { scores, met } = scratch;
  let count = 0;
  let floor = leaders.floor();
  let rest = restOf(walks);
  for (const walk of walks) {
    const { weight, to, top } = walk;
    if (count >= leaders.most && to - walk.from > SAMPLE)
      floor = Math.max(floor, reached(count, leaders.most, scratch, isIn));
    if (rest < floor) break;
    const others = rest - top;
    let at = walk.from;
    for (; at < to && weight * impacts[at]! + others >= floor; at++) {
      const row = postings[at]!;
      const score = scores[row]!;
      if (score === 0) met[count++] = row;
      scores[row] = score + weight * impacts[at]!;
    }
    walk.from = at;
    walk.top = at < to ? weight * impacts[at]! : 0;
    rest = others + walk.top;
  }
  return { count, floor };
}

/** Walks what is left of a term's postings, for the documents that were met already. */
function addToMet({ impacts, postings }: Segment, walk: Walk, scores: Int32Array): void {
  for (let at = walk.from; at < walk.to; at++) {
    const row = postings[at]!;
    const score = scores[row]!;
    if (score !== 0) scores[row] = score + walk.weight * impacts[at]!;
  }
  walk.from = walk.to;
  walk.top = 0;
}

/**
 * Adds scores up in one segment. Of the documents met, those still in the running are read where that is less work than
 * the postings that were not walked.
 */
function scoreSegment(
  segment: Segment,
  walks: readonly Walk[],
  scratch: Scratch,
  leaders: Leaders,
  terms: Uint32Array,
  admits: ((slot: number) => boolean) | null,
): void {
  const { scores, met } = scratch;
  const { alive, slots } = segment;
  const all = walks.reduce((sum, { from, to }) => sum + to - from, 0);
  const isIn = (row: number): boolean => alive[row] === 1 && (admits === null || admits(slots[row]!));
  const { count, floor: least } = meet(segment, walks, leaders, scratch, isIn);
  let floor = least;
  const left = walks.reduce((sum, { from, to }) => sum + to - from, 0);
  scratch.touched += all - left;
  let running = 0;
  const before = restOf(walks);
  for (let at = 0; at < count; at++) if (scores[met[at]!]! + before >= floor) running++;
  if (left < running * READING_COST) {
    for (const walk of walks) addToMet(segment, walk, scores);
    scratch.touched += left;
  }
  const rest = restOf(walks);
  for (let at = 0; at < count; at++) {
    const row = met[at]!;
    let score = scores[row]!;
    scores[row] = 0;
    if (score + rest < floor) continue;
    if (rest > 0) {
      score = scoreOf(segment, row, walks, terms);
      scratch.touched += segment.starts[row + 1]! - segment.starts[row]!;
    }
    if (score < floor || !isIn(row)) continue;
    leaders.offer(slots[row]!, score);
    floor = Math.max(floor, leaders.floor());
  }
}

/** What the collecting needs of an index. */
export interface Store {
  readonly segments: readonly Segment[];
  readonly terms: Uint32Array;
  /** Below, at or above 0: the order of two documents' ids. */
  readonly compareIds: (one: number, other: number) => number;
  readonly admits: ((slot: number) => boolean) | null;
}

/**
 * The slots of the `most` documents with the highest sums of term impacts, best first: exactly those,
 * at a cost that grows with the postings of the telling terms, not with the library or the common terms.
 */
export function collect(query: Query, store: Store, scratch: Scratch, most: number): number[] {
  const leaders = createLeaders(most, store.compareIds);
  const weights = weightsOf(query);
  scratch.touched = 0;
  if (weights.size === 0) return [];
  for (const segment of store.segments)
    scoreSegment(segment, walksIn(segment, weights), scratch, leaders, store.terms, store.admits);
  return leaders.slots();
}
