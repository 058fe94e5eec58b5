import type { IncomingMessage } from 'node:http';
import { HttpError } from './http-error.ts';

export interface BodyLimits {
  /** The longest body, in bytes. */
  readonly each: number;
  /** The most bytes of all unfinished bodies together. It bounds memory for any number of connections. */
  readonly together: number;
}

/**
 * Creates a reader of request bodies with these limits. It rejects with an `HttpError`: 413 for a body that is too long
 * (before reading it, if its length is declared), 503 while too much is being read, 400 for a body that ends early.
 */
export function bodyReader({ each, together }: BodyLimits): (request: IncomingMessage) => Promise<Buffer> {
  let reading = 0;
  return (request) =>
    new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      let size = 0;
      const end = (settle: () => void): void => {
        reading -= size;
        request.off('data', onData).off('end', onEnd).off('error', onBreak).off('close', onBreak);
        settle();
      };
      const refuse = (status: number, message: string): void =>
        end(() => reject(new HttpError(status, message)));
      const tooLong = (): void => refuse(413, `That is too long: more than ${Math.floor(each / 1024)} kB.`);
      const onData = (part: Buffer): void => {
        size += part.length;
        reading += part.length;
        if (size > each) tooLong();
        else if (reading > together) refuse(503, 'Too much is being received. Try again.');
        else parts.push(part);
      };
      const onEnd = (): void => end(() => resolve(Buffer.concat(parts)));
      const onBreak = (): void => refuse(400, 'The request broke off.');
      if (Number(request.headers['content-length'] ?? 0) > each) tooLong();
      else request.on('data', onData).on('end', onEnd).on('error', onBreak).on('close', onBreak);
    });
}
