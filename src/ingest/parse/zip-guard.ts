import { done, failed, type Outcome } from '../ingest-outcome.ts';

export interface ZipLimits {
  readonly entries: number;
  /** The limit of all entries' inflated size together, in bytes. */
  readonly inflated: number;
}

const CENTRAL_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;
const ENCRYPTED = 1;
/** The largest compression ratio. Text inflates at most 20-fold; a bomb a thousandfold. */
const MOST_RATIO = 200;
/** The size in bytes up to which any ratio is allowed. */
const SMALL = 1_000_000;

/** An entry of a zip's directory. */
export interface ZipEntry {
  readonly name: string;
  readonly compressed: number;
  readonly inflated: number;
  /** The offset of its local header. */
  readonly offset: number;
}

function endOf(bytes: DataView): number | null {
  const least = Math.max(0, bytes.byteLength - END_LENGTH - LONGEST_COMMENT);
  for (let at = bytes.byteLength - END_LENGTH; at >= least; at--)
    if (bytes.getUint32(at, true) === END_OF_DIRECTORY) return at;
  return null;
}

/**
 * Reads a zip's directory and refuses what would exceed the limits, before inflating anything. The declared sizes must
 * be checked again while inflating. Error codes: page_broken, encrypted, too_large.
 */
export function checkZip(zip: Uint8Array, limits: ZipLimits): Outcome<readonly ZipEntry[]> {
  const bytes = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const broken = failed('page_broken', 'This file is broken.');
  const end = endOf(bytes);
  if (end === null) return broken;
  const count = bytes.getUint16(end + 10, true);
  if (count > limits.entries) return failed('too_large', 'This file holds more parts than I read.');
  const entries: ZipEntry[] = [];
  let at = bytes.getUint32(end + 16, true);
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.byteLength || bytes.getUint32(at, true) !== CENTRAL_ENTRY) return broken;
    if (bytes.getUint16(at + 8, true) & ENCRYPTED)
      return failed('encrypted', 'This file is protected by a password.');
    const compressed = bytes.getUint32(at + 20, true);
    const inflated = bytes.getUint32(at + 24, true);
    const nameLength = bytes.getUint16(at + 28, true);
    const next = at + 46 + nameLength + bytes.getUint16(at + 30, true) + bytes.getUint16(at + 32, true);
    if (next > bytes.byteLength) return broken;
    const name = Buffer.from(zip.subarray(at + 46, at + 46 + nameLength)).toString('utf8');
    total += inflated;
    if (total > limits.inflated || (inflated > SMALL && inflated > compressed * MOST_RATIO))
      return failed('too_large', 'This file unpacks to more than I read.');
    entries.push({ name, compressed, inflated, offset: bytes.getUint32(at + 42, true) });
    at = next;
  }
  return done(entries);
}
