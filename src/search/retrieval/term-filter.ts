/**
 * A 1,024-slot membership filter on a term id's low 10 bits. It rejects most words without a Map lookup.
 * False positives are possible, false negatives are not.
 */
export type TermFilter = Uint8Array;

const SIZE = 1024;
export const TERM_FILTER_MASK = SIZE - 1;

/** Creates the filter that admits these terms: test `filter[term & TERM_FILTER_MASK]`. */
export function createTermFilter(terms: Iterable<number>): TermFilter {
  const filter = new Uint8Array(SIZE);
  for (const term of terms) filter[term & TERM_FILTER_MASK] = 1;
  return filter;
}
