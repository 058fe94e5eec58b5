import { fnvOf, spread } from '../../domain/fnv.ts';

/** Finds numbers by a hash of what they stand for: 4 to 8 bytes each, in place of a Map's forty and its strings. */
export interface SlotTable {
  find(hash: number, is: (slot: number) => boolean): number | undefined;
  insert(hash: number, slot: number): void;
  remove(hash: number, slot: number): void;
  readonly size: number;
}

/** The table is so many small ones: each grows by itself, so that at a million entries none stops the world. */
const SHARDS = 256;
const SMALLEST = 8;
const FULLEST = 0.7;
/** Slots are below this; the bits above hold eight of the hash, by which nearly all others are passed over unseen. */
const SLOT_MASK = 0xffffff;
const entryOf = (hash: number, slot: number): number => ((((hash >>> 16) & 0xff) << 24) | (slot + 1)) >>> 0;
const slotIn = (entry: number): number => (entry & SLOT_MASK) - 1;

/** Stands for every small table that holds nothing yet. */
const EMPTY = new Uint32Array(1);

/** Another in every process, so that nobody can write a text of words that all fall into one place. */
const SEED = crypto.getRandomValues(new Uint32Array(1))[0]!;

/** Mixes a text's UTF-16 units into 32 bits, for a table that is not saved. */
export function hashOfText(text: string): number {
  return spread(fnvOf(text, SEED));
}

/** A small table with room for so many. */
function shardFor(entries: number): Uint32Array {
  let length = SMALLEST;
  while (length * FULLEST < entries) length *= 2;
  return new Uint32Array(length);
}

/** An empty table; `hashOf` gives again the hash that a slot was inserted under. About `expected` entries come at once. */
export function createSlotTable(hashOf: (slot: number) => number, expected = 0): SlotTable {
  /** Slots plus one, under some bits of their hash; 0 is an empty place. A slot stands in the first from where its hash points. */
  const shards = Array.from({ length: SHARDS }, () => (expected === 0 ? EMPTY : shardFor(expected / SHARDS)));
  const counts = new Uint32Array(SHARDS);
  let size = 0;

  const put = (shard: Uint32Array, hash: number, slot: number): void => {
    const mask = shard.length - 1;
    let at = hash & mask;
    while (shard[at] !== 0) at = (at + 1) & mask;
    shard[at] = entryOf(hash, slot);
  };

  const grow = (number: number): Uint32Array => {
    const old = shards[number]!;
    const wider = shardFor(counts[number]! + 1);
    for (const entry of old) if (entry !== 0) put(wider, hashOf(slotIn(entry)), slotIn(entry));
    shards[number] = wider;
    return wider;
  };

  /** Closes the gap at `hole`: whoever was pushed past it by others moves up. */
  const close = (shard: Uint32Array, hole: number): void => {
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
    find(hash, is) {
      const shard = shards[hash >>> 24]!;
      const mask = shard.length - 1;
      const mark = (hash >>> 16) & 0xff;
      for (let at = hash & mask; shard[at] !== 0; at = (at + 1) & mask) {
        const entry = shard[at]!;
        if (entry >>> 24 === mark && is(slotIn(entry))) return slotIn(entry);
      }
      return undefined;
    },
    insert(hash, slot) {
      const number = hash >>> 24;
      const full = counts[number]! + 1 > shards[number]!.length * FULLEST;
      put(full ? grow(number) : shards[number]!, hash, slot);
      counts[number]!++;
      size++;
    },
    remove(hash, slot) {
      const number = hash >>> 24;
      const shard = shards[number]!;
      const mask = shard.length - 1;
      for (let at = hash & mask; shard[at] !== 0; at = (at + 1) & mask) {
        if (slotIn(shard[at]!) !== slot) continue;
        close(shard, at);
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
