import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FetchOptions, safeFetch } from '../../../src/ingest/fetch/safe-fetch.ts';
import { answer, startServer } from '../server.ts';

const bomb = gzipSync(Buffer.alloc(60_000_000));
const seen: (string | undefined)[] = [];
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    if (pathname === '/bomb') return answer(response, 'text/html', bomb, { 'content-encoding': 'gzip' });
    if (pathname === '/gzip')
      return answer(response, 'text/html', gzipSync('packed'), { 'content-encoding': 'gzip' });
    if (pathname === '/br')
      return answer(response, 'text/html', brotliCompressSync('tight'), { 'content-encoding': 'br' });
    if (pathname === '/broken')
      return answer(response, 'text/html', 'not gzip', { 'content-encoding': 'gzip' });
    if (pathname === '/odd') return answer(response, 'text/html', 'x', { 'content-encoding': 'rot13' });
    if (pathname === '/announced')
      return void response.writeHead(200, { 'content-length': '99000000' }).write('x');
    if (pathname === '/silent') return;
    if (pathname === '/drip') return void response.writeHead(200).write('one byte and then nothing');
    if (pathname === '/endless') {
      const push = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.writeHead(200, { 'content-type': 'text/html' });
      response.on('drain', push);
      return push();
    }
    if (pathname === '/loop') return void response.writeHead(302, { location: '/loop' }).end();
    if (pathname === '/gone') return void response.writeHead(410).end('gone');
    if (pathname === '/tagged') {
      seen.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === '"a"') return void response.writeHead(304).end();
      return answer(response, 'text/plain', 'whole', { etag: '"a"' });
    }
    if (pathname === '/five') {
      const left = Number(request.url?.split('?')[1]);
      if (left > 0) return void response.writeHead(301, { location: `/five?${left - 1}` }).end();
    }
    if (pathname === '/cut') {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      return void setImmediate(() => response.destroy());
    }
    return answer(response, 'text/plain', 'arrived');
  });
});
afterAll(() => server.close());

const get = (path: string, options: FetchOptions = {}) =>
  safeFetch(`${server.origin}${path}`, { allow: () => true, ...options });

async function codeOf(path: string, options?: FetchOptions): Promise<string> {
  const fetched = await get(path, options);
  return fetched.ok ? 'ok' : fetched.error.code;
}

describe('the safe fetch', () => {
  it.each([
    ['/gzip', 'packed'],
    ['/br', 'tight'],
    ['/five?5', 'arrived'],
  ])('reads %s', async (path, text) => {
    const fetched = await get(path);
    expect(fetched.ok && fetched.value.body.toString()).toBe(text);
  });

  it.each([
    ['/bomb', 'too_large'],
    ['/endless', 'too_large'],
    ['/announced', 'too_large'],
    ['/broken', 'bad_encoding'],
    ['/odd', 'bad_encoding'],
    ['/loop', 'too_many_redirects'],
    ['/five?6', 'too_many_redirects'],
    ['/gone', 'http_status'],
    ['/cut', 'network'],
  ])('gives up on %s with %s', async (path, code) => {
    expect(await codeOf(path)).toBe(code);
  });

  it.each(['/silent', '/drip'])('gives up on %s when the time is over', async (path) => {
    expect(await codeOf(path, { timeoutMs: 150 })).toBe('timeout');
  });

  it('stops when it is told to', async () => {
    expect(await codeOf('/silent', { signal: AbortSignal.abort() })).toBe('aborted');
  });

  it('says where nobody listens', async () => {
    const closed = await startServer(() => {});
    await closed.close();
    const fetched = await safeFetch(closed.origin, { allow: () => true });
    expect(fetched).toMatchObject({ ok: false, error: { code: 'refused' } });
  });

  it('passes a condition on and gives back that nothing changed', async () => {
    const fetched = await get('/tagged', { headers: { 'if-none-match': '"a"' } });
    expect(fetched.ok && fetched.value.status).toBe(304);
    expect(seen).toEqual(['"a"']);
  });

  it('remembers whether an address moved for good', async () => {
    const moved = await get('/five?1');
    expect(moved.ok && [moved.value.movedForGood, moved.value.url]).toEqual([
      true,
      `${server.origin}/five?0`,
    ]);
  });
});
