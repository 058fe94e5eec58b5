import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';
import type { Outcome } from '../ingest-outcome.ts';
import { done, failed } from '../ingest-outcome.ts';

type Decode = (bytes: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const GUNZIP: Decode = promisify(gunzip);
const INFLATE: Decode = promisify(inflate);
const INFLATE_RAW: Decode = promisify(inflateRaw);

/** Content codings. "deflate" means zlib's format; some servers send the raw stream. */
const CODINGS: ReadonlyMap<string, readonly Decode[]> = new Map<string, readonly Decode[]>([
  ['gzip', [GUNZIP]],
  ['x-gzip', [GUNZIP]],
  ['deflate', [INFLATE, INFLATE_RAW]],
  ['br', [promisify(brotliDecompress)]],
  ['zstd', [promisify(zstdDecompress)]],
]);

/** The value of `Accept-Encoding`: the codings that are decoded here. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

/** The most content codings. Servers and proxies use at most two; more is an attack. */
const MAX_LAYERS = 3;

/**
 * Reads a response to its end and decodes it. Stops as soon as more than `limit` bytes were received or decoded, so
 * that a decompression bomb is never expanded. Unknown codings ("utf-8", "aws-chunked") are ignored, a plain body that
 * is declared compressed is accepted, and gzip is also recognised by its first bytes. Error codes: too_large,
 * bad_encoding; a broken connection rejects.
 */
export async function readBody(response: IncomingMessage, limit: number): Promise<Outcome<Buffer>> {
  const packed = await readBytes(response, limit);
  return packed === null ? tooLarge(limit) : unpack(packed, response.headers['content-encoding'], limit);
}

async function readBytes(response: IncomingMessage, limit: number): Promise<Buffer | null> {
  try {
    if (Number(response.headers['content-length'] ?? 0) > limit) return null;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) return null;
      chunks.push(chunk);
    }
    // A connection that ends early must not look like a short page.
    if (!response.complete) throw new Error('the connection broke off');
    return Buffer.concat(chunks, size);
  } finally {
    response.destroy();
  }
}

/** Decodes a body by its Content-Encoding, the last coding first, and then by its first bytes. */
async function unpack(packed: Buffer, header: string | undefined, limit: number): Promise<Outcome<Buffer>> {
  const codings = (header ?? '')
    .toLowerCase()
    .split(',')
    .map((token) => token.trim());
  let bytes = packed;
  let layers = 0;
  for (const coding of codings.reverse()) {
    const decoders = CODINGS.get(coding);
    if (!decoders || bytes.length === 0) continue;
    if (++layers > MAX_LAYERS) return badEncoding(coding);
    const decoded = await firstThatDecodes(bytes, decoders, limit);
    if (decoded === 'too large') return tooLarge(limit);
    if (decoded === 'broken' && !isText(bytes)) return badEncoding(coding);
    if (Buffer.isBuffer(decoded)) bytes = decoded;
  }
  while (isGzip(bytes)) {
    if (++layers > MAX_LAYERS) return badEncoding('gzip');
    const decoded = await firstThatDecodes(bytes, [GUNZIP], limit);
    if (decoded === 'too large') return tooLarge(limit);
    if (!Buffer.isBuffer(decoded)) return badEncoding('gzip');
    bytes = decoded;
  }
  return done(bytes);
}

async function firstThatDecodes(
  bytes: Buffer,
  decoders: readonly Decode[],
  limit: number,
): Promise<Buffer | 'broken' | 'too large'> {
  for (const decode of decoders) {
    try {
      return await decode(bytes, { maxOutputLength: limit });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return 'too large';
    }
  }
  return 'broken';
}

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b && bytes[2] === 8;

/**
 * Whether bytes are text in some encoding rather than compressed data: hardly any control characters at the beginning.
 */
function isText(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 512);
  const controls = start.filter((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27)).length;
  return !isGzip(bytes) && controls * 50 <= start.length;
}

function tooLarge(limit: number) {
  return failed(
    'too_large',
    `The answer is larger than ${Math.round(limit / 1_000_000)} MB; it is not read.`,
  );
}

function badEncoding(coding: string) {
  return failed('bad_encoding', `The server's ${coding.slice(0, 40)} data is broken.`);
}
