import { createGrowable } from './growable.ts';
import { columnOf, type Sections } from './saved-file.ts';

/** The bytes of a text, to be looked for; good until the next one is spelled. */
export interface Spelled {
  readonly bytes: Uint8Array;
  readonly length: number;
}

/**
 * Texts under numbers, their bytes side by side: a million short ids cost a fifth of what strings do, are no work for the
 * garbage collector, and are saved by copying.
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

/** Mixes bytes into 32 bits, well enough for a hash table. */
export function hashOfBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

function textAt(bytes: Uint8Array, from: number, to: number): string {
  const units: number[] = [];
  for (let at = from; at < to; ) {
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

/** An empty arena, or the one that was saved under `name`. */
export function createTextArena(name: string, saved?: Sections): TextArena {
  const columnAt = (part: string) => createGrowable(saved && columnOf(saved, `${name}/${part}`, Uint32Array));
  let bytes = saved ? columnOf(saved, `${name}/bytes`, Uint8Array).slice() : new Uint8Array(1024);
  const ends = columnAt('end');
  const starts = columnAt('starts');
  const lengths = columnAt('lengths');
  const rooms = columnAt('rooms');
  let end = ends.length > 0 ? ends.get(0) : 0;

  const makeRoom = (number: number, length: number): void => {
    const room = Math.ceil(length / STEP) * STEP;
    if (end + room > bytes.length) {
      const wider = new Uint8Array(Math.max(end + room, Math.ceil(bytes.length * 1.5)));
      wider.set(bytes);
      bytes = wider;
    }
    starts.set(number, end);
    rooms.set(number, room);
    end += room;
  };

  return {
    set(number, text) {
      const spelled = spell(text);
      if (number >= starts.length || rooms.get(number) < spelled.length) makeRoom(number, spelled.length);
      const start = starts.get(number);
      for (let at = 0; at < spelled.length; at++) bytes[start + at] = spelled.bytes[at]!;
      lengths.set(number, spelled.length);
    },
    get(number) {
      const start = starts.get(number);
      return textAt(bytes, start, start + lengths.get(number));
    },
    forget(number) {
      const start = starts.get(number);
      bytes.fill(0, start, start + lengths.get(number));
      lengths.set(number, 0);
    },
    is(number, spelled) {
      if (lengths.get(number) !== spelled.length) return false;
      const start = starts.get(number);
      for (let at = 0; at < spelled.length; at++) if (bytes[start + at] !== spelled.bytes[at]) return false;
      return true;
    },
    hash(number) {
      const start = starts.get(number);
      return hashOfBytes(bytes, start, start + lengths.get(number));
    },
    compare(one, other) {
      const [a, b] = [starts.get(one), starts.get(other)];
      const [aLength, bLength] = [lengths.get(one), lengths.get(other)];
      for (let at = 0; at < Math.min(aLength, bLength); at++)
        if (bytes[a + at] !== bytes[b + at]) return bytes[a + at]! - bytes[b + at]!;
      return aLength - bLength;
    },
    get length() {
      return starts.length;
    },
    save: () => ({
      [`${name}/bytes`]: bytes.slice(0, end),
      [`${name}/end`]: Uint32Array.of(end),
      [`${name}/starts`]: starts.take(),
      [`${name}/lengths`]: lengths.take(),
      [`${name}/rooms`]: rooms.take(),
    }),
  };
}
