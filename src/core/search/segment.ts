import { impact } from './bm25.ts';
import { FIELD_WEIGHT, fieldIn, wordIn } from './forward.ts';
import { NO_TERM } from './vocabulary.ts';

/** Postings name a document by 16 bits, and a merge of this many is over within a few dozen milliseconds. */
export const SEGMENT_LIMIT = 16_384;

/** The documents of a segment, before they are inverted. */
export interface Rows {
  /** The index-wide number of each document. */
  readonly slots: Uint32Array;
  /** Words in content length, by document. */
  readonly lengths: Uint8Array;
  /** Where each document's words start in `words`; one more at the end. */
  readonly starts: Uint32Array;
  readonly words: Uint32Array;
}

/** Some thousands of documents, inverted; nothing in it changes but which documents are alive. */
export interface Segment extends Rows {
  /** The terms that occur, ascending, and where the postings of each start. */
  readonly terms: Uint32Array;
  readonly postingStarts: Uint32Array;
  /** Within a term: documents with the highest impact first. */
  readonly postings: Uint16Array;
  readonly impacts: Uint8Array;
  readonly alive: Uint8Array;
  live: number;
}

/** Order of `keys` from highest impact to lowest, equal ones as they were: a counting sort. */
function byImpact(impacts: Uint8Array): Uint32Array {
  const next = new Uint32Array(257);
  for (const value of impacts) next[256 - value]!++;
  for (let at = 1; at < 257; at++) next[at]! += next[at - 1]!;
  const order = new Uint32Array(impacts.length);
  for (let at = 0; at < impacts.length; at++) order[next[255 - impacts[at]!]!++] = at;
  return order;
}

/** Per term, kept between inversions so that a small one does not pay for a large vocabulary; all zero in between. */
let frequencies = new Float64Array(1024);
let ranks = new Uint32Array(1024);

function reserve(terms: number): void {
  if (terms <= ranks.length) return;
  const wider = new Float64Array(terms * 2);
  wider.set(frequencies);
  frequencies = wider;
  ranks = new Uint32Array(terms * 2);
}

/** Every document's distinct terms, one after another, each with its impact. */
interface Occurrences {
  readonly docs: Uint16Array;
  readonly terms: Uint32Array;
  readonly impacts: Uint8Array;
}

function occurrencesIn(rows: Rows, termOfWord: Uint32Array): Occurrences {
  const docs = new Uint16Array(rows.words.length);
  const terms = new Uint32Array(rows.words.length);
  const impacts = new Uint8Array(rows.words.length);
  let count = 0;
  for (let doc = 0; doc < rows.slots.length; doc++) {
    const first = count;
    for (let at = rows.starts[doc]!; at < rows.starts[doc + 1]!; at++) {
      const entry = rows.words[at]!;
      const term = termOfWord[wordIn(entry)]!;
      const weight = FIELD_WEIGHT[fieldIn(entry)]!;
      if (term === NO_TERM || weight === 0) continue;
      reserve(term + 1);
      if (frequencies[term] === 0) terms[count++] = term;
      frequencies[term]! += weight;
    }
    for (let at = first; at < count; at++) {
      const term = terms[at]!;
      docs[at] = doc;
      impacts[at] = impact(frequencies[term]!, rows.lengths[doc]!);
      frequencies[term] = 0;
    }
  }
  return {
    docs: docs.subarray(0, count),
    terms: terms.subarray(0, count),
    impacts: impacts.subarray(0, count),
  };
}

/** Inverts documents: for each term, who holds it, the highest impact first. Linear in the number of postings. */
export function invert(rows: Rows, termOfWord: Uint32Array): Segment {
  const { docs, terms, impacts: unsorted } = occurrencesIn(rows, termOfWord);
  const met: number[] = [];
  for (const term of terms) {
    if (ranks[term] === 0) met.push(term);
    ranks[term] = 1;
  }
  const distinct = Uint32Array.from(met).sort();
  distinct.forEach((term, at) => {
    ranks[term] = at;
  });
  const postingStarts = new Uint32Array(distinct.length + 1);
  for (const term of terms) postingStarts[ranks[term]! + 1]!++;
  for (let at = 1; at < postingStarts.length; at++) postingStarts[at]! += postingStarts[at - 1]!;
  const next = postingStarts.slice();
  const postings = new Uint16Array(docs.length);
  const impacts = new Uint8Array(docs.length);
  for (const from of byImpact(unsorted)) {
    const to = next[ranks[terms[from]!]!]!++;
    postings[to] = docs[from]!;
    impacts[to] = unsorted[from]!;
  }
  for (const term of distinct) ranks[term] = 0;
  const alive = new Uint8Array(rows.slots.length).fill(1);
  return { ...rows, terms: distinct, postingStarts, postings, impacts, alive, live: rows.slots.length };
}

/** The living documents of some segments, side by side, ready to be inverted as one. */
export function gatherRows(segments: readonly Segment[]): Rows {
  const total = segments.reduce((sum, segment) => sum + segment.live, 0);
  const slots = new Uint32Array(total);
  const lengths = new Uint8Array(total);
  const starts = new Uint32Array(total + 1);
  const parts: Uint32Array[] = [];
  let doc = 0;
  for (const segment of segments) {
    for (let from = 0; from < segment.slots.length; from++) {
      if (!segment.alive[from]) continue;
      const words = segment.words.subarray(segment.starts[from]!, segment.starts[from + 1]!);
      slots[doc] = segment.slots[from]!;
      lengths[doc] = segment.lengths[from]!;
      starts[doc + 1] = starts[doc]! + words.length;
      parts.push(words);
      doc++;
    }
  }
  const words = new Uint32Array(starts[total]!);
  parts.forEach((part, at) => {
    words.set(part, starts[at]!);
  });
  return { slots, lengths, starts, words };
}

/** Where a term's postings stand, as [from, to); empty where the segment lacks it. */
export function postingsOf(segment: Segment, term: number): readonly [from: number, to: number] {
  let low = 0;
  let high = segment.terms.length - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = segment.terms[middle]!;
    if (found === term) return [segment.postingStarts[middle]!, segment.postingStarts[middle + 1]!];
    if (found < term) low = middle + 1;
    else high = middle - 1;
  }
  return [0, 0];
}
