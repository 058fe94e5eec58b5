import { createServer, type Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { safeFetch } from '../../../src/ingest/fetch/safe-fetch.ts';
import { safePost } from '../../../src/ingest/fetch/safe-post.ts';

const allow = () => true;

/** Runs `use` while a server on a free port answers connections with `answer`. */
async function withServer<T>(answer: (socket: Socket) => void, use: (url: string) => Promise<T>): Promise<T> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  try {
    return await use(`http://127.0.0.1:${port}/`);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

const SWITCH = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n';

describe('a server that gives no response ends the exchange, and nobody waits for ever', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['switches protocols', (socket) => socket.write(SWITCH)],
    ['switches protocols and talks on', (socket) => socket.write(`${SWITCH}\0\0\0\0`)],
    ['switches protocols and hangs up', (socket) => socket.end(SWITCH)],
    ['hangs up', (socket) => socket.end()],
    ['resets', (socket) => socket.resetAndDestroy()],
    ['talks another protocol', (socket) => socket.end('220 mail.example ESMTP\r\n')],
    [
      'sends both lengths',
      (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n'),
    ],
  ])('%s', async (_, answer) => {
    const fetched = await withServer(answer, (url) => safeFetch(url, { allow }));
    expect(fetched).toMatchObject({ ok: false, error: { code: 'network' } });
    const posted = await withServer(answer, (url) =>
      safePost(url, '{}', { allow, headers: {}, timeoutMs: 9_000 }),
    );
    expect(posted).toEqual({ failure: 'failed' });
  });
});
