import type { Column } from '../persistence/index-file.ts';

/**
 * A paged copy-on-write array. It grows by pages of 64 kB without copying. A snapshot is instant and can be written to
 * a file while the array goes on changing.
 */
export interface PagedArray<Kind extends Column = Uint32Array> {
  readonly length: number;
  get(at: number): number;
  set(at: number, value: number): void;
  push(value: number): void;
  pop(): number | undefined;
  /** The current contents, at least one page. They stay as they are: a page is copied before its next change. */
  snapshot(): readonly Kind[];
}

const PAGE_BYTES = 1 << 16;
/** The first page starts with this many numbers and doubles until it is whole, so that a small library takes little. */
const SMALLEST = 16;

/** Creates an empty array, or a copy of `initial`. */
export function createPagedArray<Kind extends Column>(
  kind: { new (length: number): Kind; readonly BYTES_PER_ELEMENT: number },
  initial?: Kind,
): PagedArray<Kind> {
  const size = PAGE_BYTES / kind.BYTES_PER_ELEMENT;
  const [shift, mask] = [Math.log2(size), size - 1];
  const pages: Kind[] = [];
  /** By page: whether no snapshot shares it. */
  const isExclusive: boolean[] = [];
  /** The number of elements that the pages have space for. */
  let capacity = 0;
  let length = 0;

  const addPage = (page: Kind): void => {
    pages.push(page);
    isExclusive.push(true);
    capacity += page.length;
  };
  const growFirstPage = (): void => {
    const larger = new kind(capacity * 2);
    larger.set(pages[0]!);
    pages[0] = larger;
    isExclusive[0] = true;
    capacity = larger.length;
  };

  /** Makes an element writable: adds a page, or copies one that a snapshot shares. */
  const makeWritable = (at: number): void => {
    while (capacity <= at)
      if (capacity === 0) addPage(new kind(SMALLEST));
      else if (capacity < size) growFirstPage();
      else addPage(new kind(size));
    const number = at >>> shift;
    if (isExclusive[number]) return;
    pages[number] = pages[number]!.slice() as Kind;
    isExclusive[number] = true;
  };

  const set = (at: number, value: number): void => {
    const number = at >>> shift;
    if (at >= capacity || !isExclusive[number]) makeWritable(at);
    pages[number]![at & mask] = value;
    if (at >= length) length = at + 1;
  };

  if (initial) {
    if (initial.length > 0) makeWritable(initial.length - 1);
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
    snapshot() {
      if (length === 0) return [new kind(0)];
      isExclusive.fill(false);
      const last = (length - 1) >>> shift;
      return pages
        .slice(0, last + 1)
        .map((page, number) => (number === last ? (page.subarray(0, length - last * size) as Kind) : page));
    },
  };
}
