import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Hubs } from './hubs.ts';

/** The first segment of the callback's path on the public port. */
export const HUB_PATH = 'websub';

/** The longest body, in bytes. Hubs send whole feeds, and the signature covers all of it. */
const LONGEST_BODY = 10_000_000;
/** Headers that keep a browser from treating an echoed challenge as a page. */
const PLAIN = {
  'content-type': 'text/plain; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'",
  'cache-control': 'no-store',
};

/** Answers hubs: verification requests (GET) and pings (POST), whose body is not stored. */
export function hubCallback(hubs: Hubs) {
  const end = (response: ServerResponse, status: number, text = ''): void =>
    void response.writeHead(status, PLAIN).end(text);
  const takePing = async (path: string, request: IncomingMessage, response: ServerResponse) => {
    const signature = request.headers['x-hub-signature'];
    const ping = await hubs.ping(path, typeof signature === 'string' ? signature : undefined);
    if (!ping) return end(response, 410);
    if (Number(request.headers['content-length'] ?? 0) > LONGEST_BODY) return end(response, 413);
    let size = 0;
    for await (const part of request) {
      size += (part as Buffer).length;
      if (size > LONGEST_BODY) return end(response, 413);
      ping.update(part as Buffer);
    }
    await ping.end();
    // A wrong signature gets the same response, so that it reveals nothing.
    end(response, 202);
  };
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> => {
    const path = url.pathname.slice(HUB_PATH.length + 2);
    if (request.method === 'POST') return takePing(path, request, response);
    if (request.method !== 'GET') return end(response, 405);
    const confirmed = await hubs.confirm(path, url.searchParams);
    if (confirmed.status === 200) end(response, 200, confirmed.challenge);
    else end(response, 404);
  };
}
