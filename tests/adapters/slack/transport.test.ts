import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { webApi } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../src/adapters/slack/post-outcome.ts';
import { UNHEARD } from '../../../src/adapters/slack/transport.ts';
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

/** A Web API that answers as it is told. */
async function serving(answer: RequestListener): Promise<string> {
  const server = createHttpServer(answer);
  const port = await listening(server);
  stops.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${port}/api/`;
}

/** What listens, but speaks no HTTP. */
async function sockets(meet: (socket: Socket) => void): Promise<number> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    meet(socket);
  });
  stops.push(async () => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return listening(server);
}

/** A call that hangs is given up after so many milliseconds. */
const SOON = 300;

const clientAt = (url: string, timeout = 5000) =>
  new webApi.WebClient('xoxb-good', { ...clientOptions(url), timeout });
const call = (url: string, timeout?: number) =>
  clientAt(url, timeout).chat.postMessage({ channel: 'C1', text: 'x' });
const faultOf = (made: Promise<unknown>): Promise<unknown> =>
  made.then(
    () => null,
    (error: unknown) => error,
  );
const codeOf = (error: unknown): unknown =>
  (error as { original?: { cause?: { code?: string } } }).original?.cause?.code;

describe('a call to Slack', () => {
  it('carries every character there and back, on one connection', async () => {
    const ports = new Set<number | undefined>();
    const heard: string[] = [];
    const url = await serving(async (request, response) => {
      ports.add(request.socket.remotePort);
      let body = '';
      for await (const part of request.setEncoding('utf8')) body += part;
      heard.push(`${request.method} ${request.url} ${request.headers.authorization}`);
      const text = new URLSearchParams(body).get('text');
      response.setHeader('x-oauth-scopes', 'chat:write,users:read');
      response.end(JSON.stringify({ ok: true, ts: '1.2', message: { text } }));
    });
    const text = 'Überraschung — “INF” 漢字 👩‍👩‍👧‍👦 \n & < > + %20';
    const client = clientAt(url);
    for (let at = 0; at < 3; at++) {
      const answer = await client.chat.postMessage({ channel: 'C1', text });
      expect(answer.message?.text).toBe(text);
      expect(answer.response_metadata?.scopes).toEqual(['chat:write', 'users:read']);
    }
    expect(heard[0]).toBe('POST /api/chat.postMessage Bearer xoxb-good');
    expect(ports.size).toBe(1);
  });

  it('was not heard where nobody listens, or where the connection never came to stand', async () => {
    const gone = createServer();
    const port = await listening(gone);
    gone.close();
    await once(gone, 'close');
    const noTls = await sockets((socket) => socket.end('this is no TLS'));
    const silent = await sockets(() => {});
    for (const origin of [
      `http://127.0.0.1:${port}`,
      `https://127.0.0.1:${noTls}`,
      `https://127.0.0.1:${silent}`,
      'http://no-such-host.invalid',
    ]) {
      const fault = await faultOf(call(`${origin}/api/`, SOON));
      expect(codeOf(fault)).toBe(UNHEARD);
      expect(outcomeOf(fault)).toBe('later');
    }
  });

  it('may have been heard wherever a connection stood', async () => {
    const cutting = await sockets((socket) => socket.once('data', () => socket.destroy()));
    let calls = 0;
    const silent = await serving((_, response) => {
      if (++calls === 1) response.end('{"ok":true}');
    });
    await call(silent);
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
    ] as const) {
      const fault = await faultOf(call(url, timeout));
      expect(codeOf(fault)).not.toBe(UNHEARD);
      expect(outcomeOf(fault)).toBe('doubtful');
    }
  });

  it('may have been heard where a kept connection broke', async () => {
    let calls = 0;
    const url = await serving((request, response) => {
      request.resume();
      if (++calls === 1) response.end('{"ok":true}');
      else request.socket.destroy();
    });
    const client = clientAt(url);
    await client.chat.postMessage({ channel: 'C1', text: 'x' });
    const fault = await faultOf(client.chat.postMessage({ channel: 'C1', text: 'x' }));
    expect(outcomeOf(fault)).toBe('doubtful');
  });

  it('brings Slack’s pauses and refusals', async () => {
    const url = await serving((_, response) => {
      response.writeHead(429, { 'retry-after': '30' }).end();
    });
    expect(await faultOf(call(url))).toMatchObject({ retryAfter: 30 });
    const broken = await serving((_, response) => {
      response.writeHead(503, { 'x-what': 'down' }).end('busy');
    });
    expect(await faultOf(call(broken))).toMatchObject({ statusCode: 503, headers: { 'x-what': 'down' } });
  });
});
