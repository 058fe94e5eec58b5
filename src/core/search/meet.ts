import type { Leaders } from './leaders.ts';
import { SEGMENT_LIMIT, type Segment } from './segment.ts';
import { restOf, type Walk } from './walks.ts';

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
export function meet(
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
export function addToMet({ impacts, postings }: Segment, walk: Walk, scores: Int32Array): void {
  for (let at = walk.from; at < walk.to; at++) {
    const row = postings[at]!;
    const score = scores[row]!;
    if (score !== 0) scores[row] = score + walk.weight * impacts[at]!;
  }
  walk.from = walk.to;
  walk.top = 0;
}
