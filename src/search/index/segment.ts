import { impact } from '../ranking/bm25.ts';
import { FIELD_WEIGHT, fieldIn, wordIn } from './forward-index.ts';
import { NO_TERM } from './term-dictionary.ts';

/** The most documents of a segment: postings store the row in 16 bits. */
export const SEGMENT_LIMIT = 16_384;

/** The forward index of some documents, column by column, before it is inverted. */
export interface Rows {
  /** The slot of each document in the document table. */
  readonly slots: Uint32Array;
  /** The length of each document in content words. */
  readonly lengths: Uint8Array;
  /** The start of each document's tokens in `words`; one more at the end. */
  readonly starts: Uint32Array;
  readonly words: Uint32Array;
  /** The start of each document's names in `names`; one more at the end. */
  readonly nameStarts: Uint32Array;
  /** The ids of the names that autocomplete suggests. */
  readonly names: Uint32Array;
}

/** An inverted segment. It is immutable but for its tombstones. */
export interface Segment extends Rows {
  /** The terms that occur, ascending, and the start of each term's postings; one more at the end. */
  readonly terms: Uint32Array;
  readonly postingStarts: Uint32Array;
  /** The rows of each term's documents, highest impact first. */
  readonly postings: Uint16Array;
  /** The impact of each posting, 1..255. */
  readonly impacts: Uint8Array;
  /** By row: 1, or 0 for a tombstone. */
  readonly alive: Uint8Array;
  /** The number of live documents. */
  live: number;
}

/** The order from the highest impact to the lowest, by a stable counting sort. */
function orderByImpact(impacts: Uint8Array): Uint32Array {
  const next = new Uint32Array(257);
  for (const value of impacts) next[256 - value]!++;
  for (let at = 1; at < 257; at++) next[at]! += next[at - 1]!;
  const order = new Uint32Array(impacts.length);
  for (let at = 0; at < impacts.length; at++) order[next[255 - impacts[at]!]!++] = at;
  return order;
}

/**
 * Term frequencies of one document at a time, by term. Reused by all inversions, so that a small one does not pay for a
 * large vocabulary: `occurrencesIn` zeroes the entries of each document before it goes on to the next.
 */
let frequencies = new Float64Array(1024);
/** Spare columns for `distinctTerms`, all zero: one for each inversion that runs at the same time. */
const spareRanks: Uint32Array[] = [];

function ensureFrequencies(terms: number): void {
  if (terms <= frequencies.length) return;
  const larger = new Float64Array(terms * 2);
  larger.set(frequencies);
  frequencies = larger;
}

function ranksFor(terms: number): Uint32Array {
  const spare = spareRanks.pop();
  return spare && spare.length >= terms ? spare : new Uint32Array(terms * 2);
}

/** Documents between two yields of an inversion. */
const STEP = 512;

/** The distinct terms of each document with their impacts, document after document. */
interface Occurrences {
  readonly docs: Uint16Array;
  readonly terms: Uint32Array;
  readonly impacts: Uint8Array;
}

/** Finds the distinct terms of each document, in steps. The vocabulary may grow between two steps. */
function* occurrencesIn(rows: Rows, termOfWord: () => Uint32Array): Generator<void, Occurrences> {
  const docs = new Uint16Array(rows.words.length);
  const terms = new Uint32Array(rows.words.length);
  const impacts = new Uint8Array(rows.words.length);
  let termOf = termOfWord();
  let count = 0;
  for (let doc = 0; doc < rows.slots.length; doc++) {
    if (doc > 0 && doc % STEP === 0) {
      yield;
      termOf = termOfWord();
    }
    const first = count;
    for (let at = rows.starts[doc]!; at < rows.starts[doc + 1]!; at++) {
      const entry = rows.words[at]!;
      const term = termOf[wordIn(entry)]!;
      const weight = FIELD_WEIGHT[fieldIn(entry)]!;
      if (term === NO_TERM || weight === 0) continue;
      ensureFrequencies(term + 1);
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

/** Returns the terms that occur, ascending. Afterwards `ranks` contains the index of each among them. */
function distinctTerms(terms: Uint32Array, ranks: Uint32Array): Uint32Array {
  const found: number[] = [];
  for (const term of terms) {
    if (ranks[term] === 0) found.push(term);
    ranks[term] = 1;
  }
  const distinct = Uint32Array.from(found).sort();
  distinct.forEach((term, at) => {
    ranks[term] = at;
  });
  return distinct;
}

/**
 * Inverts documents: builds each term's postings, the highest impact first, in linear time. It yields every few
 * milliseconds, so that questions are answered meanwhile.
 */
export function* invertInSteps(rows: Rows, termOfWord: () => Uint32Array): Generator<void, Segment> {
  const { docs, terms, impacts: unsorted } = yield* occurrencesIn(rows, termOfWord);
  yield;
  const ranks = ranksFor(frequencies.length);
  const distinct = distinctTerms(terms, ranks);
  yield;
  const postingStarts = new Uint32Array(distinct.length + 1);
  for (const term of terms) postingStarts[ranks[term]! + 1]!++;
  for (let at = 1; at < postingStarts.length; at++) postingStarts[at]! += postingStarts[at - 1]!;
  yield;
  const order = orderByImpact(unsorted);
  yield;
  const next = postingStarts.slice();
  const postings = new Uint16Array(docs.length);
  const impacts = new Uint8Array(docs.length);
  for (const from of order) {
    const to = next[ranks[terms[from]!]!]!++;
    postings[to] = docs[from]!;
    impacts[to] = unsorted[from]!;
  }
  for (const term of distinct) ranks[term] = 0;
  spareRanks.push(ranks);
  const alive = new Uint8Array(rows.slots.length).fill(1);
  return { ...rows, terms: distinct, postingStarts, postings, impacts, alive, live: rows.slots.length };
}

/** Inverts documents without yielding. */
export function invert(rows: Rows, termOfWord: Uint32Array): Segment {
  const steps = invertInSteps(rows, () => termOfWord);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The range [from, to) of a term's postings; empty if the segment lacks the term. */
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
