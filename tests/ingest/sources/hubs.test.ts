import { createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closeServer, createGuardedServer, listenOn } from '../../../src/http/guarded-server.ts';
import { createPageReader, type PageReader } from '../../../src/ingest/article/page-pool.ts';
import { articleStore } from '../../../src/ingest/article-store.ts';
import { allowNone } from '../../../src/ingest/fetch/allowed-hosts.ts';
import { safeFetch } from '../../../src/ingest/fetch/safe-fetch.ts';
import { safePost } from '../../../src/ingest/fetch/safe-post.ts';
import { HUB_PATH, hubCallback } from '../../../src/ingest/sources/hub-callback.ts';
import { createHubs, type HubDeps } from '../../../src/ingest/sources/hubs.ts';
import { createPoller } from '../../../src/ingest/sources/poll.ts';
import { newState } from '../../../src/ingest/sources/poll-schedule.ts';
import { sourceStore } from '../../../src/ingest/sources/source-store.ts';
import { sourceOf } from '../../../src/ingest/store/source-rows.ts';
import type { Store } from '../../../src/storage/database.ts';
import { prune } from '../../../src/storage/retention.ts';
import { openMemoryStore } from '../../helpers/new-store.ts';
import { plainFacts } from '../memory.ts';
import { answer, startServer } from '../server.ts';

/** The fields of a request to the hub. */
type Asked = Readonly<Record<string, string>>;

let pages: PageReader;
let server: Awaited<ReturnType<typeof startServer>>;
let callback: string;
let stopCallback: () => Promise<void>;
let hubs: ReturnType<typeof createHubs>;
let poller: ReturnType<typeof createPoller>;
let store: Store;
let now: Date;
let asked: Asked[];
let fetched: number;
/** The feed's links to its hub. */
let head: string;
let headers: Record<string, string>;
let hubStatus: number;
/** Runs before the feed's response is sent. */
let whileFetched: () => Promise<unknown>;

const url = () => `${server.origin}/feed`;
const pass = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
const minutesToDue = async () => {
  const source = await sourceOf(store.db, 'slack:T1', url());
  return Math.round((Date.parse(source!.state.dueAt) - now.getTime()) / 60_000);
};

async function takeAsked(request: IncomingMessage): Promise<void> {
  asked.push(Object.fromEntries(new URLSearchParams(await text(request))));
}

beforeAll(async () => {
  pages = createPageReader();
  server = await startServer((request, response) => {
    if (request.method === 'POST')
      return void takeAsked(request).then(() => response.writeHead(hubStatus).end());
    fetched++;
    const feed = `<feed xmlns="http://www.w3.org/2005/Atom">${head}<title>F</title></feed>`;
    void whileFetched().then(() => answer(response, 'application/atom+xml', feed, headers));
  });
  const open = createGuardedServer({ handle: (...request) => hubCallback(hubs)(...request) });
  callback = `http://127.0.0.1:${await listenOn(open, 0, '127.0.0.1')}/${HUB_PATH}/`;
  stopCallback = () => closeServer(open);
});
afterAll(async () => {
  await pages.close();
  await server.close();
  await stopCallback();
});

function connect(more: Partial<HubDeps> = {}): void {
  hubs = createHubs({ db: store.db, callback, post: safePost, allow: () => true, now: () => now, ...more });
  poller = createPoller({
    ...{ fetch: safeFetch, allow: () => true, pages, now: () => now, random: () => 0.5, factsOf: plainFacts },
    sources: sourceStore(store),
    articles: articleStore(store),
    hubs,
  });
}

beforeEach(async () => {
  [now, asked, fetched, headers, hubStatus] = [new Date('2026-03-03T12:00:00Z'), [], 0, {}, 202];
  whileFetched = async () => {};
  head = `<link rel="hub" href="${server.origin}/hub"/><link rel="self" href="https://news.example/canonical"/>`;
  store = await openMemoryStore(() => now);
  connect();
  const source = { tenant: 'slack:T1', url: url(), kind: 'feed', title: null, addedBy: null } as const;
  await sourceStore(store).put({ ...source, addedAt: now.toISOString(), state: newState(now) });
  return () => store.close();
});

/** Verifies a subscription as a hub does. */
const confirm = (to: string, more: Asked = {}) =>
  fetch(
    `${to}?${new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.topic': 'https://news.example/canonical',
      'hub.challenge': 'c-123',
      'hub.lease_seconds': '864000',
      ...more,
    })}`,
  );

/** Notifies a subscriber as a hub does, with the feed in the body. */
const ping = (to: string, secret: string, { body = '<feed/>', method = 'sha256' } = {}) =>
  fetch(to, {
    method: 'POST',
    body,
    headers: { 'x-hub-signature': `${method}=${createHmac(method, secret).update(body).digest('hex')}` },
  });

async function subscribed() {
  await poller.round();
  const [{ 'hub.callback': to, 'hub.secret': secret } = {}] = asked;
  expect((await confirm(to!)).status).toBe(200);
  return { to: to!, secret: secret! };
}

describe('a feed that names a hub', () => {
  it('is subscribed to once it is read, under a path and with a secret that nobody guesses', async () => {
    await poller.round();
    expect(asked).toEqual([
      {
        'hub.mode': 'subscribe',
        'hub.topic': 'https://news.example/canonical',
        'hub.callback': expect.stringMatching(/\/websub\/[\w-]{43}$/),
        'hub.secret': expect.stringMatching(/^[\w-]{43}$/),
        'hub.lease_seconds': '864000',
      },
    ]);
    const confirmed = await confirm(asked[0]!['hub.callback']!);
    expect([await confirmed.text(), confirmed.headers.get('content-type')]).toEqual([
      'c-123',
      'text/plain; charset=utf-8',
    ]);
    pass(31);
    await poller.round();
    expect([asked.length, fetched]).toEqual([1, 2]);
  });

  it.each([
    [
      'in a Link header',
      '',
      { link: `<HUB>; rel="hub", <https://news.example/canonical>; rel=self` },
      'https://news.example/canonical',
    ],
    ['and no address of its own', '<link rel="hub" href="HUB"/>', {}, 'FEED'],
    [
      'of several the first',
      '<link rel="hub" href="HUB"/><link rel="hub" href="http://127.0.0.1:9/"/>',
      {},
      'FEED',
    ],
  ])('may name it %s', async (_where, named, given: Record<string, string>, topic) => {
    head = named.replaceAll('HUB', `${server.origin}/hub`);
    headers = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, value.replaceAll('HUB', `${server.origin}/hub`)]),
    );
    await poller.round();
    expect(asked.map((one) => one['hub.topic'])).toEqual([topic.replace('FEED', url())]);
  });

  it('is read at once when the hub pings, and by nothing that the ping carries', async () => {
    const { to, secret } = await subscribed();
    pass(5);
    const body = `<feed><entry><title>Forged</title><content>${'Forged words. '.repeat(100)}</content></entry></feed>`;
    expect((await ping(to, secret, { body })).status).toBe(202);
    expect(await poller.round()).toBe(1);
    expect(fetched).toBe(2);
    expect(await store.db.selectFrom('articles').selectAll().execute()).toEqual([]);
  });

  it.each(['sha1', 'sha384', 'sha512'])('may be signed for with %s', async (method) => {
    const { to, secret } = await subscribed();
    pass(5);
    await ping(to, secret, { method });
    expect(await minutesToDue()).toBe(0);
  });

  it('is read at most once a minute, however often the hub pings', async () => {
    const { to, secret } = await subscribed();
    for (let count = 0; count < 3; count++) await ping(to, secret);
    expect(await poller.round()).toBe(0);
    pass(1);
    expect(await poller.round()).toBe(1);
  });

  it('is read less often while its hub can be relied on, and as before once it cannot', async () => {
    const { to, secret } = await subscribed();
    pass(5);
    await ping(to, secret);
    pass(1);
    await poller.round();
    expect(await minutesToDue()).toBeGreaterThanOrEqual(6 * 60);
    pass(7 * 60);
    await poller.round();
    pass(3 * 24 * 60);
    await poller.round();
    expect(await minutesToDue()).toBe(30);
  });

  it('is read once more where a ping came during its reading', async () => {
    const { to, secret } = await subscribed();
    pass(31);
    whileFetched = () => ping(to, secret);
    await poller.round();
    expect(await minutesToDue()).toBe(1);
  });
});

describe('a subscription', () => {
  it('is renewed before it ends, under the same path, also where the feed did not change', async () => {
    const { to } = await subscribed();
    pass(9 * 24 * 60);
    await poller.round();
    expect(asked.map((one) => one['hub.callback'])).toEqual([to, to]);
    await confirm(to);
    pass(31);
    await poller.round();
    expect(asked).toHaveLength(2);
  });

  it('that the hub does not confirm is asked for once a day', async () => {
    hubStatus = 500;
    await poller.round();
    for (const minutes of [31, 31, 24 * 60]) {
      pass(minutes);
      await poller.round();
    }
    expect(asked).toHaveLength(2);
  });

  it('ends where the feed names its hub no more, and begins anew at another hub', async () => {
    const { to, secret } = await subscribed();
    head = head.replace('/hub"', '/other-hub"');
    pass(31);
    await poller.round();
    expect(asked).toHaveLength(2);
    expect(asked[1]!['hub.callback']).not.toBe(to);
    expect((await ping(to, secret)).status).toBe(410);
    head = '';
    pass(31);
    await poller.round();
    expect((await ping(asked[1]!['hub.callback']!, asked[1]!['hub.secret']!)).status).toBe(410);
  });

  it('of a feed that nobody follows any more is gone', async () => {
    const { to, secret } = await subscribed();
    await sourceStore(store).remove('slack:T1', url());
    expect((await ping(to, secret)).status).toBe(410);
    await prune(store);
    expect((await confirm(to)).status).toBe(404);
  });
});

describe('a stranger at the callback', () => {
  it.each<[string, Asked]>([
    ['of another topic', { 'hub.topic': 'https://news.example/other' }],
    ['for the end of a subscription', { 'hub.mode': 'unsubscribe' }],
    ['with a challenge that is a page', { 'hub.challenge': '<script>alert(1)</script>\n' }],
    ['with an endless challenge', { 'hub.challenge': 'x'.repeat(2_000) }],
  ])('gets no confirmation %s', async (_of, query) => {
    await poller.round();
    expect((await confirm(asked[0]!['hub.callback']!, query)).status).toBe(404);
  });

  it('learns nothing from a guessed path, and moves nothing with a wrong signature', async () => {
    const { to, secret } = await subscribed();
    const due = await minutesToDue();
    pass(5);
    expect((await confirm(`${callback}${'A'.repeat(43)}`)).status).toBe(404);
    expect((await ping(`${callback}${'A'.repeat(43)}`, secret)).status).toBe(410);
    expect((await ping(to, 'wrong')).status).toBe(202);
    expect((await fetch(to, { method: 'POST', body: 'x' })).status).toBe(202);
    expect(
      (await fetch(to, { method: 'POST', body: 'x', headers: { 'x-hub-signature': 'md5=00' } })).status,
    ).toBe(202);
    expect((await fetch(to, { method: 'PUT', body: 'x' })).status).toBe(405);
    expect(await minutesToDue()).toBe(due - 5);
  });

  it('sends no more than a feed may have', async () => {
    const { to, secret } = await subscribed();
    pass(5);
    const outcome = await ping(to, secret, { body: 'x'.repeat(10_000_001) }).then(
      ({ status }) => status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(outcome);
    expect(await minutesToDue()).toBe(25);
  });
});

it('asks no hub of the operator’s own network', async () => {
  connect({ allow: allowNone });
  await poller.round();
  expect(asked).toEqual([]);
  expect(await minutesToDue()).toBe(30);
});
