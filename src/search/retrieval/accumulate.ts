import { type Dense, denseOf } from '../index/posting-bitmap.ts';
import { SEGMENT_LIMIT, type Segment } from '../index/segment.ts';
import { endWalk, restOf, type Walk } from './posting-cursor.ts';

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

/** How far a term is walked before its postings can no longer lift a document to the floor with all that others add. */
function reach({ impacts }: Segment, { weight, start, end }: Walk, others: number, floor: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (weight * impacts[middle]! + others >= floor) low = middle + 1;
    else high = middle;
  }
  return low - start;
}

/** Meets the documents that hold all of some common terms, 32 rows at a time. Gives how many. */
function meetInAll(needed: readonly Walk[], dense: readonly Dense[], { scores, met }: Scratch): number {
  const [first, ...others] = dense;
  let count = 0;
  for (let at = 0; at < first!.bits.length; at++) {
    let bits = first!.bits[at]!;
    for (let one = 0; one < others.length && bits !== 0; one++) bits &= others[one]!.bits[at]!;
    for (; bits !== 0; bits &= bits - 1) {
      const row = (at << 5) + 31 - Math.clz32(bits & -bits);
      let score = 0;
      for (let one = 0; one < needed.length; one++) score += needed[one]!.weight * dense[one]!.impacts[row]!;
      scores[row] = score;
      met[count++] = row;
    }
  }
  return count;
}

/**
 * Where the floor is out of reach without some of the terms, meets the documents by those alone: by the one that leads to
 * the fewest, or by all at once where all are common. Gives how many; null where no single term is needed.
 */
export function meetNeeded(
  segment: Segment,
  walks: readonly Walk[],
  floor: number,
  scratch: Scratch,
): number | null {
  const rest = restOf(walks);
  const needed = walks.filter(({ top }) => rest - top < floor);
  if (needed.length === 0 || rest < floor) return null;
  const reaches = needed.map((walk) => reach(segment, walk, rest - walk.top, floor));
  const fewest = Math.min(...reaches);
  const words = (segment.slots.length >>> 5) * needed.length;
  if (needed.length > 1 && words < fewest) {
    const dense = needed.map((walk) => denseOf(segment, walk));
    if (dense.every((one) => one !== null)) {
      const count = meetInAll(needed, dense, scratch);
      scratch.touched += words + count * needed.length;
      needed.forEach(endWalk);
      return count;
    }
  }
  const first = needed[reaches.indexOf(fewest)]!;
  const count = meet(segment, [first, ...walks.filter((walk) => walk !== first)], 1, floor, scratch);
  endWalk(first);
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

/** Adds a common term to the documents that were met already; false where it is not common. */
export function lookUp(segment: Segment, walk: Walk, count: number, scratch: Scratch): boolean {
  const dense = denseOf(segment, walk);
  if (!dense) return false;
  const { scores, met } = scratch;
  const { impacts } = dense;
  const { weight } = walk;
  for (let at = 0; at < count; at++) {
    const row = met[at]!;
    scores[row]! += weight * impacts[row]!;
  }
  scratch.touched += count;
  endWalk(walk);
  return true;
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
  endWalk(walk);
}
