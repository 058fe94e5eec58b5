import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** Converts a Node request to a web-standard one, with its body read. It is aborted when the client disconnects. */
export function webRequest(
  { method = 'GET', headers }: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: Buffer | null,
): Request {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const given = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || name === 'authorization' ? [] : [[name, String(value)] as [string, string]],
  );
  return new Request(url, {
    method,
    headers: given,
    signal: gone.signal,
    ...(body && method !== 'GET' && method !== 'HEAD' ? { body: new Uint8Array(body) } : {}),
  });
}

/** Security headers of every response. No response is a page, so browsers must not guess a type or run anything. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/** Sends a web-standard response: an event stream as it comes, anything else at once. */
export async function sendWeb(web: Response, response: ServerResponse): Promise<void> {
  response.writeHead(web.status, { ...HEADERS, ...Object.fromEntries(web.headers) });
  if (!web.body) return void response.end();
  // A response that is not an event stream is sent in one piece.
  if (!/^text\/event-stream\b/.test(web.headers.get('content-type') ?? ''))
    return void response.end(Buffer.from(await web.arrayBuffer()));
  // A client may disconnect in the middle. That is no error.
  await pipeline(Readable.fromWeb(web.body as ReadableStream), response).catch(() => response.destroy());
}
