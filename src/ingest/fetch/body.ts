import type { IncomingMessage } from 'node:http';
import type { Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import type { Outcome } from '../ingest-outcome.ts';
import { done, failed } from '../ingest-outcome.ts';

/** More layers than one are only ever seen in attacks. */
const DECODERS: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

/** What `Accept-Encoding` may say: what can be decoded here. */
export const ACCEPTED_ENCODINGS = 'gzip, br';

/**
 * Reads a response to its end and decodes it on the way, and stops as soon as more than `limit` bytes came out: a
 * bomb of a few kilobytes never unfolds. Error codes: too_large, bad_encoding; a broken connection rejects.
 */
export async function readBody(response: IncomingMessage, limit: number): Promise<Outcome<Buffer>> {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  const tooLarge = () =>
    failed('too_large', `The answer is larger than ${Math.round(limit / 1_000_000)} MB; it is not read.`);
  if (Number(response.headers['content-length'] ?? 0) > limit) {
    response.destroy();
    return tooLarge();
  }
  let stream: Readable = response;
  if (encoding !== 'identity' && encoding !== '') {
    const decoder = DECODERS[encoding]?.();
    if (!decoder) {
      response.destroy();
      return failed(
        'bad_encoding',
        `The server packed its answer as "${encoding.slice(0, 40)}", which is not read.`,
      );
    }
    response.on('error', (error) => decoder.destroy(error));
    // A connection that ends early must not look like a short page.
    response.on('close', () => {
      if (!response.complete) decoder.destroy(new Error('the connection broke off'));
    });
    stream = response.pipe(decoder);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) return tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code?.startsWith('Z_') || code?.startsWith('ERR_BROTLI') || code?.startsWith('ZSTD'))
      return failed('bad_encoding', `The server's ${encoding} data is broken.`);
    throw error;
  } finally {
    stream.destroy();
    response.destroy();
  }
  return done(Buffer.concat(chunks, size));
}
