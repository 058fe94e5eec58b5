import type { Segment } from '../index/segment.ts';
import type { Query } from '../query/parse-query.ts';
import {
  accumulate,
  accumulateRequired,
  addFromBitmap,
  addToAccumulators,
  pruneBelowThreshold,
  type Scratch,
} from './accumulate.ts';
import {
  openCursors,
  type PostingCursor,
  postingsLeft,
  remainingUpperBound,
  reset,
  type ScoringTables,
  scoreDocument,
  weightedTerms,
} from './posting-cursor.ts';
import { createTermFilter } from './term-filter.ts';
import { createTopK, type TopK } from './top-k.ts';

/**
 * The cost of scoring one document from its words, in postings: the document lies anywhere, postings lie side by side.
 */
const SCORING_COST = 200;

/** The part of an index that retrieval reads. */
export interface IndexView {
  readonly segments: readonly Segment[];
  /** The term of each word. */
  readonly terms: Uint32Array;
  /** Below, at or above 0: the order of two documents' ids. */
  readonly compareIds: (left: number, right: number) => number;
  /** Restricts the result; null admits every document. */
  readonly filter: ((slot: number) => boolean) | null;
}

/** The state of one retrieval. */
interface Retrieval {
  readonly topK: TopK;
  readonly scratch: Scratch;
  readonly tables: ScoringTables;
  readonly isEligible: (segment: Segment, row: number) => boolean;
}

/**
 * Offers the documents of a segment that contain one of the first `essential` terms and can reach the threshold. The
 * other terms' postings are added, or each document is scored from its words if that costs less.
 */
function retrieveFromSegment(
  segment: Segment,
  cursors: readonly PostingCursor[],
  essential: number,
  { topK, scratch, tables, isEligible }: Retrieval,
): void {
  const { scores, touchedRows } = scratch;
  const { slots, starts } = segment;
  let threshold = topK.threshold();
  const prune = (rows: number): number =>
    pruneBelowThreshold(rows, remainingUpperBound(cursors), threshold, scratch);
  let count = prune(
    accumulateRequired(segment, cursors, threshold, scratch) ??
      accumulate(segment, cursors, essential, threshold, scratch),
  );
  for (const cursor of cursors) {
    if (count > 0 && cursor.position === cursor.start && addFromBitmap(segment, cursor, count, scratch))
      count = prune(count);
  }
  for (const cursor of cursors) {
    if (postingsLeft(cursors) >= count * SCORING_COST) break;
    addToAccumulators(segment, cursor, scratch);
    count = prune(count);
  }
  const bound = remainingUpperBound(cursors);
  for (let at = 0; at < count; at++) {
    const row = touchedRows[at]!;
    let score = scores[row]!;
    scores[row] = 0;
    if (score + bound < threshold) continue;
    if (bound > 0) {
      score = scoreDocument(segment, row, cursors, tables);
      scratch.postingsRead += starts[row + 1]! - starts[row]!;
    }
    if (score < threshold || !isEligible(segment, row)) continue;
    topK.offer(slots[row]!, score);
    threshold = topK.threshold();
  }
}

/** The number of heaviest terms that together have at least `k` postings. */
function essentialCount(
  cursorsBySegment: readonly (readonly PostingCursor[])[],
  terms: number,
  k: number,
): number {
  let postings = 0;
  for (let index = 0; index < terms; index++) {
    for (const cursors of cursorsBySegment) postings += cursors[index]!.end - cursors[index]!.start;
    if (postings >= k) return index + 1;
  }
  return terms;
}

/**
 * The slots of the `k` documents with the highest sums of term impacts, best first. The result is exact. The cost grows
 * with the postings of the rare terms, not with the library. First come the documents that contain one of the heaviest
 * terms; the threshold that they set leaves little of the common terms' postings to read for the others.
 */
export function retrieve(query: Query, index: IndexView, scratch: Scratch, k: number): number[] {
  const { segments, terms, filter } = index;
  const weights = weightedTerms(query);
  scratch.postingsRead = 0;
  const topK = createTopK(k, index.compareIds);
  const tables = {
    terms,
    filter: createTermFilter(weights.map(([term]) => term)),
    frequencies: weights.map(() => 0),
  };
  const isEligible = ({ alive, slots }: Segment, row: number): boolean =>
    alive[row] === 1 && (filter === null || filter(slots[row]!));
  const retrieval = { topK, scratch, tables, isEligible };
  const cursorsBySegment = segments.map((segment) => openCursors(segment, weights));
  const essential = essentialCount(cursorsBySegment, weights.length, k);
  try {
    segments.forEach((segment, at) => {
      retrieveFromSegment(segment, cursorsBySegment[at]!, essential, retrieval);
    });
    if (essential === weights.length) return topK.slots();
    segments.forEach((segment, at) => {
      const others = cursorsBySegment[at]!.slice(essential);
      for (const cursor of others) reset(segment, cursor);
      retrieveFromSegment(segment, others, others.length, retrieval);
    });
    return topK.slots();
  } catch (error) {
    // The scores of a search that broke off must not count in the next one.
    scratch.scores.fill(0);
    throw error;
  }
}
