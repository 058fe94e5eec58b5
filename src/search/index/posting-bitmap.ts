import { LRUCache } from 'lru-cache';
import type { PostingCursor } from '../retrieval/posting-cursor.ts';
import type { Segment } from './segment.ts';

/** A common term's postings in one segment, indexed by row. */
export interface PostingBitmap {
  /** By row; 0 if the document lacks the term. */
  readonly impacts: Uint8Array;
  /** One bit a row: an AND finds the documents that contain several terms, 32 rows at a time. */
  readonly bits: Uint32Array;
}

/** A term gets a bitmap if at least one document in this many contains it. */
const MIN_DENSITY = 16;
/** Bitmaps kept for each segment; at a million facts all together take under 30 MB. */
const MAX_BITMAPS = 24;

/** Built when a question first needs them, and collected with their segment. */
const bySegment = new WeakMap<Segment, LRUCache<number, PostingBitmap>>();

function buildBitmap({ slots, postings, impacts }: Segment, { start, end }: PostingCursor): PostingBitmap {
  const bitmap = { impacts: new Uint8Array(slots.length), bits: new Uint32Array((slots.length + 31) >>> 5) };
  for (let at = start; at < end; at++) {
    const row = postings[at]!;
    bitmap.impacts[row] = impacts[at]!;
    bitmap.bits[row >>> 5]! |= 1 << (row & 31);
  }
  return bitmap;
}

/** The bitmap of a cursor's term in its segment; null if too few documents contain the term. */
export function bitmapOf(segment: Segment, cursor: PostingCursor): PostingBitmap | null {
  if ((cursor.end - cursor.start) * MIN_DENSITY < segment.slots.length) return null;
  const bitmaps = bySegment.get(segment) ?? new LRUCache<number, PostingBitmap>({ max: MAX_BITMAPS });
  bySegment.set(segment, bitmaps);
  const cached = bitmaps.get(cursor.term);
  if (cached) return cached;
  const bitmap = buildBitmap(segment, cursor);
  bitmaps.set(cursor.term, bitmap);
  return bitmap;
}
