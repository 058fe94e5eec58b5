/** A growable Uint32Array. */
export interface GrowableArray {
  readonly length: number;
  get(at: number): number;
  set(at: number, value: number): void;
  push(value: number): void;
  /** Extends the array with zeros to at least this length. */
  ensureLength(length: number): void;
  pop(): number | undefined;
  clear(): void;
  /** Returns a copy of the numbers. */
  toArray(): Uint32Array;
  /** The underlying buffer for tight loops, longer than the array and stale after the next `push` or `set`. */
  buffer(): Uint32Array;
}

/** Creates an empty array, or a copy of `initial`. */
export function createGrowableArray(initial?: Uint32Array): GrowableArray {
  let store = initial?.length ? initial.slice() : new Uint32Array(16);
  let length = initial?.length ?? 0;
  const reserve = (minLength: number): void => {
    if (minLength <= store.length) return;
    const larger = new Uint32Array(Math.max(minLength, store.length * 2));
    larger.set(store);
    store = larger;
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
    ensureLength(minLength) {
      reserve(minLength);
      if (minLength > length) length = minLength;
    },
    push(value) {
      reserve(length + 1);
      store[length++] = value;
    },
    pop: () => (length > 0 ? store[--length] : undefined),
    clear() {
      length = 0;
    },
    toArray: () => store.slice(0, length),
    buffer: () => store,
  };
}
