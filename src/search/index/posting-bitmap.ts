import type { Walk } from '../retrieval/posting-cursor.ts';
import type { Segment } from './segment.ts';

/** A common term's postings by row: whether a document holds it, and with what impact, is seen at once. */
export interface Dense {
  /** By row; 0 where the document lacks the term. */
  readonly impacts: Uint8Array;
  /** A bit a row, so that the documents that hold several terms are found 32 at a time. */
  readonly bits: Uint32Array;
}

/** Where at least one document in so many holds a term, its postings are worth the place by row. */
const COMMON = 16;
/** So many terms a segment; the one made first goes first. At a million facts all together take under 30 MB. */
const KEPT = 24;

/** Made when a question first needs them, and gone with their segment. */
const bySegment = new WeakMap<Segment, Map<number, Dense>>();

function makeDense({ slots, postings, impacts }: Segment, { start, end }: Walk): Dense {
  const dense = { impacts: new Uint8Array(slots.length), bits: new Uint32Array((slots.length + 31) >>> 5) };
  for (let at = start; at < end; at++) {
    const row = postings[at]!;
    dense.impacts[row] = impacts[at]!;
    dense.bits[row >>> 5]! |= 1 << (row & 31);
  }
  return dense;
}

/** A term's postings in a segment by row; null where few documents hold it. */
export function denseOf(segment: Segment, walk: Walk): Dense | null {
  if ((walk.end - walk.start) * COMMON < segment.slots.length) return null;
  const kept = bySegment.get(segment) ?? new Map<number, Dense>();
  bySegment.set(segment, kept);
  const known = kept.get(walk.term);
  if (known) return known;
  const made = makeDense(segment, walk);
  if (kept.size === KEPT) kept.delete(kept.keys().next().value!);
  kept.set(walk.term, made);
  return made;
}
