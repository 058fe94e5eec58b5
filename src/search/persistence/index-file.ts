/** A column of numbers in an index file. */
export type Column = Uint8Array | Uint16Array | Uint32Array;
/** A section of an index file: a column, a column in pages of equal length but the last, or a text. */
type Section = Column | readonly Column[] | string;
export type Sections = Readonly<Record<string, Section>>;

/** Why bytes are no readable index file. The index is then built again from its facts. */
export type IndexFileFault = 'not-an-index' | 'other-version' | 'damaged';

interface Entry {
  readonly name: string;
  readonly type: 'u8' | 'u16' | 'u32' | 'text';
  /** The offset from the start of the file, and the size, in bytes. */
  readonly at: number;
  readonly size: number;
}

/** The magic number in native byte order: a file from a machine with another byte order is refused. */
const MAGIC = 0x58444e49;
/** Raise this whenever the layout of the columns changes. */
const SAVED_VERSION = 5;
/** The header: magic, version, zeros. The footer: sizes of the table of contents and of the file, checksum, magic. */
const HEADER_BYTES = 16;
const FOOTER_BYTES = 16;
/** The first bytes of the footer, which the checksum covers. */
const CHECKED_FOOTER_BYTES = 8;
const ALIGN = 8;
/** Bytes that are serialized in one step: a millisecond's work. */
const CHUNK = 1 << 20;

const padded = (size: number): number => Math.ceil(size / ALIGN) * ALIGN;

/** Continues a 32-bit checksum over bytes, four at a time; their number must be divisible by 4. */
function checksum(bytes: Uint8Array, previous: number): number {
  let sum = previous;
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

/** The type of a section and its bytes, page by page. */
function partsOf(section: Section): { readonly type: Entry['type']; readonly parts: readonly Uint8Array[] } {
  if (typeof section === 'string') return { type: 'text', parts: [new TextEncoder().encode(section)] };
  const pages = isPaged(section) ? section : [section];
  const parts = pages.map((page) => new Uint8Array(page.buffer, page.byteOffset, page.byteLength));
  return { type: typeOf(pages[0]!), parts };
}

/** The bytes in aligned chunks; the last one is padded with zeros. */
function* chunksOf(bytes: Uint8Array): Generator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const piece = bytes.subarray(at, at + CHUNK);
    if (piece.length % ALIGN === 0 && piece.byteOffset % 4 === 0) yield piece;
    else {
      const whole = new Uint8Array(padded(piece.length));
      whole.set(piece);
      yield whole;
    }
  }
}

/** Serializes sections as the chunks of a file, in order. Returns their checksum. */
export function* serialize(sections: Sections): Generator<Uint8Array, number> {
  let sum = 0;
  let at = HEADER_BYTES;
  const head = new Uint8Array(HEADER_BYTES);
  new Uint32Array(head.buffer).set([MAGIC, SAVED_VERSION]);
  sum = checksum(head, sum);
  yield head;
  const entries: Entry[] = [];
  for (const [name, value] of Object.entries(sections)) {
    const { type, parts } = partsOf(value);
    const size = parts.reduce((bytes, part) => bytes + part.length, 0);
    entries.push({ name, type, at, size });
    for (const part of parts)
      for (const piece of chunksOf(part)) {
        sum = checksum(piece, sum);
        yield piece;
      }
    at += padded(size);
  }
  const contents = new TextEncoder().encode(JSON.stringify(entries));
  for (const piece of chunksOf(contents)) {
    sum = checksum(piece, sum);
    yield piece;
  }
  const tail = new Uint8Array(FOOTER_BYTES);
  const size = at + padded(contents.length) + FOOTER_BYTES;
  const last = new Uint32Array(tail.buffer);
  last.set([contents.length, size]);
  sum = checksum(tail.subarray(0, CHECKED_FOOTER_BYTES), sum);
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

/** The sections of an index file and its checksum. */
export interface IndexFile {
  readonly sections: Sections;
  readonly sum: number;
}

/** Parses an index file without copying its columns: the result keeps and may change the bytes. */
export function parseIndexFile(given: Uint8Array): IndexFile | IndexFileFault {
  // A plain Uint8Array: `slice` of a Buffer would not copy.
  const bytes =
    given.byteOffset % ALIGN === 0
      ? new Uint8Array(given.buffer, given.byteOffset, given.byteLength)
      : new Uint8Array(given);
  if (bytes.length < HEADER_BYTES) return 'not-an-index';
  const [magic, version] = new Uint32Array(bytes.buffer, bytes.byteOffset, 2);
  if (magic !== MAGIC) return 'not-an-index';
  if (version !== SAVED_VERSION) return 'other-version';
  if (bytes.length < HEADER_BYTES + FOOTER_BYTES || bytes.length % ALIGN !== 0) return 'damaged';
  const end = bytes.length - FOOTER_BYTES;
  const [length, size, sum, last] = new Uint32Array(bytes.buffer, bytes.byteOffset + end, 4);
  if (
    last !== MAGIC ||
    size !== bytes.length ||
    checksum(bytes.subarray(0, end + CHECKED_FOOTER_BYTES), 0) !== sum
  )
    return 'damaged';
  const start = end - padded(length!);
  const entries = JSON.parse(new TextDecoder().decode(bytes.subarray(start, start + length!))) as Entry[];
  return {
    sections: Object.fromEntries(entries.map((entry) => [entry.name, sectionOf(entry, bytes)])),
    sum: sum!,
  };
}

/** A column that every index file of this version has. Throws if it is missing. */
export function columnOf<Kind extends Column>(
  sections: Sections,
  name: string,
  kind: new (length: number) => Kind,
): Kind {
  const found = sections[name];
  if (found instanceof kind) return found;
  throw new Error(`A saved index lacks its column ${name}.`);
}

/** A text that every index file of this version has. Throws if it is missing. */
export function textOf(sections: Sections, name: string): string {
  const found = sections[name];
  if (typeof found === 'string') return found;
  throw new Error(`A saved index lacks its text ${name}.`);
}
