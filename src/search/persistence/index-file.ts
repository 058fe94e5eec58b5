/** What a file of a saved index is made of: columns of numbers, and texts. */
export type Column = Uint8Array | Uint16Array | Uint32Array;
/** A column whole or in pages, each but the last of the same number of whole words; read again it is whole. */
type Section = Column | readonly Column[] | string;
export type Sections = Readonly<Record<string, Section>>;

/** Why bytes are no file of a saved index that can be read here; the index is then built again from its facts. */
export type SavedFault = 'not-an-index' | 'other-version' | 'damaged';

interface Entry {
  readonly name: string;
  readonly type: 'u8' | 'u16' | 'u32' | 'text';
  /** Bytes from the start of the file, and how many. */
  readonly at: number;
  readonly size: number;
}

/** In the machine's byte order, so that a file of a machine with the other one is none. */
const MAGIC = 0x58444e49;
/** Raised whenever the columns are laid out in another way. */
const SAVED_VERSION = 5;
/** First: magic, version, and nothing. Last: bytes of the table of contents, bytes of the file, checksum, magic. */
const HEAD = 16;
const TAIL = 16;
/** So many bytes of the tail are under the checksum. */
const CHECKED = 8;
const ALIGN = 8;
/** So many bytes are laid out at a time: a millisecond's work. */
const PIECE = 1 << 20;

const padded = (size: number): number => Math.ceil(size / ALIGN) * ALIGN;

/** Mixes bytes, four at a time, into 32 bits: one changed bit anywhere shows. Takes whole words only. */
function checksum(bytes: Uint8Array, before: number): number {
  let sum = before;
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2);
  for (let at = 0; at < words.length; at++) {
    sum = Math.imul(sum ^ words[at]!, 0x9e3779b1);
    sum ^= sum >>> 15;
  }
  return sum >>> 0;
}

const typeOf = (column: Column): Entry['type'] =>
  column instanceof Uint8Array ? 'u8' : column instanceof Uint16Array ? 'u16' : 'u32';

const isPaged = (section: Column | readonly Column[]): section is readonly Column[] => Array.isArray(section);

/** What a section is laid out from: its type, and its bytes in order. */
function partsOf(section: Section): { readonly type: Entry['type']; readonly parts: readonly Uint8Array[] } {
  if (typeof section === 'string') return { type: 'text', parts: [new TextEncoder().encode(section)] };
  const pages = isPaged(section) ? section : [section];
  const parts = pages.map((page) => new Uint8Array(page.buffer, page.byteOffset, page.byteLength));
  return { type: typeOf(pages[0]!), parts };
}

/** The bytes in pieces of whole words; the last one is filled up with zeros. */
function* inPieces(bytes: Uint8Array): Generator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE);
    if (piece.length % ALIGN === 0 && piece.byteOffset % 4 === 0) yield piece;
    else {
      const whole = new Uint8Array(padded(piece.length));
      whole.set(piece);
      yield whole;
    }
  }
}

/** Lays sections out as the bytes of a file, a piece at a time, to be written one after another; gives their checksum. */
export function* layOut(sections: Sections): Generator<Uint8Array, number> {
  let sum = 0;
  let at = HEAD;
  const head = new Uint8Array(HEAD);
  new Uint32Array(head.buffer).set([MAGIC, SAVED_VERSION]);
  sum = checksum(head, sum);
  yield head;
  const entries: Entry[] = [];
  for (const [name, value] of Object.entries(sections)) {
    const { type, parts } = partsOf(value);
    const size = parts.reduce((bytes, part) => bytes + part.length, 0);
    entries.push({ name, type, at, size });
    for (const part of parts)
      for (const piece of inPieces(part)) {
        sum = checksum(piece, sum);
        yield piece;
      }
    at += padded(size);
  }
  const contents = new TextEncoder().encode(JSON.stringify(entries));
  for (const piece of inPieces(contents)) {
    sum = checksum(piece, sum);
    yield piece;
  }
  const tail = new Uint8Array(TAIL);
  const size = at + padded(contents.length) + TAIL;
  const last = new Uint32Array(tail.buffer);
  last.set([contents.length, size]);
  sum = checksum(tail.subarray(0, CHECKED), sum);
  last.set([sum, MAGIC], 2);
  yield tail;
  return sum;
}

function sectionOf({ type, at, size }: Entry, bytes: Uint8Array): Column | string {
  const own = bytes.subarray(at, at + size);
  if (type === 'text') return new TextDecoder().decode(own);
  if (type === 'u8') return own;
  if (type === 'u16') return new Uint16Array(own.buffer, own.byteOffset, size / 2);
  return new Uint32Array(own.buffer, own.byteOffset, size / 4);
}

/** What a file holds, and the checksum that it names itself by. */
export interface ReadSections {
  readonly sections: Sections;
  readonly sum: number;
}

/** Reads a file's bytes without copying its columns: the bytes belong to the result from now on. */
export function readSections(given: Uint8Array): ReadSections | SavedFault {
  // A plain array of bytes, whatever the reader gave: a Buffer's slice would be no copy.
  const bytes =
    given.byteOffset % ALIGN === 0
      ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
      : new Uint8Array(given);
  if (bytes.length < HEAD) return 'not-an-index';
  const [magic, version] = new Uint32Array(bytes.buffer, bytes.byteOffset, 2);
  if (magic !== MAGIC) return 'not-an-index';
  if (version !== SAVED_VERSION) return 'other-version';
  if (bytes.length < HEAD + TAIL || bytes.length % ALIGN !== 0) return 'damaged';
  const end = bytes.length - TAIL;
  const [length, size, sum, last] = new Uint32Array(bytes.buffer, bytes.byteOffset + end, 4);
  if (last !== MAGIC || size !== bytes.length || checksum(bytes.subarray(0, end + CHECKED), 0) !== sum)
    return 'damaged';
  const start = end - padded(length!);
  const entries = JSON.parse(new TextDecoder().decode(bytes.subarray(start, start + length!))) as Entry[];
  return {
    sections: Object.fromEntries(entries.map((entry) => [entry.name, sectionOf(entry, bytes)])),
    sum: sum!,
  };
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
