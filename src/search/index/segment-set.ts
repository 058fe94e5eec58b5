import { createPagedArray } from '../memory/paged-array.ts';
import { columnOf, type Sections } from '../persistence/index-file.ts';
import { invert, invertInSteps, type Rows, SEGMENT_LIMIT, type Segment } from './segment.ts';
import { concatenateRows } from './segment-builder.ts';

/** This many segments of one tier are merged into one of the next. */
const MERGE_FACTOR = 8;
/** The upper bounds of the tiers, in live documents. */
const TIERS = [64, 512, 4096] as const;
/** Documents merged for each document added or removed. A document is merged about once a tier, so merging keeps up. */
const MERGED_PER_CHANGE = 16;
/** The least documents merged at an addition, so that many small additions do not leave many small segments. */
const MERGED_AT_LEAST = 1024;
/** Documents that one step of a merge accounts for. */
const STEP = 512;

/** The location of a slot without a document. */
const NO_LOCATION = 0xffffffff;

/** The location of a live document. */
interface Location {
  readonly segment: Segment;
  readonly row: number;
}

/** The segments of an index with a tiered merge policy; each change does a little of the merging. */
export interface SegmentSet {
  readonly all: readonly Segment[];
  add(rows: Rows): void;
  /** Removes a document. Returns its former location, so that its tokens can be uncounted. */
  remove(slot: number): Location;
  /** The segment and row of a live document. */
  locate(slot: number): Location;
}

const tierOf = (segment: Segment): number => {
  const at = TIERS.findIndex((limit) => segment.live < limit);
  return at < 0 ? TIERS.length : at;
};

/** The immutable columns of a segment, by the name that they are saved under. */
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

export const serializeSegment = (segment: Segment): Sections =>
  Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, segment[name as keyof typeof COLUMNS]]));

/** Opens a saved segment; its tombstones come from the head of the index. */
export function deserializeSegment(saved: Sections, alive: Uint8Array): Segment {
  // The entries have the names and kinds of COLUMNS, which `Object.fromEntries` does not keep in its type.
  const columns = Object.fromEntries(
    Object.entries(COLUMNS).map(([name, kind]) => [name, columnOf(saved, name, kind as typeof Uint32Array)]),
  ) as unknown as Omit<Segment, 'alive' | 'live'>;
  return { ...columns, alive, live: alive.reduce((sum, flag) => sum + flag, 0) };
}

interface Merge {
  readonly sources: readonly Segment[];
  readonly steps: Generator<void, Segment>;
}

/** Creates an empty set, or one of saved segments. `terms` returns the current term of each word. */
export function createSegmentSet(terms: () => Uint32Array, saved: readonly Segment[] = []): SegmentSet {
  const all: Segment[] = [];
  /** The segments by number; a freed number is used again. */
  const numbered: (Segment | undefined)[] = [];
  /** By slot: segment number times `SEGMENT_LIMIT` plus row, or `NO_LOCATION`. */
  const locations = createPagedArray(Uint32Array);
  let merge: Merge | null = null;

  const register = (segment: Segment): void => {
    all.push(segment);
    const free = numbered.indexOf(undefined);
    const number = free < 0 ? numbered.length : free;
    numbered[number] = segment;
    for (let row = 0; row < segment.slots.length; row++)
      if (segment.alive[row] === 1) locations.set(segment.slots[row]!, number * SEGMENT_LIMIT + row);
  };
  saved.forEach(register);

  /** The segments to merge next: one that is half empty, or those of a tier once there are enough; null if none. */
  const nextMergeSources = (): readonly Segment[] | null => {
    const sparse = all.find(({ live, slots }) => live * 2 < slots.length);
    if (sparse) return [sparse];
    for (let tier = 0; tier <= TIERS.length; tier++) {
      const same = all.filter((segment) => tierOf(segment) === tier && segment.live < SEGMENT_LIMIT / 2);
      if (same.length < MERGE_FACTOR) continue;
      let total = 0;
      return same.filter(({ live }) => {
        total += live;
        return total <= SEGMENT_LIMIT;
      });
    }
    return null;
  };

  const beginMerge = (): Merge | null => {
    const sources = nextMergeSources();
    return sources && { sources, steps: invertInSteps(concatenateRows(sources), terms) };
  };

  const discard = (segment: Segment): void => {
    all.splice(all.indexOf(segment), 1);
    numbered[numbered.indexOf(segment)] = undefined;
  };

  const locate = (slot: number): Location => {
    const at = locations.get(slot);
    return { segment: numbered[Math.floor(at / SEGMENT_LIMIT)]!, row: at % SEGMENT_LIMIT };
  };

  /** Replaces the sources by the merged segment. Documents removed meanwhile become tombstones in it. */
  const finishMerge = (sources: readonly Segment[], merged: Segment): void => {
    const replaced = new Set(sources);
    merged.slots.forEach((slot, row) => {
      if (locations.get(slot) !== NO_LOCATION && replaced.has(locate(slot).segment)) return;
      merged.alive[row] = 0;
      merged.live--;
    });
    for (const source of sources) discard(source);
    if (merged.live > 0) register(merged);
  };

  /** Documents still to be merged for the changes so far. */
  let mergeDebt = 0;

  /** Continues merging for `documents` more documents. */
  const mergeSome = (documents: number): void => {
    for (mergeDebt += documents; mergeDebt >= STEP; mergeDebt -= STEP) {
      merge ??= beginMerge();
      if (!merge) {
        mergeDebt = 0;
        return;
      }
      const step = merge.steps.next();
      if (!step.done) continue;
      const { sources } = merge;
      merge = null;
      finishMerge(sources, step.value);
    }
  };

  return {
    all,
    locate,
    add(rows) {
      register(invert(rows, terms()));
      mergeSome(Math.max(MERGED_AT_LEAST, rows.slots.length * MERGED_PER_CHANGE));
    },
    remove(slot) {
      const location = locate(slot);
      const { segment, row } = location;
      segment.alive[row] = 0;
      segment.live--;
      locations.set(slot, NO_LOCATION);
      if (segment.live === 0 && !merge?.sources.includes(segment)) discard(segment);
      mergeSome(MERGED_PER_CHANGE);
      return location;
    },
  };
}
