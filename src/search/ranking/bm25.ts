/**
 * BM25 for short facts. A fact says a thing once, so term frequency saturates at once (k1) and length matters mildly
 * (b). The pivot is a constant, so that a score does not depend on what else is in the library.
 */
const K1 = 0.3;
const B = 0.45;
/** Tokens in an average news sentence. */
const PIVOT = 24;

/** Impacts are stored in a byte. */
export const MAX_IMPACT = 255;

/**
 * The BM25 term score, quantised to 1..255, of a term that occurs `frequency` times in a document of `length` words.
 */
export function impact(frequency: number, length: number): number {
  const saturated = frequency / (frequency + K1 * (1 - B + (B * length) / PIVOT));
  return Math.min(MAX_IMPACT, Math.max(1, Math.round(saturated * MAX_IMPACT)));
}

/** The inverse document frequency of a term in `frequency` of `total` documents; natural logarithm, never negative. */
export function inverseFrequency(frequency: number, total: number): number {
  return Math.log(1 + (total - Math.min(frequency, total) + 0.5) / (frequency + 0.5));
}
