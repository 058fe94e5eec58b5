import { createPaged } from '../memory/paged-array.ts';
import { columnOf, type Sections } from '../persistence/index-file.ts';
import { invert, inverting, SEGMENT_LIMIT, type Segment } from './segment.ts';
import { gatherRows, type Rows } from './segment-builder.ts';

/** So many segments of one size are made one of the next. */
const FAN = 8;
const TIERS = [64, 512, 4096] as const;
/** For each document added or removed so many are merged; each is merged about once a tier, so that merging keeps up. */
const MERGED_PER_CHANGE = 16;
/** Merged at an addition at least, so that many small ones do not leave many small segments behind. */
const MERGED_AT_LEAST = 1024;
/** Documents that a step of merging stands for. */
const STEP = 512;

/** Stands for the place of a slot without a document. */
const NOWHERE = 0xffffffff;

/** Where a living document stands. */
interface Place {
  readonly segment: Segment;
  readonly row: number;
}

/** The segments of an index, kept few: small ones are merged, those half empty are rewritten, a little at every change. */
export interface Segments {
  readonly all: readonly Segment[];
  add(rows: Rows): void;
  /** Takes a document out; gives where it stood, so that its words can be given back. */
  drop(slot: number): Place;
  /** The segment and row of a living document. */
  where(slot: number): Place;
}

const tierOf = (segment: Segment): number => {
  const at = TIERS.findIndex((limit) => segment.live < limit);
  return at < 0 ? TIERS.length : at;
};

/** What of a segment never changes, by the name it is saved under. */
const COLUMNS = {
  slots: Uint32Array,
  lengths: Uint8Array,
  starts: Uint32Array,
  words: Uint32Array,
  nameStarts: Uint32Array,
  names: Uint32Array,
  terms: Uint32Array,
  postingStarts: Uint32Array,
  postings: Uint16Array,
  impacts: Uint8Array,
} as const;

export const sectionsOf = (segment: Segment): Sections =>
  Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, segment[name as keyof typeof COLUMNS]]));

/** A saved segment; who is alive in it is kept elsewhere. */
export function segmentFrom(saved: Sections, alive: Uint8Array): Segment {
  const columns = Object.fromEntries(
    Object.entries(COLUMNS).map(([name, kind]) => [name, columnOf(saved, name, kind as typeof Uint32Array)]),
  ) as unknown as Omit<Segment, 'alive' | 'live'>;
  return { ...columns, alive, live: alive.reduce((sum, one) => sum + one, 0) };
}

interface Merge {
  readonly sources: readonly Segment[];
  readonly steps: Generator<void, Segment>;
}

/** No segments, or those that were saved. `terms` gives each word's term, as the vocabulary has it now. */
export function createSegments(terms: () => Uint32Array, saved: readonly Segment[] = []): Segments {
  const all: Segment[] = [];
  /** The same by number; a number is used again. */
  const numbered: (Segment | undefined)[] = [];
  /** By slot, the number of its document's segment and the row in it; or `NOWHERE`. */
  const places = createPaged(Uint32Array);
  let merge: Merge | null = null;

  const place = (segment: Segment): void => {
    all.push(segment);
    const free = numbered.indexOf(undefined);
    const number = free < 0 ? numbered.length : free;
    numbered[number] = segment;
    for (let row = 0; row < segment.slots.length; row++)
      if (segment.alive[row] === 1) places.set(segment.slots[row]!, number * SEGMENT_LIMIT + row);
  };
  saved.forEach(place);

  /** What should be made one: a segment half empty, or the small ones of a size once they are many. */
  const nextSources = (): readonly Segment[] | null => {
    const sparse = all.find(({ live, slots }) => live * 2 < slots.length);
    if (sparse) return [sparse];
    for (let tier = 0; tier <= TIERS.length; tier++) {
      const same = all.filter((segment) => tierOf(segment) === tier && segment.live < SEGMENT_LIMIT / 2);
      if (same.length < FAN) continue;
      let total = 0;
      return same.filter(({ live }) => {
        total += live;
        return total <= SEGMENT_LIMIT;
      });
    }
    return null;
  };

  const begin = (): Merge | null => {
    const sources = nextSources();
    return sources && { sources, steps: inverting(gatherRows(sources), terms) };
  };

  const discard = (segment: Segment): void => {
    all.splice(all.indexOf(segment), 1);
    numbered[numbered.indexOf(segment)] = undefined;
  };

  const where = (slot: number): Place => {
    const at = places.get(slot);
    return { segment: numbered[Math.floor(at / SEGMENT_LIMIT)]!, row: at % SEGMENT_LIMIT };
  };

  /** Puts a merged segment in its sources' place; what was removed meanwhile is dead in it. */
  const finish = (sources: readonly Segment[], merged: Segment): void => {
    const gone = new Set(sources);
    merged.slots.forEach((slot, row) => {
      if (places.get(slot) !== NOWHERE && gone.has(where(slot).segment)) return;
      merged.alive[row] = 0;
      merged.live--;
    });
    for (const source of sources) discard(source);
    if (merged.live > 0) place(merged);
  };

  /** Documents that are still to be merged for the changes so far. */
  let due = 0;

  /** Merges a little, for so many documents. */
  const tidy = (documents: number): void => {
    for (due += documents; due >= STEP; due -= STEP) {
      merge ??= begin();
      if (!merge) {
        due = 0;
        return;
      }
      const step = merge.steps.next();
      if (!step.done) continue;
      const { sources } = merge;
      merge = null;
      finish(sources, step.value);
    }
  };

  return {
    all,
    where,
    add(rows) {
      place(invert(rows, terms()));
      tidy(Math.max(MERGED_AT_LEAST, rows.slots.length * MERGED_PER_CHANGE));
    },
    drop(slot) {
      const found = where(slot);
      const { segment } = found;
      segment.alive[found.row] = 0;
      segment.live--;
      places.set(slot, NOWHERE);
      if (segment.live === 0 && !merge?.sources.includes(segment)) discard(segment);
      tidy(MERGED_PER_CHANGE);
      return found;
    },
  };
}
