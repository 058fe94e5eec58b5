import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPageReader } from '../../../src/ingest/article/page-pool.ts';
import { fetchDocument } from '../../../src/ingest/fetch/meta-refresh.ts';
import { type FetchOptions, safeFetch } from '../../../src/ingest/fetch/safe-fetch.ts';
import { answer, startServer } from '../server.ts';

const bomb = gzipSync(Buffer.alloc(60_000_000));
const PACKED: ReadonlyMap<string, readonly [string | null, string | Buffer]> = new Map([
  ['/deflate', ['deflate', deflateSync('flat')]],
  ['/deflate-raw', ['deflate', deflateRawSync('flat')]],
  ['/twice', ['gzip, gzip', gzipSync(gzipSync('packed'))]],
  ['/unlabelled', [null, gzipSync('packed')]],
  ['/not-gzip', ['gzip', 'plain text']],
  ['/damaged', [null, gzipSync('packed').subarray(0, 15)]],
  ['/binary', ['br', Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 7) % 256))]],
  ['/layers', ['gzip', gzipSync(gzipSync(gzipSync(gzipSync('packed'))))]],
  ['/hidden-bomb', [null, bomb]],
]);

/** Sets a cookie at each of two redirects. The last page shows the cookies that were sent. */
function answerCookies(pathname: string, { headers }: IncomingMessage, response: ServerResponse) {
  if (pathname === '/cookies/start' && !headers.cookie)
    return void response
      .writeHead(302, { location: '/cookies/start', 'set-cookie': 'a=1; Path=/; HttpOnly' })
      .end();
  if (pathname === '/cookies/start')
    return void response
      .writeHead(302, {
        location: 'end',
        'set-cookie': ['b=2', 'c=3; Path=/other', 'd=4; Secure', 'e=5; Domain=example.org'],
      })
      .end();
  if (!headers.cookie) return void response.writeHead(403).end();
  return answer(response, 'text/plain', headers.cookie);
}

function refreshPage(pathname: string, url: string): string {
  const content = decodeURIComponent(url.split('?')[1] ?? '0; url=/gzip').replaceAll('"', '&quot;');
  const tag = `<meta content="${content}" HTTP-EQUIV=Refresh>`;
  const head = pathname === '/refresh-noscript' ? `<noscript>${tag}</noscript>` : tag;
  const body =
    pathname === '/refresh-article' ? 'The harbour board met on Tuesday. '.repeat(30) : 'Redirecting…';
  return `<!doctype html><html><head><title>Moved</title>${head}</head><body><p>${body}</p></body></html>`;
}

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
    const packed = PACKED.get(pathname);
    if (packed)
      return answer(response, 'text/html', packed[1], packed[0] ? { 'content-encoding': packed[0] } : {});
    if (pathname === '/coding')
      return answer(response, 'text/html', 'plain text', {
        'content-encoding': decodeURIComponent(request.url!.split('?')[1]!),
      });
    if (pathname === '/busy') return void response.writeHead(429, { 'retry-after': '120' }).end();
    if (pathname === '/moved-then-found') return void response.writeHead(301, { location: '/found?' }).end();
    if (pathname === '/moved-to-found')
      return void response.writeHead(308, { location: '/found-then-moved' }).end();
    if (pathname === '/found-then-moved') return void response.writeHead(302, { location: '/five?1' }).end();
    if (pathname === '/found') return void response.writeHead(301, { location: '/five?0' }).end();
    if (pathname.startsWith('/cookies/')) return answerCookies(pathname, request, response);
    if (pathname.startsWith('/refresh'))
      return answer(response, 'text/html', refreshPage(pathname, request.url!));
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
    ['/deflate', 'flat'],
    ['/deflate-raw', 'flat'],
    ['/twice', 'packed'],
    ['/unlabelled', 'packed'],
    ['/not-gzip', 'plain text'],
    ['/coding?aws-chunked', 'plain text'],
    ['/coding?UTF-8', 'plain text'],
    ['/coding?identity, none', 'plain text'],
    ['/five?5', 'arrived'],
  ])('reads %s', async (path, text) => {
    const fetched = await get(path);
    expect(fetched.ok && fetched.value.body.toString()).toBe(text);
  });

  it.each([
    ['/bomb', 'too_large'],
    ['/endless', 'too_large'],
    ['/announced', 'too_large'],
    ['/damaged', 'bad_encoding'],
    ['/binary', 'bad_encoding'],
    ['/layers', 'bad_encoding'],
    ['/hidden-bomb', 'too_large'],
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

  it.each([
    ['/five?2', '/five?0'],
    ['/moved-then-found', '/five?0'],
    ['/found-then-moved', '/found-then-moved'],
    ['/moved-to-found', '/found-then-moved'],
  ])('says which address may be kept in the place of %s', async (path, kept) => {
    const moved = await get(path);
    expect(moved.ok && moved.value.permanentUrl).toBe(`${server.origin}${kept}`);
  });

  it('carries cookies along one chain of redirects and no further', async () => {
    const chain = await get('/cookies/start');
    expect(chain.ok && chain.value.body.toString()).toBe('a=1; b=2');
    expect(await codeOf('/cookies/end')).toBe('http_status');
  });

  it('hands on how long a server wants to be left alone', async () => {
    expect(await get('/busy')).toMatchObject({ ok: false, error: { status: 429, retryAfter: '120' } });
    const gone = await get('/gone');
    expect(gone).toMatchObject({ ok: false, error: { status: 410 } });
    expect(gone.ok || gone.error.retryAfter).toBeUndefined();
  });
});

describe('a page that only sends on', () => {
  const pages = createPageReader({ processes: 1 });
  afterAll(() => pages.close());
  const read = (path: string) =>
    fetchDocument(safeFetch, `${server.origin}${path}`, { allow: () => true }, pages);
  const textOf = async (path: string) => {
    const fetched = await read(path);
    return fetched.ok ? fetched.value.body.toString() : fetched.error.code;
  };

  it.each(['0; url=/gzip', '1;URL="/gzip"', "5 , '/gzip'", '0;/gzip'])(
    'by refresh %s is followed',
    async (content) => {
      expect(await textOf(`/refresh?${encodeURIComponent(content)}`)).toBe('packed');
    },
  );

  it('is followed once, and refused if that leads to another', async () => {
    const twice = `0; url=/refresh?${encodeURIComponent('0; url=/gzip')}`;
    expect(await textOf(`/refresh?${encodeURIComponent(twice)}`)).toBe('too_many_redirects');
  });

  it('leads nowhere that may not be fetched', async () => {
    const inward = await fetchDocument(
      safeFetch,
      `${server.origin}/refresh?${encodeURIComponent('0; url=http://10.0.0.1/')}`,
      {
        allow: (host, port) => host === '127.0.0.1' && port === server.port,
      },
      pages,
    );
    expect(inward).toMatchObject({ ok: false, error: { code: 'private_address' } });
  });

  it.each([
    ['reloads itself', '300'],
    ['sends on after a while', '300; url=/gzip'],
    ['names no web address', '0; url=javascript:alert(1)'],
  ])('is read itself if it %s', async (_what, content) => {
    expect(await textOf(`/refresh?${encodeURIComponent(content)}`)).toContain('Redirecting');
  });

  it('is read itself if it says more than that, or sends on browsers without scripts only', async () => {
    expect(await textOf('/refresh-article')).toContain('harbour');
    expect(await textOf('/refresh-noscript')).toContain('Redirecting');
  });
});
