import { FNV_START, fnv, spread } from '../../domain/fnv.ts';
import { columnOf, type Sections } from '../persistence/index-file.ts';
import { createPaged } from './paged-array.ts';

/** The bytes of a text, to be looked for; good until the next one is spelled. */
export interface Spelled {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/**
 * Texts under numbers, their bytes side by side: a million short ids cost a fifth of what strings do, are no work for the
 * garbage collector, and are saved as they stand.
 */
export interface TextArena {
  set(number: number, text: string): void;
  get(number: number): string;
  /** Blots a text out, so that no saved index holds what was removed; its room serves the next one. */
  forget(number: number): void;
  is(number: number, spelled: Spelled): boolean;
  hash(number: number): number;
  /** Below, at or above 0, as the texts stand to each other by their UTF-16 units. */
  compare(one: number, other: number): number;
  /** One more than the highest number. */
  readonly length: number;
  save(): Sections;
}

/** Room comes in steps of so many bytes, so that a text's successor under its number mostly fits. */
const STEP = 8;

let scratch = new Uint8Array(256);

/** Each UTF-16 unit by itself, in one to three bytes: any string comes back as it was, and bytes sort as strings do. */
export function spell(text: string): Spelled {
  if (text.length * 3 > scratch.length) scratch = new Uint8Array(text.length * 6);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) scratch[length++] = unit;
    else if (unit < 0x800) {
      scratch[length++] = 0xc0 | (unit >> 6);
      scratch[length++] = 0x80 | (unit & 0x3f);
    } else {
      scratch[length++] = 0xe0 | (unit >> 12);
      scratch[length++] = 0x80 | ((unit >> 6) & 0x3f);
      scratch[length++] = 0x80 | (unit & 0x3f);
    }
  }
  return { bytes: scratch, length };
}

/** Mixes a text's bytes into 32 bits, well enough for a hash table. */
export function hashOf({ bytes, length }: Spelled): number {
  let hash = FNV_START;
  for (let at = 0; at < length; at++) hash = fnv(hash, bytes[at]!);
  return spread(hash);
}

function textOf({ bytes, length }: Spelled): string {
  const units: number[] = [];
  for (let at = 0; at < length; ) {
    const first = bytes[at]!;
    const size = first < 0x80 ? 1 : first < 0xe0 ? 2 : 3;
    let unit = size === 1 ? first : first & (size === 2 ? 0x1f : 0x0f);
    for (let more = 1; more < size; more++) unit = (unit << 6) | (bytes[at + more]! & 0x3f);
    units.push(unit);
    at += size;
  }
  // A call takes only so many arguments; nearly every text is far shorter.
  let text = '';
  for (let at = 0; at < units.length; at += 4096) text += String.fromCharCode(...units.slice(at, at + 4096));
  return text;
}

/** A text out of an arena, good until the next one is read. */
let copied = new Uint8Array(256);

/** An empty arena, or the one that was saved under `name`. */
export function createTextArena(name: string, saved?: Sections): TextArena {
  const columnAt = (part: string) =>
    createPaged(Uint32Array, saved && columnOf(saved, `${name}/${part}`, Uint32Array));
  const bytes = createPaged(Uint8Array, saved && columnOf(saved, `${name}/bytes`, Uint8Array));
  const starts = columnAt('starts');
  const lengths = columnAt('lengths');
  const rooms = columnAt('rooms');

  const makeRoom = (number: number, length: number): void => {
    const room = Math.ceil(length / STEP) * STEP;
    starts.set(number, bytes.length);
    rooms.set(number, room);
    if (room > 0) bytes.set(bytes.length + room - 1, 0);
  };

  const read = (number: number): Spelled => {
    const [start, length] = [starts.get(number), lengths.get(number)];
    if (length > copied.length) copied = new Uint8Array(length * 2);
    for (let at = 0; at < length; at++) copied[at] = bytes.get(start + at);
    return { bytes: copied, length };
  };

  return {
    set(number, text) {
      const spelled = spell(text);
      if (number >= starts.length || rooms.get(number) < spelled.length) makeRoom(number, spelled.length);
      const start = starts.get(number);
      for (let at = 0; at < spelled.length; at++) bytes.set(start + at, spelled.bytes[at]!);
      lengths.set(number, spelled.length);
    },
    get: (number) => textOf(read(number)),
    forget(number) {
      const start = starts.get(number);
      for (let at = lengths.get(number) - 1; at >= 0; at--) bytes.set(start + at, 0);
      lengths.set(number, 0);
    },
    is(number, spelled) {
      if (lengths.get(number) !== spelled.length) return false;
      const start = starts.get(number);
      // From the end: ids mostly begin alike.
      for (let at = spelled.length - 1; at >= 0; at--)
        if (bytes.get(start + at) !== spelled.bytes[at]) return false;
      return true;
    },
    hash(number) {
      const start = starts.get(number);
      const end = start + lengths.get(number);
      let hash = FNV_START;
      for (let at = start; at < end; at++) hash = fnv(hash, bytes.get(at));
      return spread(hash);
    },
    compare(one, other) {
      const [a, b] = [starts.get(one), starts.get(other)];
      const [aLength, bLength] = [lengths.get(one), lengths.get(other)];
      for (let at = 0; at < Math.min(aLength, bLength); at++) {
        const difference = bytes.get(a + at) - bytes.get(b + at);
        if (difference !== 0) return difference;
      }
      return aLength - bLength;
    },
    get length() {
      return starts.length;
    },
    save: () => ({
      [`${name}/bytes`]: bytes.share(),
      [`${name}/starts`]: starts.share(),
      [`${name}/lengths`]: lengths.share(),
      [`${name}/rooms`]: rooms.share(),
    }),
  };
}
