import { createGrowable } from './growable.ts';
import { columnOf, type Sections, textOf } from './saved-file.ts';
import { gatherRows, invert, type Rows, SEGMENT_LIMIT, type Segment } from './segment.ts';

/** So many segments of one size are made one of the next. */
const FAN = 8;
const TIERS = [64, 512, 4096] as const;

/** The segments of an index, kept few: small ones are merged, those half empty are rewritten. */
export interface Segments {
  readonly all: readonly Segment[];
  add(rows: Rows, termOfWord: Uint32Array): void;
  /** Takes a document out; gives where it stood, so that its words can be given back. */
  drop(slot: number, termOfWord: Uint32Array): { readonly segment: Segment; readonly row: number };
  /** The segment and row of a living document. */
  where(slot: number): { readonly segment: Segment; readonly row: number };
  /** All of them, for a saved index. */
  save(): Sections;
}

const tierOf = (segment: Segment): number => {
  const at = TIERS.findIndex((limit) => segment.live < limit);
  return at < 0 ? TIERS.length : at;
};

const COLUMNS = [
  'slots',
  'lengths',
  'starts',
  'words',
  'terms',
  'postingStarts',
  'postings',
  'impacts',
  'alive',
] as const;

function savedSegments(saved: Sections): Segment[] {
  return (JSON.parse(textOf(saved, 'segments')) as number[]).map((live, at) => {
    const column = <Kind extends Uint8Array | Uint16Array | Uint32Array>(
      name: (typeof COLUMNS)[number],
      kind: new (length: number) => Kind,
    ): Kind => columnOf(saved, `segment/${at}/${name}`, kind);
    return {
      live,
      slots: column('slots', Uint32Array),
      lengths: column('lengths', Uint8Array),
      starts: column('starts', Uint32Array),
      words: column('words', Uint32Array),
      terms: column('terms', Uint32Array),
      postingStarts: column('postingStarts', Uint32Array),
      postings: column('postings', Uint16Array),
      impacts: column('impacts', Uint8Array),
      alive: column('alive', Uint8Array),
    };
  });
}

/** No segments, or those that were saved. */
export function createSegments(saved?: Sections): Segments {
  const all: Segment[] = [];
  const segmentBySlot: (Segment | undefined)[] = [];
  const rowBySlot = createGrowable();

  const place = (segment: Segment): void => {
    all.push(segment);
    segment.slots.forEach((slot, row) => {
      if (segment.alive[row] === 0) return;
      segmentBySlot[slot] = segment;
      rowBySlot.set(slot, row);
    });
  };

  if (saved) savedSegments(saved).forEach(place);

  const replace = (old: readonly Segment[], termOfWord: Uint32Array): void => {
    const gone = new Set(old);
    const kept = all.filter((segment) => !gone.has(segment));
    all.length = 0;
    all.push(...kept);
    const rows = gatherRows(old);
    if (rows.slots.length > 0) place(invert(rows, termOfWord));
  };

  const tidy = (termOfWord: Uint32Array): void => {
    for (let tier = 0; tier <= TIERS.length; tier++) {
      const same = all.filter((segment) => tierOf(segment) === tier && segment.live < SEGMENT_LIMIT / 2);
      if (same.length < FAN) continue;
      let total = 0;
      replace(
        same.filter((segment) => {
          total += segment.live;
          return total <= SEGMENT_LIMIT;
        }),
        termOfWord,
      );
    }
  };

  const where = (slot: number) => ({ segment: segmentBySlot[slot]!, row: rowBySlot.get(slot) });
  return {
    all,
    where,
    add(rows, termOfWord) {
      place(invert(rows, termOfWord));
      tidy(termOfWord);
    },
    drop(slot, termOfWord) {
      const found = where(slot);
      found.segment.alive[found.row] = 0;
      found.segment.live--;
      segmentBySlot[slot] = undefined;
      if (found.segment.live * 2 < found.segment.slots.length) replace([found.segment], termOfWord);
      return found;
    },
    save: () => ({
      segments: JSON.stringify(all.map(({ live }) => live)),
      ...Object.fromEntries(
        all.flatMap((segment, at) =>
          COLUMNS.map((name) => [`segment/${at}/${name}`, segment[name]] as const),
        ),
      ),
    }),
  };
}
