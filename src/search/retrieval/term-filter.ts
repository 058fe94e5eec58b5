/**
 * Which numbers may be among a few, by their last bits: a table small enough to stay at hand, by which nearly all of a
 * document's words are passed over before anything is looked up.
 */
export type Glance = Uint8Array;

const SIZE = 1024;
export const GLANCE_MASK = SIZE - 1;

export function glanceOf(numbers: Iterable<number>): Glance {
  const glance = new Uint8Array(SIZE);
  for (const number of numbers) glance[number & GLANCE_MASK] = 1;
  return glance;
}
