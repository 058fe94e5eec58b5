/** A bounded cache of what is computed from objects. It keeps no object alive. */
export interface WeakCache<Key extends object, Value> {
  /** Returns the value for an object, computed if it is not cached. */
  of(key: Key): Value;
}

/**
 * Creates a cache in two generations, each of at most `size` values. When the younger one is full, it becomes the
 * older, whose values are dropped unless they were used since: an approximation of least recently used that needs no
 * list of keys.
 */
export function createWeakCache<Key extends object, Value extends object>(
  size: number,
  compute: (key: Key) => Value,
): WeakCache<Key, Value> {
  let younger = new WeakMap<Key, Value>();
  let older = new WeakMap<Key, Value>();
  let count = 0;
  return {
    of(key) {
      const recent = younger.get(key);
      if (recent) return recent;
      const value = older.get(key) ?? compute(key);
      if (count === size) {
        older = younger;
        younger = new WeakMap();
        count = 0;
      }
      younger.set(key, value);
      count++;
      return value;
    },
  };
}
