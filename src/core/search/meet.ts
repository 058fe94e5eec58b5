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

/**
 * Walks the postings of a segment's first `lead` terms, of each the highest impacts first, and stops where those left can
 * no longer lift a document that was not met to the floor. Gives how many documents were met.
 */
export function meet(
  { impacts, postings }: Segment,
  walks: readonly Walk[],
  lead: number,
  floor: number,
  scratch: Scratch,
): number {
  const { scores, met } = scratch;
  let count = 0;
  let rest = restOf(walks);
  for (let one = 0; one < lead && rest >= floor; one++) {
    const walk = walks[one]!;
    const { weight, start, end, top } = walk;
    const others = rest - top;
    let at = start;
    for (; at < end && weight * impacts[at]! + others >= floor; at++) {
      const row = postings[at]!;
      const score = scores[row]!;
      if (score === 0) met[count++] = row;
      scores[row] = score + weight * impacts[at]!;
    }
    scratch.touched += at - start;
    walk.at = at;
    walk.top = at < end ? weight * impacts[at]! : 0;
    rest = others + walk.top;
  }
  return count;
}

/** Forgets those of the documents met that cannot reach the floor any more; gives how many are left. */
export function keepRunning(count: number, rest: number, floor: number, { scores, met }: Scratch): number {
  let kept = 0;
  for (let at = 0; at < count; at++) {
    const row = met[at]!;
    if (scores[row]! + rest >= floor) met[kept++] = row;
    else scores[row] = 0;
  }
  return kept;
}

/** Walks what is left of a term's postings, for the documents that were met already. */
export function addToMet({ impacts, postings }: Segment, walk: Walk, scratch: Scratch): void {
  const { scores } = scratch;
  const { weight, end } = walk;
  for (let at = walk.at; at < end; at++) {
    const row = postings[at]!;
    const score = scores[row]!;
    if (score !== 0) scores[row] = score + weight * impacts[at]!;
  }
  scratch.touched += end - walk.at;
  walk.at = end;
  walk.top = 0;
}
