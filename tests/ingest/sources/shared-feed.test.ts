import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Article } from '../../../src/domain/article.ts';
import type { Reading } from '../../../src/domain/reading.ts';
import type { TenantId } from '../../../src/domain/tenant.ts';
import { createPageReader, type PageReader } from '../../../src/ingest/article/page-pool.ts';
import { articleStore } from '../../../src/ingest/article-store.ts';
import { safeFetch } from '../../../src/ingest/fetch/safe-fetch.ts';
import type { Kept } from '../../../src/ingest/pipeline.ts';
import type { FollowedSource } from '../../../src/ingest/ports.ts';
import { createPoller, type PollDeps } from '../../../src/ingest/sources/poll.ts';
import { afterSuccess, newState, slotOf } from '../../../src/ingest/sources/poll-schedule.ts';
import { sourceStore } from '../../../src/ingest/sources/source-store.ts';
import { storedReadings } from '../../../src/library/stored-articles.ts';
import type { Store } from '../../../src/storage/database.ts';
import { openMemoryStore } from '../../helpers/new-store.ts';
import { plainFacts } from '../memory.ts';
import { answer, startServer } from '../server.ts';

const words = (n: number) =>
  Array.from({ length: 12 }, (_, at) => `Line ${at} of story ${n} names ward ${n * 31 + at}.`).join(' ');
const item = (n: number) =>
  `<item><guid>g${n}</guid><title>Story ${n}</title><link>https://news.example/${n}</link><description>${words(n)}</description></item>`;

let pages: PageReader;
let server: Awaited<ReturnType<typeof startServer>>;
let store: Store;
let now: Date;
let items: number[];
/** The requested paths. */
let asked: string[];
let answers: Map<string, { readonly status: number; readonly headers?: Record<string, string> }>;

beforeAll(async () => {
  pages = createPageReader();
  server = await startServer((request, response) => {
    const { url = '' } = request;
    asked.push(url);
    const other = answers.get(url);
    if (other) return void response.writeHead(other.status, other.headers).end();
    answer(
      response,
      'application/rss+xml',
      `<rss version="2.0"><channel>${items.map(item).join('')}</channel></rss>`,
    );
  });
});
afterAll(async () => {
  await pages.close();
  await server.close();
});
beforeEach(async () => {
  [now, items, asked, answers] = [new Date('2026-03-03T12:00:00Z'), [2, 1], [], new Map()];
  store = await openMemoryStore(() => now);
  return () => store.close();
});

/** Creates a process over the store. Records its messages and the articles from which it extracted facts. */
function processOver(more: Partial<PollDeps> = {}) {
  const told: string[] = [];
  const paused: string[] = [];
  const extracted: string[] = [];
  const poller = createPoller({
    fetch: safeFetch,
    allow: () => true,
    pages,
    now: () => now,
    random: () => 0.5,
    sources: sourceStore(store),
    articles: articleStore(store),
    factsOf(article: Article) {
      extracted.push(article.title);
      return plainFacts(article);
    },
    onArticle: (tenant: TenantId, { reading }: Kept, baseline: boolean) =>
      told.push(`${tenant}: ${reading.article.title}${baseline ? ' (baseline)' : ''}`),
    onPaused: ({ tenant, addedBy }: FollowedSource) => paused.push(`${tenant} ${addedBy}`),
    ...more,
  });
  return { poller, told, paused, extracted };
}

const follow = (tenant: string, path = '/feed') =>
  sourceStore(store).put({
    ...({
      tenant,
      url: `${server.origin}${path}`,
      kind: 'feed',
      title: null,
      addedBy: `who of ${tenant}`,
    } as const),
    addedAt: now.toISOString(),
    state: newState(now),
  });

const pass = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};

describe('a feed that several tenants follow', () => {
  it('is fetched once, its articles are read once, and each tenant has them under ids of its own', async () => {
    const { poller, told, extracted } = processOver();
    const tenants = ['slack:A', 'slack:B', 'discord:C'];
    for (const tenant of tenants) await follow(tenant);
    expect(await poller.round()).toBe(1);
    expect([asked, extracted]).toEqual([['/feed'], ['Story 1', 'Story 2']]);
    expect(told).toHaveLength(6);
    expect(await store.db.selectFrom('articles').select('tenant').execute()).toHaveLength(2);
    const readings = new Map<string, Reading[]>();
    for (const tenant of tenants)
      readings.set(tenant, (await Array.fromAsync(storedReadings(store.db, tenant))).flat());
    const facts = [...readings.values()].flat().flatMap((reading) => reading.facts);
    expect(new Set(facts.map(({ id }) => id)).size).toBe(3 * 24);
    expect(facts.every(({ id, article }) => id.startsWith(`${article}/`))).toBe(true);
    const quotes = (tenant: string) =>
      readings
        .get(tenant)!
        .flatMap((reading) => reading.facts.map(({ quote }) => quote))
        .sort();
    expect(quotes('slack:A')).toHaveLength(24);
    expect([quotes('slack:B'), quotes('discord:C')]).toEqual([quotes('slack:A'), quotes('slack:A')]);
  });

  it('begins with a baseline for whoever joins later, and brings the same news to all from then on', async () => {
    const { poller, told } = processOver();
    await follow('slack:A');
    await poller.round();
    told.length = 0;
    await follow('slack:B');
    items = [3, 2, 1];
    await poller.round();
    expect(told.sort()).toEqual([
      'slack:A: Story 3',
      ...[1, 2, 3].map((n) => `slack:B: Story ${n} (baseline)`),
    ]);
    told.length = 0;
    items = [4, 3, 2, 1];
    pass(61);
    await poller.round();
    expect(told.sort()).toEqual(['slack:A: Story 4', 'slack:B: Story 4']);
  });

  it('that is gone is paused for all, and each who added it is told', async () => {
    const { poller, paused } = processOver();
    answers.set('/feed', { status: 410 });
    for (const tenant of ['slack:A', 'slack:B']) await follow(tenant);
    await poller.round();
    expect(paused).toEqual(['slack:A who of slack:A', 'slack:B who of slack:B']);
    pass(24 * 60);
    expect(await poller.round()).toBe(0);
  });

  it('on a host that only one of them may read is read for that one alone', async () => {
    const allowFor = (tenant: TenantId) => () => tenant === 'slack:A';
    const { poller, told } = processOver({ allow: () => false, allowFor });
    for (const tenant of ['slack:A', 'slack:B']) await follow(tenant);
    await poller.round();
    expect(told).toEqual(['slack:A: Story 1 (baseline)', 'slack:A: Story 2 (baseline)']);
    expect(await poller.round()).toBe(0);
  });
});

describe('several processes over one store', () => {
  it('fetch each due feed once', async () => {
    const paths = Array.from({ length: 20 }, (_, n) => `/feed/${n}`);
    for (const path of paths) await follow('slack:A', path);
    const processes = [1, 2, 3].map(() => processOver().poller);
    for (let turn = 1; turn <= 2; turn++) {
      const counts = await Promise.all(processes.map((poller) => poller.round()));
      expect(counts.reduce((sum, count) => sum + count)).toBe(paths.length);
      pass(61);
    }
    expect(asked.sort()).toEqual([...paths, ...paths].sort());
  });

  it('leave all feeds of a host alone that asked one of them to wait', async () => {
    const { poller } = processOver();
    await follow('slack:A', '/busy');
    answers.set('/busy', { status: 429, headers: { 'retry-after': '3600' } });
    await poller.round();
    await follow('slack:A', '/other');
    expect(await poller.round()).toBe(1);
    answers.delete('/busy');
    pass(40);
    await sourceStore(store).hold(
      new URL(server.origin).host,
      new Date(now.getTime() + 600_000).toISOString(),
    );
    expect(await poller.round()).toBe(0);
    pass(60);
    expect(await poller.round()).toBe(2);
  });
});

describe('the slot of a feed', () => {
  it('spreads a publisher’s feeds over the whole wait within some turns, never by more than a tenth', () => {
    const added = Date.parse('2026-03-03T12:00:00Z');
    const wait = 30 * 60_000;
    const phases = Array.from({ length: 600 }, (_, n) => {
      const spread = slotOf(`https://news.example/${n}/feed.xml`);
      let at = added;
      for (let turn = 0; turn < 8; turn++) {
        const success = { etag: null, lastModified: null, ttlMinutes: 30, seen: [] };
        const due = Date.parse(afterSuccess(success, new Date(at), spread).dueAt);
        expect(Math.abs(due - at - wait)).toBeLessThanOrEqual(wait / 10);
        at = due;
      }
      return Math.floor(((at % wait) / wait) * 10);
    });
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = phases.filter((phase) => phase === tenth).length;
      expect(share).toBeGreaterThan(30);
      expect(share).toBeLessThan(90);
    }
  });
});
