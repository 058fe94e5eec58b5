import { createLeaders, type Leaders } from './leaders.ts';
import { addToMet, meet, type Scratch } from './meet.ts';
import type { Query } from './query.ts';
import type { Segment } from './segment.ts';
import { restOf, scoreOf, type Walk, walksIn, weightsOf } from './walks.ts';

/** Reading one document costs about as much as walking so many postings. */
const READING_COST = 30;

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
