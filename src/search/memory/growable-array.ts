/** A Uint32Array that grows: numbers side by side, without a boxed array's cost. */
export interface Growable {
  readonly length: number;
  get(at: number): number;
  set(at: number, value: number): void;
  push(value: number): void;
  /** Makes it at least so long. */
  reach(length: number): void;
  pop(): number | undefined;
  clear(): void;
  /** The numbers so far, as a copy that does not change. */
  take(): Uint32Array;
  /** The store behind, for a tight loop; stale after the next push. */
  raw(): Uint32Array;
}

/** Empty, or with a copy of `initial`. */
export function createGrowable(initial?: Uint32Array): Growable {
  let store = initial?.length ? initial.slice() : new Uint32Array(16);
  let length = initial?.length ?? 0;
  const reserve = (least: number): void => {
    if (least <= store.length) return;
    const wider = new Uint32Array(Math.max(least, store.length * 2));
    wider.set(store);
    store = wider;
  };
  return {
    get length() {
      return length;
    },
    get: (at) => store[at]!,
    set(at, value) {
      reserve(at + 1);
      store[at] = value;
      if (at >= length) length = at + 1;
    },
    reach(least) {
      reserve(least);
      if (least > length) length = least;
    },
    push(value) {
      reserve(length + 1);
      store[length++] = value;
    },
    pop: () => (length > 0 ? store[--length] : undefined),
    clear() {
      length = 0;
    },
    take: () => store.slice(0, length),
    raw: () => store,
  };
}
