import { createGrowable, type Growable } from '../memory/growable-array.ts';
import type { Segment } from './segment.ts';

/** Documents side by side, before they are inverted. */
export interface Rows {
  /** The index-wide number of each document. */
  readonly slots: Uint32Array;
  /** Words in content length, by document. */
  readonly lengths: Uint8Array;
  /** Where each document's words start in `words`; one more at the end. */
  readonly starts: Uint32Array;
  readonly words: Uint32Array;
  /** Where each document's names start in `names`; one more at the end. */
  readonly nameStarts: Uint32Array;
  /** Numbers of the names that it is suggested by. */
  readonly names: Uint32Array;
}

/** Takes documents one after another. */
export interface RowsBuilder {
  readonly size: number;
  /** Where the words of the next document go. */
  readonly words: Growable;
  /** Ends a document whose words were appended to `words`. */
  end(slot: number, length: number, names: readonly number[]): void;
  /** The documents so far; the builder is empty then. */
  take(): Rows;
}

export function createRowsBuilder(): RowsBuilder {
  const [slots, lengths, starts, words] = [
    createGrowable(),
    createGrowable(),
    createGrowable(),
    createGrowable(),
  ];
  const [nameStarts, names] = [createGrowable(), createGrowable()];
  const begin = (): void => {
    for (const column of [slots, lengths, starts, words, nameStarts, names]) column.clear();
    starts.push(0);
    nameStarts.push(0);
  };
  begin();
  return {
    get size() {
      return slots.length;
    },
    words,
    end(slot, length, own) {
      slots.push(slot);
      lengths.push(length);
      starts.push(words.length);
      for (const name of own) names.push(name);
      nameStarts.push(names.length);
    },
    take() {
      const rows: Rows = {
        slots: slots.take(),
        lengths: Uint8Array.from(lengths.take()),
        starts: starts.take(),
        words: words.take(),
        nameStarts: nameStarts.take(),
        names: names.take(),
      };
      begin();
      return rows;
    },
  };
}

/** The shares of a column that belong to living documents, side by side, and where each starts. */
function sideBySide(
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

/** The living documents of some segments, side by side, ready to be inverted as one. */
export function gatherRows(sources: readonly Segment[]): Rows {
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
  const words = sideBySide(
    sources,
    total,
    ({ starts }) => starts,
    (source) => source.words,
  );
  const names = sideBySide(
    sources,
    total,
    ({ nameStarts }) => nameStarts,
    (source) => source.names,
  );
  return {
    ...{ slots, lengths, starts: words.starts, words: words.values },
    ...{ nameStarts: names.starts, names: names.values },
  };
}
