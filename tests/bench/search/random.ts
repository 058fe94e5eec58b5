/** A seeded random generator of numbers in [0, 1). The same seed gives the same numbers on every machine. */
export type Random = () => number;

/** The mulberry32 generator. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)]!;

/** Draws a rank in [0, size) from a Zipf-like distribution: low ranks are frequent, like common words. */
export const zipf = (random: Random, size: number): number =>
  Math.min(size - 1, Math.floor(size ** random() - 1 + random()));

/** Makes one typing error: a letter inserted, omitted or replaced, or two swapped. */
export function misspell(random: Random, word: string): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const letter = pick(random, [...'etaoinsrhl']);
  const slips = [
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2),
  ];
  return pick(random, slips);
}
