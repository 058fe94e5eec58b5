/**
 * BM25 for short facts. A fact says a thing once: term frequency saturates at once (k1), and
 * its length matters mildly (b). The pivot is fixed, so that a score does not hang on what else is loaded.
 */
const K1 = 0.3;
const B = 0.45;
/** Tokens of an ordinary sentence of news. */
const PIVOT = 24;

/** Impacts are kept in a byte. */
export const TOP_IMPACT = 255;

/** How much a term met `frequency` times in a document of `length` words says of it, 0 to 255. */
export function impact(frequency: number, length: number): number {
  const saturated = frequency / (frequency + K1 * (1 - B + (B * length) / PIVOT));
  return Math.min(TOP_IMPACT, Math.max(1, Math.round(saturated * TOP_IMPACT)));
}

/** How telling a term is that `frequency` of `total` documents hold; natural logarithm, never negative. */
export function inverseFrequency(frequency: number, total: number): number {
  return Math.log(1 + (total - Math.min(frequency, total) + 0.5) / (frequency + 0.5));
}
