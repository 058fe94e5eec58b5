import { FNV_START, fnv, spread } from '../../domain/fnv.ts';
import { columnOf, type Sections } from '../persistence/index-file.ts';
import { hashOfText, TEXT_SEED } from './hash-index.ts';
import { createPagedArray } from './paged-array.ts';

/**
 * A string arena: strings by number, their bytes in one array. A million short ids take a fifth of the memory of
 * strings, are no work for the garbage collector, and are saved as they are.
 */
export interface StringArena {
  set(number: number, text: string): void;
  get(number: number): string;
  /** Overwrites a string with zeros, so that no saved index contains removed text. Its space is used again. */
  erase(number: number): void;
  /** Whether the string is this text. */
  equals(number: number, text: string): boolean;
  /** The string's length in bytes; 0 for an erased one. */
  lengthOf(number: number): number;
  /** The `byteHashOf` the string. */
  hash(number: number): number;
  /** The `hashOfText` the string, mostly without decoding it. */
  hashOfText(number: number): number;
  /** Below, at or above 0: the order of two strings by their UTF-16 units. */
  compare(left: number, right: number): number;
  /** One more than the highest number. */
  readonly length: number;
  save(): Sections;
}

/** Capacity is allocated in multiples of this, so that the next string of a number mostly fits. */
const STEP = 8;
/** The most arguments of one call to `String.fromCharCode`; nearly every string is far shorter. */
const MAX_ARGUMENTS = 4096;

/**
 * Encodes each UTF-16 unit by itself in one to three bytes. Any string survives, lone surrogates included, and the
 * bytes sort as the strings do.
 */
function encode(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes[length++] = unit;
    else if (unit < 0x800) {
      bytes[length++] = 0xc0 | (unit >> 6);
      bytes[length++] = 0x80 | (unit & 0x3f);
    } else {
      bytes[length++] = 0xe0 | (unit >> 12);
      bytes[length++] = 0x80 | ((unit >> 6) & 0x3f);
      bytes[length++] = 0x80 | (unit & 0x3f);
    }
  }
  return bytes.subarray(0, length);
}

/** Hashes a text's bytes into 32 bits, well enough for a hash table. */
export function byteHashOf(text: string): number {
  let hash = FNV_START;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= 0x80) return hashOfBytes(encode(text));
    hash = fnv(hash, unit);
  }
  return spread(hash);
}

function hashOfBytes(bytes: Uint8Array): number {
  let hash = FNV_START;
  for (const byte of bytes) hash = fnv(hash, byte);
  return spread(hash);
}

/** Decodes the bytes [from, to). */
function decode(byteAt: (at: number) => number, from: number, to: number): string {
  const units: number[] = [];
  for (let at = from; at < to; ) {
    const first = byteAt(at);
    const size = first < 0x80 ? 1 : first < 0xe0 ? 2 : 3;
    let unit = size === 1 ? first : first & (size === 2 ? 0x1f : 0x0f);
    for (let index = 1; index < size; index++) unit = (unit << 6) | (byteAt(at + index) & 0x3f);
    units.push(unit);
    at += size;
  }
  if (units.length <= MAX_ARGUMENTS) return String.fromCharCode(...units);
  let text = '';
  for (let at = 0; at < units.length; at += MAX_ARGUMENTS)
    text += String.fromCharCode(...units.slice(at, at + MAX_ARGUMENTS));
  return text;
}

/** Creates an empty arena, or the one that was saved under `name`. */
export function createStringArena(name: string, saved?: Sections): StringArena {
  const columnAt = (part: string) =>
    createPagedArray(Uint32Array, saved && columnOf(saved, `${name}/${part}`, Uint32Array));
  const bytes = createPagedArray(Uint8Array, saved && columnOf(saved, `${name}/bytes`, Uint8Array));
  const starts = columnAt('starts');
  const lengths = columnAt('lengths');
  const capacities = columnAt('rooms');

  const allocate = (number: number, length: number): void => {
    const capacity = Math.ceil(length / STEP) * STEP;
    starts.set(number, bytes.length);
    capacities.set(number, capacity);
    if (capacity > 0) bytes.set(bytes.length + capacity - 1, 0);
  };

  const get = (number: number): string => {
    const start = starts.get(number);
    return decode(bytes.get, start, start + lengths.get(number));
  };

  return {
    set(number, text) {
      const encoded = encode(text);
      if (number >= starts.length || capacities.get(number) < encoded.length)
        allocate(number, encoded.length);
      const start = starts.get(number);
      for (let at = 0; at < encoded.length; at++) bytes.set(start + at, encoded[at]!);
      lengths.set(number, encoded.length);
    },
    get,
    lengthOf: lengths.get,
    erase(number) {
      const start = starts.get(number);
      for (let at = lengths.get(number) - 1; at >= 0; at--) bytes.set(start + at, 0);
      lengths.set(number, 0);
    },
    equals(number, text) {
      const length = lengths.get(number);
      if (length !== text.length) return length > text.length && get(number) === text;
      const start = starts.get(number);
      // With as many bytes as units, each is ASCII. From the end: most ids begin alike.
      for (let at = length - 1; at >= 0; at--) {
        const unit = text.charCodeAt(at);
        if (unit >= 0x80 || unit !== bytes.get(start + at)) return false;
      }
      return true;
    },
    hash(number) {
      const start = starts.get(number);
      const end = start + lengths.get(number);
      let hash = FNV_START;
      for (let at = start; at < end; at++) hash = fnv(hash, bytes.get(at));
      return spread(hash);
    },
    hashOfText(number) {
      const start = starts.get(number);
      const end = start + lengths.get(number);
      let hash = TEXT_SEED;
      for (let at = start; at < end; at++) {
        const byte = bytes.get(at);
        if (byte >= 0x80) return hashOfText(get(number));
        hash = fnv(hash, byte);
      }
      return spread(hash);
    },
    compare(left, right) {
      const leftStart = starts.get(left);
      const rightStart = starts.get(right);
      const longer = lengths.get(left) - lengths.get(right);
      const shared = Math.min(lengths.get(left), lengths.get(right));
      for (let at = 0; at < shared; at++) {
        const difference = bytes.get(leftStart + at) - bytes.get(rightStart + at);
        if (difference !== 0) return difference;
      }
      return longer;
    },
    get length() {
      return starts.length;
    },
    save: () => ({
      [`${name}/bytes`]: bytes.snapshot(),
      [`${name}/starts`]: starts.snapshot(),
      [`${name}/lengths`]: lengths.snapshot(),
      [`${name}/rooms`]: capacities.snapshot(),
    }),
  };
}
