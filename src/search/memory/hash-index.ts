import { fnvOf, spread } from '../../domain/fnv.ts';

/** An open-addressing hash index from keys to numbers. It takes 4 to 8 bytes an entry; a Map takes 40 and its keys. */
export interface HashIndex {
  /** The slot with this hash for which `matches` is true. */
  find(hash: number, matches: (slot: number) => boolean): number | undefined;
  insert(hash: number, slot: number): void;
  remove(hash: number, slot: number): void;
  readonly size: number;
}

/**
 * From this many entries on the index consists of 256 tables, and each grows by itself, so that growing never takes
 * long. A small index is one table: hundreds of tiny ones would take most of a small library's memory.
 */
const SPLIT_AT = 4_096;
const SHARDS = 256;
/** The least length of a table; a power of 2. */
const SMALLEST = 8;
const MAX_LOAD = 0.7;
/**
 * The bits of an entry that store the slot. The other eight store a part of the hash, which rejects nearly all other
 * keys.
 */
const SLOT_MASK = 0xffffff;
const entryOf = (hash: number, slot: number): number => ((((hash >>> 16) & 0xff) << 24) | (slot + 1)) >>> 0;
const slotIn = (entry: number): number => (entry & SLOT_MASK) - 1;

/** Shared by all tables without entries. */
const EMPTY = new Uint32Array(1);

/** Random in every process, so that nobody can craft words that all collide. */
export const TEXT_SEED = crypto.getRandomValues(new Uint32Array(1))[0]!;

/** A seeded 32-bit hash of a text's UTF-16 units. It differs between processes: never save it. */
export function hashOfText(text: string): number {
  return spread(fnvOf(text, TEXT_SEED));
}

/** A table with space for `entries` entries. */
function shardFor(entries: number): Uint32Array {
  let length = SMALLEST;
  while (length * MAX_LOAD < entries) length *= 2;
  return new Uint32Array(length);
}

/**
 * Creates an empty index. `hashOf` returns the hash that a slot was inserted under; about `expected` entries come at
 * once.
 */
export function createHashIndex(hashOf: (slot: number) => number, expected = 0): HashIndex {
  /** Entries by linear probing: a slot plus one, below eight bits of its hash; 0 is an empty place. */
  const tables = (count: number) =>
    Array.from({ length: count }, () => (expected === 0 ? EMPTY : shardFor(expected / count)));
  let shards = tables(expected < SPLIT_AT ? 1 : SHARDS);
  let counts = new Uint32Array(shards.length);
  let size = 0;
  const numberOf = (hash: number): number => (shards.length === 1 ? 0 : hash >>> 24);

  const put = (shard: Uint32Array, hash: number, slot: number): void => {
    const mask = shard.length - 1;
    let at = hash & mask;
    while (shard[at] !== 0) at = (at + 1) & mask;
    shard[at] = entryOf(hash, slot);
  };

  const grow = (number: number): Uint32Array => {
    const old = shards[number]!;
    const larger = shardFor(counts[number]! + 1);
    for (const entry of old) if (entry !== 0) put(larger, hashOf(slotIn(entry)), slotIn(entry));
    shards[number] = larger;
    return larger;
  };

  const add = (hash: number, slot: number): void => {
    const number = numberOf(hash);
    const full = counts[number]! + 1 > shards[number]!.length * MAX_LOAD;
    put(full ? grow(number) : shards[number]!, hash, slot);
    counts[number]!++;
  };

  const split = (): void => {
    const [only] = shards;
    shards = tables(SHARDS);
    counts = new Uint32Array(SHARDS);
    for (const entry of only!) if (entry !== 0) add(hashOf(slotIn(entry)), slotIn(entry));
  };

  /** Backward-shift deletion: moves the displaced entries behind `hole` up. */
  const closeGap = (shard: Uint32Array, hole: number): void => {
    const mask = shard.length - 1;
    let gap = hole;
    for (let at = (gap + 1) & mask; shard[at] !== 0; at = (at + 1) & mask) {
      const home = hashOf(slotIn(shard[at]!)) & mask;
      if (((at - home) & mask) < ((at - gap) & mask)) continue;
      shard[gap] = shard[at]!;
      gap = at;
    }
    shard[gap] = 0;
  };

  return {
    /** The slot with this hash for which `matches` is true. */
    find(hash, is) {
      const shard = shards[numberOf(hash)]!;
      const mask = shard.length - 1;
      const tag = (hash >>> 16) & 0xff;
      for (let at = hash & mask; shard[at] !== 0; at = (at + 1) & mask) {
        const entry = shard[at]!;
        if (entry >>> 24 === tag && is(slotIn(entry))) return slotIn(entry);
      }
      return undefined;
    },
    insert(hash, slot) {
      if (size === SPLIT_AT && shards.length === 1) split();
      add(hash, slot);
      size++;
    },
    remove(hash, slot) {
      const number = numberOf(hash);
      const shard = shards[number]!;
      const mask = shard.length - 1;
      for (let at = hash & mask; shard[at] !== 0; at = (at + 1) & mask) {
        if (slotIn(shard[at]!) !== slot) continue;
        closeGap(shard, at);
        counts[number]!--;
        size--;
        return;
      }
    },
    get size() {
      return size;
    },
  };
}
