import { postingsOf, SEGMENT_LIMIT, type Segment } from '../index/segment.ts';
import { type Lookup, type TokenSlice, termBits } from './match-document.ts';

/**
 * The most work for marking a segment's rows with their terms, in postings. A segment that costs more is not marked.
 */
const MAX_MARKING_COST = 4096;
/** The number of rows that are zeroed in the time of one posting. */
const ROWS_PER_POSTING = 8;

/**
 * Bit masks by row, one column for each segment of a search. All indexes share them, because a search is synchronous.
 */
const columns: Uint32Array[] = [];

/** Returns the query terms in a document outside its title, one bit each. */
export type TermPresence = (slot: number) => number;

/** The parts of an index that `createTermPresence` reads. */
export interface PresenceView {
  readonly locate: (slot: number) => { readonly segment: Segment; readonly row: number };
  readonly tokensOf: (slot: number) => TokenSlice;
  /** The term of each word. */
  readonly terms: Uint32Array;
}

/** Marks the rows of the terms' postings with the terms' bits. Returns null if reading single documents is cheaper. */
function markedRows(segment: Segment, { variants }: Lookup, column: number): Uint32Array | null {
  const rows = segment.slots.length;
  let cost = rows / ROWS_PER_POSTING;
  const ranges: (readonly [from: number, to: number, bits: number])[] = [];
  for (const [term, own] of variants) {
    const [from, to] = postingsOf(segment, term);
    cost += to - from;
    if (cost > MAX_MARKING_COST) return null;
    ranges.push([from, to, own.reduce((bits, { index }) => bits | (1 << index), 0)]);
  }
  columns[column] ??= new Uint32Array(SEGMENT_LIMIT);
  const marked = columns[column].fill(0, 0, rows);
  const { postings } = segment;
  for (const [from, to, bits] of ranges) for (let at = from; at < to; at++) marked[postings[at]!]! |= bits;
  return marked;
}

/**
 * Creates the lookup of query terms in documents for one search. In a small segment the terms' postings are marked
 * once; in a large one each document is read. The result is valid until the next search of any index.
 */
export function createTermPresence(lookup: Lookup, { locate, tokensOf, terms }: PresenceView): TermPresence {
  const bySegment = new Map<Segment, Uint32Array | null>();
  const bySlot = new Map<number, number>();
  return (slot) => {
    const { segment, row } = locate(slot);
    let marked = bySegment.get(segment);
    if (marked === undefined) {
      marked = markedRows(segment, lookup, bySegment.size);
      bySegment.set(segment, marked);
    }
    if (marked !== null) return marked[row]!;
    const known = bySlot.get(slot);
    if (known !== undefined) return known;
    const bits = termBits(tokensOf(slot), lookup, terms);
    bySlot.set(slot, bits);
    return bits;
  };
}
