/** FNV-1a, 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/): the same on every machine. Where a hash begins. */
export const FNV_START = 0x811c9dc5;

/** One more byte, or UTF-16 unit, of what is hashed. */
export const fnv = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

/** A text's hash by its UTF-16 units, as a signed number. */
export function fnvOf(text: string, start = FNV_START): number {
  let hash = start;
  for (let at = 0; at < text.length; at++) hash = fnv(hash, text.charCodeAt(at));
  return hash;
}

/** Spreads a hash over its 32 bits: a table takes its places from the highest as well as from the lowest. */
export const spread = (hash: number): number => {
  const folded = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (folded ^ (folded >>> 13)) >>> 0;
};
