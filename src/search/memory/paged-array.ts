import type { Column } from '../persistence/index-file.ts';

/**
 * Numbers under 0, 1, 2 …, in pages of 64 kB: it grows a page at a time, never by copying itself, and what it holds at a
 * moment can be shared at once, to be written while it goes on changing.
 */
export interface Paged<Kind extends Column = Uint32Array> {
  readonly length: number;
  get(at: number): number;
  set(at: number, value: number): void;
  push(value: number): void;
  pop(): number | undefined;
  /** All of it as it is now, at least one page. It stays so: a page is copied before it is next changed. */
  share(): readonly Kind[];
}

const PAGE_BYTES = 1 << 16;
/** Numbers in the first page at first: it doubles until it is a whole one, so that a small library takes little. */
const SMALLEST = 16;

/** Empty, or with a copy of `initial`. */
export function createPaged<Kind extends Column>(
  kind: { new (length: number): Kind; readonly BYTES_PER_ELEMENT: number },
  initial?: Kind,
): Paged<Kind> {
  const size = PAGE_BYTES / kind.BYTES_PER_ELEMENT;
  const [shift, mask] = [Math.log2(size), size - 1];
  const pages: Kind[] = [];
  /** By page, whether nobody else reads it. */
  const own: boolean[] = [];
  /** How many numbers the pages hold at most. */
  let room = 0;
  let length = 0;

  const addPage = (page: Kind): void => {
    pages.push(page);
    own.push(true);
    room += page.length;
  };
  const widenFirst = (): void => {
    const wider = new kind(room * 2);
    wider.set(pages[0]!);
    pages[0] = wider;
    own[0] = true;
    room = wider.length;
  };

  /** Makes a place that may be written: in a new page, or in a copy of one that is shared. */
  const claim = (at: number): void => {
    while (room <= at)
      if (room === 0) addPage(new kind(SMALLEST));
      else if (room < size) widenFirst();
      else addPage(new kind(size));
    const number = at >>> shift;
    if (own[number]) return;
    pages[number] = pages[number]!.slice() as Kind;
    own[number] = true;
  };

  const set = (at: number, value: number): void => {
    const number = at >>> shift;
    if (at >= room || !own[number]) claim(at);
    pages[number]![at & mask] = value;
    if (at >= length) length = at + 1;
  };

  if (initial) {
    if (initial.length > 0) claim(initial.length - 1);
    pages.forEach((page, number) => {
      page.set(initial.subarray(number * size, number * size + size));
    });
    length = initial.length;
  }

  return {
    get length() {
      return length;
    },
    get: (at) => pages[at >>> shift]![at & mask]!,
    set,
    push: (value) => set(length, value),
    pop() {
      if (length === 0) return undefined;
      length--;
      return pages[length >>> shift]![length & mask]!;
    },
    share() {
      if (length === 0) return [new kind(0)];
      own.fill(false);
      const last = (length - 1) >>> shift;
      return pages
        .slice(0, last + 1)
        .map((page, number) => (number === last ? (page.subarray(0, length - last * size) as Kind) : page));
    },
  };
}
