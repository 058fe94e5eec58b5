import { bitmapOf, type PostingBitmap } from '../index/posting-bitmap.ts';
import { SEGMENT_LIMIT, type Segment } from '../index/segment.ts';
import { exhaust, type PostingCursor, remainingUpperBound } from './posting-cursor.ts';

/** The score accumulators of one segment at a time. They are reused: between two segments all scores are 0. */
export interface Scratch {
  /** By row. */
  readonly scores: Int32Array;
  /** The rows with a score, in the order in which they got one. */
  readonly touchedRows: Uint16Array;
  /** The number of postings and words that the last question read: its cost. */
  postingsRead: number;
}

/**
 * Shared by all indexes, because a search is synchronous: the columns of an index of its own would not be in the cache.
 */
const scores = new Int32Array(SEGMENT_LIMIT);
const touchedRows = new Uint16Array(SEGMENT_LIMIT);

export const createScratch = (): Scratch => ({ scores, touchedRows, postingsRead: 0 });

/**
 * Score-at-a-time accumulation over the first `essential` cursors, highest impacts first. It stops a cursor when its
 * unread postings cannot lift a new document to the threshold. Returns the number of touched rows.
 */
export function accumulate(
  { impacts, postings }: Segment,
  cursors: readonly PostingCursor[],
  essential: number,
  threshold: number,
  scratch: Scratch,
): number {
  const { scores, touchedRows } = scratch;
  let count = 0;
  let bound = remainingUpperBound(cursors);
  for (let index = 0; index < essential && bound >= threshold; index++) {
    const cursor = cursors[index]!;
    const { weight, start, end, maxScore } = cursor;
    const others = bound - maxScore;
    let at = start;
    for (; at < end && weight * impacts[at]! + others >= threshold; at++) {
      const row = postings[at]!;
      const score = scores[row]!;
      if (score === 0) touchedRows[count++] = row;
      scores[row] = score + weight * impacts[at]!;
    }
    scratch.postingsRead += at - start;
    cursor.position = at;
    cursor.maxScore = at < end ? weight * impacts[at]! : 0;
    bound = others + cursor.maxScore;
  }
  return count;
}

/** The number of a cursor's postings that can lift a document to the threshold if all `others` add their most. */
function postingsAboveThreshold(
  { impacts }: Segment,
  { weight, start, end }: PostingCursor,
  others: number,
  threshold: number,
): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (weight * impacts[middle]! + others >= threshold) low = middle + 1;
    else high = middle;
  }
  return low - start;
}

/** Scores the documents that contain all required terms, by a bitmap AND, 32 rows at a time. Returns their number. */
function accumulateIntersection(
  required: readonly PostingCursor[],
  bitmaps: readonly PostingBitmap[],
  { scores, touchedRows }: Scratch,
): number {
  const [first, ...others] = bitmaps;
  let count = 0;
  for (let at = 0; at < first!.bits.length; at++) {
    let bits = first!.bits[at]!;
    for (let index = 0; index < others.length && bits !== 0; index++) bits &= others[index]!.bits[at]!;
    for (; bits !== 0; bits &= bits - 1) {
      const row = (at << 5) + 31 - Math.clz32(bits & -bits);
      let score = 0;
      for (let index = 0; index < required.length; index++)
        score += required[index]!.weight * bitmaps[index]!.impacts[row]!;
      scores[row] = score;
      touchedRows[count++] = row;
    }
  }
  return count;
}

/**
 * MaxScore: if the threshold cannot be reached without certain terms, it enumerates only the documents that contain
 * them: the shortest list, or a bitmap AND if all are common. Returns the number of touched rows; null if no term is
 * required.
 */
export function accumulateRequired(
  segment: Segment,
  cursors: readonly PostingCursor[],
  threshold: number,
  scratch: Scratch,
): number | null {
  const bound = remainingUpperBound(cursors);
  const required = cursors.filter(({ maxScore }) => bound - maxScore < threshold);
  if (required.length === 0 || bound < threshold) return null;
  const lengths = required.map((cursor) =>
    postingsAboveThreshold(segment, cursor, bound - cursor.maxScore, threshold),
  );
  const shortest = Math.min(...lengths);
  const words = (segment.slots.length >>> 5) * required.length;
  if (required.length > 1 && words < shortest) {
    const bitmaps = required.map((cursor) => bitmapOf(segment, cursor));
    if (bitmaps.every((bitmap) => bitmap !== null)) {
      const count = accumulateIntersection(required, bitmaps, scratch);
      scratch.postingsRead += words + count * required.length;
      required.forEach(exhaust);
      return count;
    }
  }
  const first = required[lengths.indexOf(shortest)]!;
  const others = cursors.filter((cursor) => cursor !== first);
  const count = accumulate(segment, [first, ...others], 1, threshold, scratch);
  exhaust(first);
  return count;
}

/** Drops the touched rows that cannot reach the threshold any more. Returns the number that stay. */
export function pruneBelowThreshold(
  count: number,
  bound: number,
  threshold: number,
  { scores, touchedRows }: Scratch,
): number {
  let left = 0;
  for (let at = 0; at < count; at++) {
    const row = touchedRows[at]!;
    if (scores[row]! + bound >= threshold) touchedRows[left++] = row;
    else scores[row] = 0;
  }
  return left;
}

/**
 * Adds a common term's impacts to the touched rows, by its bitmap. Returns false if the term is too rare to have one.
 */
export function addFromBitmap(
  segment: Segment,
  cursor: PostingCursor,
  count: number,
  scratch: Scratch,
): boolean {
  const bitmap = bitmapOf(segment, cursor);
  if (!bitmap) return false;
  const { scores, touchedRows } = scratch;
  const { impacts } = bitmap;
  const { weight } = cursor;
  for (let at = 0; at < count; at++) {
    const row = touchedRows[at]!;
    scores[row]! += weight * impacts[row]!;
  }
  scratch.postingsRead += count;
  exhaust(cursor);
  return true;
}

/** Reads the rest of a cursor and adds its impacts to the rows that have a score. */
export function addToAccumulators(
  { impacts, postings }: Segment,
  cursor: PostingCursor,
  scratch: Scratch,
): void {
  const { scores } = scratch;
  const { weight, end } = cursor;
  for (let at = cursor.position; at < end; at++) {
    const row = postings[at]!;
    const score = scores[row]!;
    if (score !== 0) scores[row] = score + weight * impacts[at]!;
  }
  scratch.postingsRead += end - cursor.position;
  exhaust(cursor);
}
