import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Where a request stands on the wire: before the service has it, after the service has acted on it, after it was answered. */
export type Moment = 'sent' | 'done' | 'answered';

/** A wire between a worker and a service: it passes every request on and tells of its moments. */
export interface Wire {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Passes requests on to `target` (an origin); `at` is called at each moment and may kill whoever asked. */
export async function startWire(target: string, at: (moment: Moment, path: string) => void): Promise<Wire> {
  const relay = async (asked: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const path = asked.url ?? '/';
    const parts: Buffer[] = [];
    for await (const part of asked as AsyncIterable<Buffer>) parts.push(part);
    at('sent', path);
    // Whoever asked is gone: the service never hears of it.
    if (asked.socket.destroyed) return;
    const passed = request(new URL(path, target), { method: asked.method, headers: asked.headers });
    passed.end(Buffer.concat(parts));
    const [answer] = (await once(passed, 'response')) as [IncomingMessage];
    const body: Buffer[] = [];
    for await (const part of answer as AsyncIterable<Buffer>) body.push(part);
    at('done', path);
    reply.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(body));
    at('answered', path);
  };
  const server = createServer((asked, reply) => void relay(asked, reply).catch(() => reply.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
