import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Hubs } from './hubs.ts';

/** The first part of the callback's path, on the public port. */
export const HUB_PATH = 'websub';

/** In bytes: feeds are sent along whole, and their signature is over all of it. */
const LONGEST_BODY = 10_000_000;
/** A challenge is echoed: no browser may take it for a page. */
const PLAIN = {
  'content-type': 'text/plain; charset=utf-8',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'",
  'cache-control': 'no-store',
};

/** Answers hubs: the question whether a subscription is wanted (GET), and pings (POST), whose body is not kept. */
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
    // The same answer to a wrong signature: it tells nobody which one would be right.
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
