import type { Server } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  closeServer,
  createGuardedServer,
  type GuardOptions,
  listenOn,
} from '../../src/http/guarded-server.ts';
import { HttpError } from '../../src/http/http-error.ts';
import { bodyReader } from '../../src/http/read-body.ts';
import { HOSTILE_TARGETS, METHODS, sendRaw, statusOf } from '../helpers/raw-request.ts';

let server: Server | null = null;
const serve = (options: GuardOptions): Promise<number> => {
  server = createGuardedServer(options);
  return listenOn(server, 0, '127.0.0.1');
};
afterEach(async () => {
  if (server) await closeServer(server);
  server = null;
});

const request = (target: string, method = 'GET'): string =>
  `${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;

describe('a guarded server', () => {
  it('answers 400 to a target that is not a URL, and goes on', async () => {
    const port = await serve({ handle: (_request, response) => void response.end('well') });
    for (const target of ['//', '//x:y/', '/\\x', 'http://', 'http://[', 'slack', '*'])
      expect(statusOf(await sendRaw(port, request(target, target === '*' ? 'OPTIONS' : 'GET')))).toBe(400);
    expect(await sendRaw(port, request('http://elsewhere.example/path'))).toContain('well');
  });

  it('answers whatever a handler does, for every method and target', async () => {
    const faults: unknown[] = [];
    const handle = [
      () => {
        throw new TypeError('a bug');
      },
      () => Promise.reject(new HttpError(418, 'no')),
      (_request: unknown, response: { destroy(): void }) => response.destroy(),
    ];
    let at = 0;
    const port = await serve({
      handle: (...args) => handle[at++ % handle.length]!(args[0], args[1]),
      onFault: (error) => faults.push(error),
    });
    for (const method of METHODS)
      for (const target of HOSTILE_TARGETS)
        expect([400, 418, 500, null]).toContain(statusOf(await sendRaw(port, request(target, method))));
    expect(faults.length).toBeGreaterThan(10);
  });

  it('closes a connection whose request does not arrive in time', async () => {
    const port = await serve({ handle: () => {}, requestTimeoutMs: 50 });
    expect(statusOf(await sendRaw(port, 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '))).toBe(408);
  });

  it('accepts as many connections as allowed and no more', async () => {
    const port = await serve({
      handle: (_request, response) => void response.end('well'),
      maxConnections: 3,
    });
    const idle = Array.from({ length: 3 }, () => connect(port, '127.0.0.1').on('error', () => {}));
    await Promise.all(idle.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    expect(await sendRaw(port, request('/'))).toBe('');
    for (const socket of idle) socket.destroy();
  });
});

describe('a bounded body', () => {
  const reading = (each: number, together = each) => {
    const read = bodyReader({ each, together });
    return serve({
      handle: async (incoming, response) => void response.end(`read ${(await read(incoming)).length}`),
    });
  };
  const post = (length: number, body: string): string =>
    `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${body}`;

  it('is read whole up to its limit', async () => {
    const port = await reading(10);
    expect(await sendRaw(port, post(10, 'x'.repeat(10)))).toContain('read 10');
  });

  it('is refused by its declared length before any of it comes', async () => {
    const port = await reading(10);
    expect(statusOf(await sendRaw(port, post(11, '')))).toBe(413);
  });

  it('is refused at the limit where no length is declared', async () => {
    const port = await reading(10);
    const chunk = `b\r\n${'x'.repeat(11)}\r\n`;
    const endless = `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}`;
    expect(statusOf(await sendRaw(port, endless))).toBe(413);
  });

  it('is refused while the other bodies use up the shared memory, and accepted again afterwards', async () => {
    const port = await reading(10, 15);
    const half = connect(port, '127.0.0.1').on('error', () => {});
    await new Promise<void>((resolve) => half.write(post(10, 'x'.repeat(8)), () => resolve()));
    expect(statusOf(await sendRaw(port, post(10, 'x'.repeat(10))))).toBe(503);
    half.destroy();
    // The aborted request releases its share of the memory.
    let status: number | null = 503;
    while (status === 503) status = statusOf(await sendRaw(port, post(10, 'x'.repeat(10))));
    expect(status).toBe(200);
  });
});
