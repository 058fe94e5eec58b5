import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { webApi } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../src/adapters/slack/post-outcome.ts';
import { clientOptions } from '../../../src/adapters/slack/workspace.ts';

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

/** A Web API that answers every request with `answer`; returns its base URL. */
async function serving(answer: RequestListener): Promise<string> {
  const server = createHttpServer(answer);
  const port = await listening(server);
  stops.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${port}/api/`;
}

/** A TCP server that speaks no HTTP; returns its port. */
async function sockets(onConnection: (socket: Socket) => void): Promise<number> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    onConnection(socket);
  });
  stops.push(async () => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return listening(server);
}

/** The time limit of a call, in milliseconds. */
const SOON = 300;

const post = (url: string, timeout = 5000) =>
  new webApi.WebClient('xoxb-good', { ...clientOptions(url), timeout }).chat.postMessage({
    channel: 'C1',
    text: 'x',
  });
const faultOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => null,
    (error: unknown) => error,
  );

describe('a call of Slack’s Web API that fails', () => {
  it('may be repeated if the connection was never established', async () => {
    const closed = createServer();
    const port = await listening(closed);
    closed.close();
    await once(closed, 'close');
    const noTls = await sockets((socket) => socket.end('this is no TLS'));
    for (const origin of [
      `http://127.0.0.1:${port}`,
      `https://127.0.0.1:${noTls}`,
      'http://no-such-host.invalid',
    ])
      expect(outcomeOf(await faultOf(post(`${origin}/api/`))), origin).toBe('later');
  });

  it('is doubtful once a connection was established', async () => {
    const cutting = await sockets((socket) => socket.once('data', () => socket.destroy()));
    const silent = await serving(() => {});
    const half = await serving((_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"ok":');
      response.socket?.end();
    });
    const elsewhere = await serving((_, response) => {
      response.writeHead(302, { location: 'http://127.0.0.1/' }).end();
    });
    for (const [url, timeout] of [
      [`http://127.0.0.1:${cutting}/api/`],
      [silent, SOON],
      [half],
      [elsewhere],
    ] as const)
      expect(outcomeOf(await faultOf(post(url, timeout))), url).toBe('doubtful');
  });

  it('reports Slack’s pauses and status codes', async () => {
    const limited = await serving((_, response) => {
      response.writeHead(429, { 'retry-after': '30' }).end();
    });
    expect(await faultOf(post(limited))).toMatchObject({ retryAfter: 30 });
    const broken = await serving((_, response) => {
      response.writeHead(503).end('busy');
    });
    expect(await faultOf(post(broken))).toMatchObject({ statusCode: 503 });
  });
});
