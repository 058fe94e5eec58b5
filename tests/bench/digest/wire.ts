import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The stages of a request: before the service receives it, after the service acted on it, after its response. */
export type Moment = 'sent' | 'done' | 'answered';

/** A proxy between a worker and a service that reports the stages of each request. */
export interface Wire {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Forwards requests to `target` (an origin). `at` is called at each stage and may kill the sender. */
export async function startWire(target: string, at: (moment: Moment, path: string) => void): Promise<Wire> {
  const relay = async (asked: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const path = asked.url ?? '/';
    const parts: Buffer[] = [];
    for await (const part of asked as AsyncIterable<Buffer>) parts.push(part);
    at('sent', path);
    // The sender is gone, so the service never gets the request.
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
