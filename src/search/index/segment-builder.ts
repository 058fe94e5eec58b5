import { createGrowableArray, type GrowableArray } from '../memory/growable-array.ts';
import type { Rows, Segment } from './segment.ts';

/** Collects documents for a new segment. */
export interface SegmentBuilder {
  readonly size: number;
  /** The token column; the tokens of the next document are appended here. */
  readonly words: GrowableArray;
  /** Ends a document whose tokens were appended to `words`. */
  endDocument(slot: number, length: number, names: readonly number[]): void;
  /** Returns the documents so far and empties the builder. */
  take(): Rows;
}

export function createSegmentBuilder(): SegmentBuilder {
  const slots = createGrowableArray();
  const lengths = createGrowableArray();
  const starts = createGrowableArray();
  const words = createGrowableArray();
  const nameStarts = createGrowableArray();
  const names = createGrowableArray();
  const clear = (): void => {
    for (const column of [slots, lengths, starts, words, nameStarts, names]) column.clear();
    starts.push(0);
    nameStarts.push(0);
  };
  clear();
  return {
    get size() {
      return slots.length;
    },
    words,
    endDocument(slot, length, documentNames) {
      slots.push(slot);
      lengths.push(length);
      starts.push(words.length);
      for (const name of documentNames) names.push(name);
      nameStarts.push(names.length);
    },
    take() {
      const rows: Rows = {
        slots: slots.toArray(),
        lengths: Uint8Array.from(lengths.toArray()),
        starts: starts.toArray(),
        words: words.toArray(),
        nameStarts: nameStarts.toArray(),
        names: names.toArray(),
      };
      clear();
      return rows;
    },
  };
}

/** Concatenates the live documents' parts of a column. */
function concatenateColumn(
  sources: readonly Segment[],
  total: number,
  startsOf: (segment: Segment) => Uint32Array,
  columnOf: (segment: Segment) => Uint32Array,
): { readonly starts: Uint32Array; readonly values: Uint32Array } {
  const starts = new Uint32Array(total + 1);
  let doc = 0;
  for (const source of sources) {
    const from = startsOf(source);
    for (let row = 0; row < source.slots.length; row++)
      if (source.alive[row]) starts[++doc] = starts[doc - 1]! + from[row + 1]! - from[row]!;
  }
  const values = new Uint32Array(starts[total]!);
  let to = 0;
  for (const source of sources) {
    const from = startsOf(source);
    const column = columnOf(source);
    for (let row = 0; row < source.slots.length; row++)
      if (source.alive[row]) for (let at = from[row]!; at < from[row + 1]!; at++) values[to++] = column[at]!;
  }
  return { starts, values };
}

/** Concatenates the live documents of some segments, to be inverted as one. */
export function concatenateRows(sources: readonly Segment[]): Rows {
  const total = sources.reduce((sum, segment) => sum + segment.live, 0);
  const slots = new Uint32Array(total);
  const lengths = new Uint8Array(total);
  let doc = 0;
  for (const source of sources) {
    for (let row = 0; row < source.slots.length; row++) {
      if (!source.alive[row]) continue;
      slots[doc] = source.slots[row]!;
      lengths[doc] = source.lengths[row]!;
      doc++;
    }
  }
  const words = concatenateColumn(
    sources,
    total,
    ({ starts }) => starts,
    (source) => source.words,
  );
  const names = concatenateColumn(
    sources,
    total,
    ({ nameStarts }) => nameStarts,
    (source) => source.names,
  );
  return {
    slots,
    lengths,
    starts: words.starts,
    words: words.values,
    nameStarts: names.starts,
    names: names.values,
  };
}
