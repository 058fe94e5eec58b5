/**
 * A membership filter of 512 bits on a term id's low 9 bits. It rejects most words without a Map lookup. False positives
 * are possible, false negatives are not. An array of up to 64 bytes lies on V8's heap, a larger one takes a microsecond
 * to allocate.
 */
export type TermFilter = Uint32Array;

const WORDS = 16;

/** Creates the filter that admits these terms. */
export function createTermFilter(terms: Iterable<number>): TermFilter {
  const filter = new Uint32Array(WORDS);
  // A shift counts modulo 32.
  for (const term of terms) filter[(term >>> 5) % WORDS]! |= 1 << term;
  return filter;
}

/** Whether a filter admits a term. */
export const admits = (filter: TermFilter, term: number): boolean =>
  ((filter[(term >>> 5) % WORDS]! >>> term) & 1) === 1;
