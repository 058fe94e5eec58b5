/**
 * The offset basis of FNV-1a with 32 bits (http://www.isthe.com/chongo/tech/comp/fnv/). Hashes are the same on every
 * machine.
 */
export const FNV_START = 0x811c9dc5;

/** Adds one byte or UTF-16 unit to a hash. */
export const fnv = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);

/** Hashes a text by its UTF-16 units, as a signed number. */
export function fnvOf(text: string, start = FNV_START): number {
  let hash = start;
  for (let at = 0; at < text.length; at++) hash = fnv(hash, text.charCodeAt(at));
  return hash;
}

/** Mixes a hash's bits, for tables that use its highest or lowest bits. */
export const spread = (hash: number): number => {
  const folded = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (folded ^ (folded >>> 13)) >>> 0;
};
