import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { personOf, placeOf } from '../../../src/adapters/web/session.ts';
import type { HealthReport } from '../../../src/http/health-routes.ts';
import { HOSTILE_TARGETS, METHODS, sendRaw, statusOf } from '../../helpers/raw-request.ts';
import { startPage } from '../../helpers/web-page.ts';

let web: Awaited<ReturnType<typeof startPage>>;
let told: HealthReport = { status: 'ok' };
let isReady = true;
const start = (port = 0) =>
  startPage({ health: { ready: async () => isReady, report: async () => told } }, port);

beforeAll(async () => {
  web = await start();
});
afterAll(() => web.stop());

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** A raw request: fetch would not let a test forge Host and Origin. */
function send({ method = 'POST', path = '/api/message', headers = {}, body = '{"text":"INF"}' }: Sent) {
  return new Promise<{ status: number; body: string; headers: NodeJS.Dict<string | string[]> }>(
    (resolve, reject) => {
      const sent = request(
        {
          port: web.port,
          host: '127.0.0.1',
          method,
          path,
          headers: { 'content-type': 'application/json', ...headers },
        },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part) => {
            text += part;
          });
          answer.on('end', () =>
            resolve({ status: answer.statusCode!, body: text, headers: answer.headers }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(method === 'GET' || method === 'HEAD' ? undefined : body);
    },
  );
}

describe('the local page’s server', () => {
  it('answers the page itself', async () => {
    const { status, body } = await send({});
    expect(status).toBe(200);
    expect(JSON.parse(body).plain).toContain('START and <b>INF</b>');
  });

  it('refuses another site’s script and a rebound name', async () => {
    expect((await send({ headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect((await send({ headers: { host: 'evil.example' } })).status).toBe(403);
    expect(
      (await send({ method: 'GET', path: '/', headers: { host: `evil.example:${web.port}` } })).status,
    ).toBe(403);
  });

  it('refuses what is not a small JSON object', async () => {
    expect((await send({ headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect((await send({ body: '[1]' })).status).toBe(400);
    expect((await send({ body: '{oops' })).status).toBe(400);
    const large = await send({ body: JSON.stringify({ text: 'x'.repeat(300_000) }) });
    expect(large.status).toBe(413);
    expect(JSON.parse(large.body).error).toContain('too long');
  });

  it('serves nothing outside its few files', async () => {
    for (const path of [
      '/../../package.json',
      '/..%2f..%2fpackage.json',
      '/page/index.html',
      '/server.ts',
      '/article?fact=nope',
    ])
      expect((await send({ method: 'GET', path })).status, path).toBe(404);
  });

  it('lets no code from elsewhere run on the page', async () => {
    const { headers } = await send({ method: 'GET', path: '/' });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('gives one browser’s cards to no other', async () => {
    const asked = await send({});
    const token = /data-token="(source~[^"]+)"/.exec(JSON.parse(asked.body).plain)![1];
    const own = String(asked.headers['set-cookie']).split(';')[0]!;
    const press = (cookie: string) =>
      send({ path: '/api/action', body: JSON.stringify({ token }), headers: { cookie } });
    expect((await press(own)).body).toContain('The Russian leader');
    expect((await press('readout=AAAAAAAAAAAA')).body).not.toContain('The Russian leader');
  });

  it('shows the whole article with the sentence marked', async () => {
    const { body } = await send({ method: 'GET', path: '/article?fact=pompeo-sochi%2Finf' });
    expect(body).toMatch(/<mark id="quote">The Russian leader made it clear[^<]+\(INF\)\.<\/mark>/);
    expect(body).toContain('<h2>Will there be a meeting?</h2>');
  });

  it('reports its health, also by its status code', async () => {
    const get = async (path: string) => {
      const { status, body } = await send({ method: 'GET', path });
      return [status, JSON.parse(body)];
    };
    expect(await get('/health')).toEqual([200, { status: 'ok' }]);
    expect(await get('/ready')).toEqual([200, { status: 'ok' }]);
    told = { status: 'degraded', store: { ok: false } };
    isReady = false;
    expect(await get('/health')).toEqual([503, told]);
    expect(await get('/ready')).toEqual([503, { status: 'not ready' }]);
    expect(await get('/live')).toEqual([200, { status: 'ok' }]);
    told = { status: 'ok' };
    isReady = true;
  });

  it('answers HEAD as GET, without the body', async () => {
    const { status, body, headers } = await send({ method: 'HEAD', path: '/' });
    expect([status, body, headers['content-type']]).toEqual([200, '', 'text/html; charset=utf-8']);
  });

  it('fails a request alone, whatever is asked', async () => {
    for (const method of METHODS)
      for (const target of HOSTILE_TARGETS) {
        const request = `${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`;
        const status = statusOf(await sendRaw(web.port, request));
        expect(status, `${method} ${target}`).toBeGreaterThanOrEqual(200);
        expect(status, `${method} ${target}`).toBeLessThan(500);
      }
  });

  it('writes no cookie into ids: they are logged', async () => {
    const cookie = 'readout=AbCdEfGhIjKl';
    const request = { headers: { cookie } } as IncomingMessage;
    const person = personOf(request, {} as ServerResponse);
    expect(person).toMatch(/^[\w-]{16}$/);
    expect(JSON.stringify(placeOf(person, 'main'))).not.toContain('AbCdEfGhIjKl');
    expect(
      personOf({ headers: { cookie: 'readout=AbCdEfGhIjKm' } } as IncomingMessage, {} as ServerResponse),
    ).not.toBe(person);
  });

  it('names PORT when the port is taken', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    await expect(start(port)).rejects.toThrow(
      new RegExp(`Port ${port} is taken by another program. Set PORT`),
    );
    taken.close();
  });
});
