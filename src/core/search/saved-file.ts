/** What a saved index is made of: columns of numbers, and texts. */
export type Column = Uint8Array | Uint16Array | Uint32Array;
export type Sections = Readonly<Record<string, Column | string>>;

/** Why bytes are no saved index that can be opened here; the index is then built again from its facts. */
export type SavedFault = 'not-an-index' | 'other-version' | 'damaged';

interface Entry {
  readonly name: string;
  readonly type: 'u8' | 'u16' | 'u32' | 'text';
  /** Bytes from the start of the body, and how many. */
  readonly at: number;
  readonly size: number;
}

const MAGIC = 0x58444e49;
/** Raised whenever words are read, stemmed or laid out in another way. */
export const SAVED_VERSION = 1;
/** Magic, version, checksum, bytes of the table of contents. */
const HEAD = 16;
const ALIGN = 8;

const padded = (size: number): number => Math.ceil(size / ALIGN) * ALIGN;

/** Mixes bytes, four at a time, into 32 bits: one changed bit anywhere shows. */
function checksum(bytes: Uint8Array, seed: number): number {
  let sum = seed;
  const whole = bytes.length >>> 2;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, whole);
  for (let at = 0; at < whole; at++) {
    sum = Math.imul(sum ^ words[at]!, 0x9e3779b1);
    sum ^= sum >>> 15;
  }
  for (let at = whole * 4; at < bytes.length; at++) sum = Math.imul(sum ^ bytes[at]!, 0x85ebca6b);
  return sum >>> 0;
}

const typeOf = (value: Column | string): Entry['type'] =>
  typeof value === 'string'
    ? 'text'
    : value instanceof Uint8Array
      ? 'u8'
      : value instanceof Uint16Array
        ? 'u16'
        : 'u32';

/** Lays sections out as one run of bytes, in the machine's byte order. */
export function pack(sections: Sections): Uint8Array {
  const encoder = new TextEncoder();
  let at = 0;
  const bodies = Object.entries(sections).map(([name, value]) => {
    const bytes =
      typeof value === 'string'
        ? encoder.encode(value)
        : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    const entry: Entry = { name, type: typeOf(value), at, size: bytes.length };
    at += padded(bytes.length);
    return { entry, bytes };
  });
  const contents = encoder.encode(JSON.stringify(bodies.map(({ entry }) => entry)));
  const start = HEAD + padded(contents.length);
  const packed = new Uint8Array(start + at);
  packed.set(contents, HEAD);
  for (const { entry, bytes } of bodies) packed.set(bytes, start + entry.at);
  const sum = checksum(packed.subarray(HEAD), packed.length);
  new Uint32Array(packed.buffer, 0, 4).set([MAGIC, SAVED_VERSION, sum, contents.length]);
  return packed;
}

function sectionOf({ type, at, size }: Entry, body: Uint8Array): Column | string {
  const bytes = body.subarray(at, at + size);
  if (type === 'text') return new TextDecoder().decode(bytes);
  if (type === 'u8') return bytes;
  if (type === 'u16') return new Uint16Array(bytes.buffer, bytes.byteOffset, size / 2);
  return new Uint32Array(bytes.buffer, bytes.byteOffset, size / 4);
}

/** Reads packed sections without copying their columns: the bytes belong to the result from now on. */
export function unpack(given: Uint8Array): Sections | SavedFault {
  const bytes = given.byteOffset % ALIGN === 0 ? given : given.slice();
  if (bytes.length < HEAD) return 'not-an-index';
  const [magic, version, sum, length] = new Uint32Array(bytes.buffer, bytes.byteOffset, 4);
  if (magic !== MAGIC) return 'not-an-index';
  if (version !== SAVED_VERSION) return 'other-version';
  if (checksum(bytes.subarray(HEAD), bytes.length) !== sum) return 'damaged';
  const contents = new TextDecoder().decode(bytes.subarray(HEAD, HEAD + length!));
  const body = bytes.subarray(HEAD + padded(length!));
  const entries = JSON.parse(contents) as Entry[];
  return Object.fromEntries(entries.map((entry) => [entry.name, sectionOf(entry, body)]));
}

/** A section that has to be there, as a column or as text; a saved index of this version always has it. */
export function columnOf<Kind extends Column>(
  sections: Sections,
  name: string,
  kind: new (length: number) => Kind,
): Kind {
  const found = sections[name];
  if (found instanceof kind) return found;
  throw new Error(`A saved index lacks its column ${name}.`);
}

export function textOf(sections: Sections, name: string): string {
  const found = sections[name];
  if (typeof found === 'string') return found;
  throw new Error(`A saved index lacks its text ${name}.`);
}
