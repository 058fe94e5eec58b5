import type { Segment } from '../index/segment.ts';
import type { Query } from '../query/parse-query.ts';
import { addToMet, keepRunning, lookUp, meet, meetNeeded, type Scratch } from './accumulate.ts';
import {
  leftOf,
  type Reader,
  restOf,
  rewind,
  scoreOf,
  type Walk,
  walksIn,
  weightsOf,
} from './posting-cursor.ts';
import { glanceOf } from './term-filter.ts';
import { createLeaders, type Leaders } from './top-k.ts';

/** Reading one document costs about as much as walking so many postings: it lies anywhere, they side by side. */
const READING_COST = 200;

/** What the collecting needs of an index. */
export interface Store {
  readonly segments: readonly Segment[];
  readonly terms: Uint32Array;
  /** Below, at or above 0: the order of two documents' ids. */
  readonly compareIds: (one: number, other: number) => number;
  readonly admits: ((slot: number) => boolean) | null;
}

/** One question's collecting. */
interface Collecting {
  readonly leaders: Leaders;
  readonly scratch: Scratch;
  readonly reader: Reader;
  readonly isIn: (segment: Segment, row: number) => boolean;
}

/**
 * Offers the documents of a segment that hold one of the first `lead` terms and may be among the leaders. What their other
 * terms add is walked, or they are read where that is less work.
 */
function offerFrom(
  segment: Segment,
  walks: readonly Walk[],
  lead: number,
  { leaders, scratch, reader, isIn }: Collecting,
): void {
  const { scores, met } = scratch;
  const { slots, starts } = segment;
  let floor = leaders.floor();
  const found = meetNeeded(segment, walks, floor, scratch) ?? meet(segment, walks, lead, floor, scratch);
  let count = keepRunning(found, restOf(walks), floor, scratch);
  for (const walk of walks) {
    if (count > 0 && walk.at === walk.start && lookUp(segment, walk, count, scratch))
      count = keepRunning(count, restOf(walks), floor, scratch);
  }
  for (const walk of walks) {
    if (leftOf(walks) >= count * READING_COST) break;
    addToMet(segment, walk, scratch);
    count = keepRunning(count, restOf(walks), floor, scratch);
  }
  const rest = restOf(walks);
  for (let at = 0; at < count; at++) {
    const row = met[at]!;
    let score = scores[row]!;
    scores[row] = 0;
    if (score + rest < floor) continue;
    if (rest > 0) {
      score = scoreOf(segment, row, walks, reader);
      scratch.touched += starts[row + 1]! - starts[row]!;
    }
    if (score < floor || !isIn(segment, row)) continue;
    leaders.offer(slots[row]!, score);
    floor = leaders.floor();
  }
}

/** How many of the weightiest terms have enough postings together to find about as many leaders as are wanted. */
function leadOf(walksBySegment: readonly (readonly Walk[])[], terms: number, enough: number): number {
  let postings = 0;
  for (let lead = 0; lead < terms; lead++) {
    for (const walks of walksBySegment) postings += walks[lead]!.end - walks[lead]!.start;
    if (postings >= enough) return lead + 1;
  }
  return terms;
}

/**
 * The slots of the `most` documents with the highest sums of term impacts, best first: exactly those, at a cost that grows
 * with the postings of the telling terms, not with the library. First come the documents that hold one of the weightiest
 * terms; their scores show how little of the common terms is left to be walked for the others.
 */
export function collect(query: Query, store: Store, scratch: Scratch, most: number): number[] {
  const { segments, terms, admits } = store;
  const weights = weightsOf(query);
  scratch.touched = 0;
  const leaders = createLeaders(most, store.compareIds);
  const reader = { terms, glance: glanceOf(weights.map(([term]) => term)) };
  const isIn = ({ alive, slots }: Segment, row: number): boolean =>
    alive[row] === 1 && (admits === null || admits(slots[row]!));
  const collecting = { leaders, scratch, reader, isIn };
  const walksBySegment = segments.map((segment) => walksIn(segment, weights));
  const lead = leadOf(walksBySegment, weights.length, most);
  segments.forEach((segment, at) => {
    offerFrom(segment, walksBySegment[at]!, lead, collecting);
  });
  if (lead === weights.length) return leaders.slots();
  segments.forEach((segment, at) => {
    const others = walksBySegment[at]!.slice(lead);
    for (const walk of others) rewind(segment, walk);
    offerFrom(segment, others, others.length, collecting);
  });
  return leaders.slots();
}
