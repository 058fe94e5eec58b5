import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rateLimiter } from '../../src/http/rate-limit.ts';
import { HOSTILE_TARGETS, METHODS, sendRaw, statusOf } from '../helpers/raw-request.ts';
import { ADA, BEN, startTwoLibraries } from '../helpers/two-libraries.ts';

let world: Awaited<ReturnType<typeof startTwoLibraries>>;
beforeAll(async () => {
  world = await startTwoLibraries({}, { rate: 2 });
});
afterAll(() => world.stop());
const port = () => Number(new URL(world.url).port);

describe('the port for programs', () => {
  it('asks a stranger for a token before it takes any of the body', async () => {
    const head =
      'POST /mcp HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n';
    expect(statusOf(await sendRaw(port(), `${head}\r\n`))).toBe(401);
    const expecting = await sendRaw(port(), `${head}Expect: 100-continue\r\nConnection: close\r\n\r\n`);
    expect(expecting).not.toContain('100 Continue');
    expect(statusOf(expecting)).toBe(401);
  });

  it('answers every method and target with a refusal', async () => {
    for (const method of METHODS)
      for (const target of [...HOSTILE_TARGETS, '/mcp', '/mcp/../x', '/v1', '/hasOwnProperty'])
        expect([200, 400, 401, 404, 431, null]).toContain(
          statusOf(
            await sendRaw(port(), `${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`),
          ),
        );
  });

  it('answers every method of a known caller without a fault of its own', async () => {
    const head = `Authorization: Bearer ${world.tokens[ADA]}\r\nHost: x\r\nConnection: close\r\n\r\n`;
    for (const method of [...METHODS, 'PATCH', 'LINK'])
      expect([200, 202, 400, 404, 405, 406, 429]).toContain(
        statusOf(await sendRaw(port(), `${method} /v1/topics HTTP/1.1\r\n${head}`)),
      );
  });

  it('tells a stranger of its health the status alone', async () => {
    expect(await (await fetch(new URL('/health', world.url))).json()).toEqual({ status: 'ok' });
  });

  it('limits each token by itself, and says when to come again', async () => {
    const list = (token: string) =>
      fetch(new URL('/mcp', world.url), {
        method: 'POST',
        body: '{"jsonrpc":"2.0","id":1,"method":"tools/list"}',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
        },
      });
    const answers = await Promise.all(Array.from({ length: 30 }, () => list(world.tokens[ADA])));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(10);
    expect(Number(refused[0]!.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await list(world.tokens[BEN])).status).toBe(200);
  });
});

it.each([
  ['a batch', '', 400],
  ['a batch behind white space', ' \n'.repeat(300), 400],
])('%s of requests costs a token as much as they would one by one', async (_, before, size) => {
  const batched = await startTwoLibraries({}, { rate: 5 });
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
  const send = (count: number) =>
    fetch(new URL('/mcp', batched.url), {
      method: 'POST',
      body: `${before}${JSON.stringify(Array.from({ length: count }, () => ping))}`,
      headers: {
        authorization: `Bearer ${batched.tokens[ADA]}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
    });
  expect((await send(size)).status).toBe(400);
  expect((await send(2)).status).toBe(429);
  await batched.stop();
});

describe('a rate limit', () => {
  it('lets through the allowed number, and again after the time that it names', () => {
    let now = 0;
    const wait = rateLimiter({ perSecond: 2, burst: 3 }, () => now);
    expect([1, 2, 3].map(() => wait('a'))).toEqual([0, 0, 0]);
    expect(wait('a')).toBe(1);
    expect(wait('b')).toBe(0);
    now += 1000 * wait('a');
    expect(wait('a')).toBe(0);
    now += 3600_000;
    expect([1, 2, 3, 4].map(() => wait('a'))).toEqual([0, 0, 0, 1]);
  });

  it('counts a costlier call as more, and a cost above the limit as a full bucket', () => {
    let now = 0;
    const wait = rateLimiter({ perSecond: 2, burst: 4 }, () => now);
    expect([wait('a', 3), wait('a', 3), wait('a', 1), wait('a', 1)]).toEqual([0, 1, 0, 1]);
    now += 10_000;
    expect([wait('a', 100), wait('a', 1)]).toEqual([0, 1]);
  });

  it('names a longer wait if less than one call a second is allowed', () => {
    const wait = rateLimiter({ perSecond: 0.1, burst: 1 }, () => 0);
    expect([wait('a'), wait('a')]).toEqual([0, 10]);
  });
});
