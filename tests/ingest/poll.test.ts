import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPageReader, type PageReader } from '../../src/ingest/article/page-pool.ts';
import { safeFetch } from '../../src/ingest/fetch/safe-fetch.ts';
import { addSource, listSources, removeSource } from '../../src/ingest/sources/manage.ts';
import { createPoller, startPolling } from '../../src/ingest/sources/poll.ts';
import {
  afterFailure,
  afterSuccess,
  MAX_FAILURES,
  newState,
} from '../../src/ingest/sources/poll-schedule.ts';
import { memoryArticles, memorySources, plainFacts } from './memory.ts';
import { answer, pageOf, startServer } from './server.ts';

const text = (n: number) =>
  Array.from(
    { length: 12 },
    (_, at) => `Line ${at} of story ${n} names ward ${n * 31 + at} and plan ${n * 17 + at}.`,
  ).join(' ');
const item = (n: number) =>
  `<item><guid>g${n}</guid><title>Story ${n}</title><link>https://news.example/${n}</link><description>${text(n)}</description></item>`;

let pages: PageReader;
let server: Awaited<ReturnType<typeof startServer>>;
let items: number[];
let status: number;
let conditions: (string | undefined)[];
let now: Date;

beforeAll(async () => {
  pages = createPageReader();
  server = await startServer((request, response) => {
    if (request.url === '/') {
      const link = '<link rel="alternate" type="application/rss+xml" href="/feed">';
      return answer(response, 'text/html', pageOf('Front page', [text(900)], link));
    }
    if (request.url === '/a/b/story') return answer(response, 'text/html', pageOf('One story', [text(901)]));
    conditions.push(request.headers['if-none-match']);
    if (status !== 200) return void response.writeHead(status).end();
    const etag = `"${items.join()}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end();
    const feed = `<rss version="2.0"><channel><title>Wire</title><ttl>60</ttl>${items.map(item).join('')}</channel></rss>`;
    answer(response, 'application/rss+xml', feed, { etag });
  });
});
afterAll(async () => {
  await pages.close();
  await server.close();
});
beforeEach(() => {
  items = [3, 2, 1];
  status = 200;
  conditions = [];
  now = new Date('2024-05-01T12:00:00Z');
});

async function follow(path = '/feed', tenant = 'team') {
  const articles = memoryArticles();
  const sources = memorySources();
  const told: string[] = [];
  const troubles: number[] = [];
  const common = { fetch: safeFetch, allow: () => true, pages, now: () => now, sources: sources.store };
  const added = await addSource(tenant, `${server.origin}${path}`, common);
  const deps = {
    ...common,
    articles: articles.store,
    factsOf: plainFacts,
    random: () => 0.5,
    onArticle: (
      _: string | null,
      { status, reading }: { status: string; reading: { article: { title: string } } },
      baseline: boolean,
    ) => told.push(`${status} ${reading.article.title}${baseline ? ' (baseline)' : ''}`),
    onTrouble: ({ state }: { state: { failures: number } }) => troubles.push(state.failures),
  };
  const poller = createPoller(deps);
  const pass = (minutes: number) => {
    now = new Date(now.getTime() + minutes * 60_000);
    return poller.round();
  };
  conditions = [];
  return { added, common, deps, articles, sources, told, troubles, pass };
}

describe('a followed feed', () => {
  it('begins with a baseline: its newest ten are stored, the rest only marked as seen', async () => {
    items = Array.from({ length: 25 }, (_, at) => 25 - at);
    const { told, articles, pass } = await follow();
    await pass(0);
    expect(told).toHaveLength(10);
    expect(told.every((line) => line.endsWith('(baseline)'))).toBe(true);
    expect(articles.all().map(({ article }) => article.title)).toContain('Story 25');
    await pass(61);
    expect(told).toHaveLength(10);
  });

  it('whose first reading was stopped begins with the same baseline again', async () => {
    const { told, deps, pass } = await follow();
    const stopping = new AbortController();
    const first = createPoller({ ...deps, signal: stopping.signal, onArticle: () => stopping.abort() });
    await first.round();
    await pass(0);
    expect(told).toEqual(['stored Story 2 (baseline)', 'stored Story 3 (baseline)']);
  });

  it('brings only what is new, and asks with the tag it was given', async () => {
    const { told, pass } = await follow();
    await pass(0);
    items = [4, 3, 2, 1];
    await pass(61);
    expect(told.slice(3)).toEqual(['stored Story 4']);
    await pass(61);
    expect(conditions).toEqual([undefined, '"3,2,1"', '"4,3,2,1"']);
    expect(told).toHaveLength(4);
  });

  it('is not read until it is due', async () => {
    const { pass } = await follow();
    expect(await pass(0)).toBe(1);
    expect(await pass(50)).toBe(0);
    expect(await pass(11)).toBe(1);
  });

  it('that fails is asked ever more rarely, reported, and paused in the end; adding it again resumes it', async () => {
    const { added, common, troubles, sources, pass } = await follow();
    status = 500;
    for (let round = 0; round < MAX_FAILURES; round++) await pass(round === 0 ? 0 : 24 * 60);
    expect(troubles).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(sources.all()[0]?.state).toMatchObject({ lastError: expect.stringContaining('500') });
    expect(await pass(7 * 24 * 60)).toBe(0);
    status = 200;
    const url = added.status === 'failed' ? '' : added.source.url;
    expect((await addSource('team', url, common)).status).toBe('resumed');
    expect(await pass(0)).toBe(1);
  });

  it('is not brought back by a reading that ends after its removal', async () => {
    const { deps, sources } = await follow();
    const poller = createPoller({
      ...deps,
      onArticle: () => void sources.store.remove('team', `${server.origin}/feed`),
    });
    await poller.round();
    expect(sources.all()).toEqual([]);
  });

  it('stops at once when polling stops', async () => {
    const { deps, articles } = await follow();
    await startPolling(deps).stop();
    expect(articles.all().every(({ facts }) => facts.length > 0)).toBe(true);
  });
});

describe('managing sources', () => {
  it('follows the feed that a site’s front page names', async () => {
    const { added } = await follow('/');
    expect(added).toMatchObject({
      status: 'added',
      source: { kind: 'feed', title: 'Wire', url: `${server.origin}/feed` },
    });
  });

  it('follows an article’s page as itself', async () => {
    const { added, told, pass } = await follow('/a/b/story');
    expect(added).toMatchObject({ status: 'added', source: { kind: 'page', title: 'One story' } });
    await pass(0);
    expect(told).toEqual(['stored One story (baseline)']);
  });

  it('says what it knows already, what cannot be followed, and keeps tenants apart', async () => {
    const { common } = await follow();
    expect((await addSource('team', `${server.origin}/feed`, common)).status).toBe('known');
    const refused = await addSource('team', 'http://127.0.0.1/', { ...common, allow: () => false });
    expect(refused).toMatchObject({ status: 'failed', error: { code: 'private_address' } });
    expect(await listSources('other', common)).toEqual([]);
    expect(await removeSource('other', `${server.origin}/feed`, common)).toBe(false);
    expect(await removeSource('team', `${server.origin}/feed/`, common)).toBe(true);
    expect(await listSources('team', common)).toEqual([]);
  });
});

describe('when a feed is read next', () => {
  const at = new Date('2024-05-01T12:00:00Z');
  const minutesTo = (due: string) => (Date.parse(due) - at.getTime()) / 60_000;
  const success = { etag: null, lastModified: null, seen: [] };

  it('is what the publisher asks for, from a quarter of an hour to a day', () => {
    const due = (ttlMinutes: number | null) =>
      minutesTo(afterSuccess({ ...success, ttlMinutes }, at, () => 0.5).dueAt);
    expect([due(60), due(1), due(1e9), due(null)]).toEqual([60, 15, 1_440, 30]);
  });

  it('is spread by a tenth either way', () => {
    const due = (random: number) =>
      minutesTo(afterSuccess({ ...success, ttlMinutes: 100 }, at, () => random).dueAt);
    expect([due(0), due(1)].map(Math.round)).toEqual([90, 110]);
  });

  it('doubles with every failure', () => {
    let state = newState(at);
    const waits = Array.from({ length: 4 }, () => {
      state = afterFailure(state, { code: 'network', message: 'down' }, at, () => 0.5);
      return minutesTo(state.dueAt);
    });
    expect(waits).toEqual([30, 60, 120, 240]);
  });
});
