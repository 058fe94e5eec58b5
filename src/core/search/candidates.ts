import { TOP_IMPACT } from './bm25.ts';
import type { Query } from './query.ts';
import { postingsOf, type Segment } from './segment.ts';

/** How many postings one question may walk: what is beyond has low impact, for the highest come first. */
const BUDGET = 24_000;
/** A long form's words lead to candidates; whether all of them are there is seen when the fact is read. */
const LONG_FORM = 0.6;

/** A place to add scores up in, kept between questions so that none is made for each. */
export interface Scratch {
  scores: Float32Array;
  touched: Uint32Array;
}

export function createScratch(): Scratch {
  return { scores: new Float32Array(0), touched: new Uint32Array(0) };
}

function reserve(scratch: Scratch, slots: number): void {
  if (scratch.scores.length >= slots) return;
  scratch.scores = new Float32Array(Math.ceil(slots * 1.5));
  scratch.touched = new Uint32Array(scratch.scores.length);
}

interface Walk {
  readonly term: number;
  readonly weight: number;
}

function walksOf({ terms }: Query): Walk[] {
  const walks: Walk[] = [];
  for (const { weight, variants, longForms } of terms) {
    for (const variant of variants) walks.push({ term: variant.term, weight: weight * variant.weight });
    for (const form of longForms)
      for (const term of form.terms) walks.push({ term, weight: (weight * LONG_FORM) / form.terms.length });
  }
  return walks.sort((a, b) => b.weight - a.weight);
}

/** The best `most` of the touched slots by score; ties in slot order. */
function best({ scores, touched }: Scratch, count: number, most: number): number[] {
  if (count <= most) return [...touched.subarray(0, count)].sort((a, b) => scores[b]! - scores[a]!);
  const heap: number[] = [];
  let least = 0;
  for (let at = 0; at < count; at++) {
    const slot = touched[at]!;
    if (heap.length === most && scores[slot]! <= least) continue;
    let to = heap.length;
    while (to > 0 && scores[heap[to - 1]!]! < scores[slot]!) to--;
    heap.splice(to, 0, slot);
    if (heap.length > most) heap.pop();
    least = scores[heap.at(-1)!]!;
  }
  return heap;
}

/**
 * The documents that promise most: each term's postings from the highest impact down, rare terms first and whole,
 * common ones as far as the budget goes. Cost grows with the postings walked, not with the library.
 */
export function collect(
  query: Query,
  segments: readonly Segment[],
  scratch: Scratch,
  slots: number,
  most: number,
  admits: ((slot: number) => boolean) | null,
): number[] {
  reserve(scratch, slots);
  const { scores, touched } = scratch;
  const total = segments.reduce((sum, segment) => sum + segment.slots.length, 0);
  let count = 0;
  for (const { term, weight } of walksOf(query)) {
    for (const segment of segments) {
      const [from, to] = postingsOf(segment, term);
      const share = Math.ceil((BUDGET * segment.slots.length) / Math.max(total, 1));
      const end = Math.min(to, from + Math.max(share, 32));
      for (let at = from; at < end; at++) {
        const row = segment.postings[at]!;
        if (segment.alive[row] === 0) continue;
        const slot = segment.slots[row]!;
        if (scores[slot] === 0) {
          if (admits && !admits(slot)) continue;
          touched[count++] = slot;
        }
        scores[slot]! += weight * (segment.impacts[at]! / TOP_IMPACT);
      }
    }
  }
  const found = best(scratch, count, most);
  for (let at = 0; at < count; at++) scores[touched[at]!] = 0;
  return found;
}
