import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TenantId } from '../../../src/domain/tenant.ts';
import { createPageReader, type PageReader } from '../../../src/ingest/article/page-pool.ts';
import { safeFetch } from '../../../src/ingest/fetch/safe-fetch.ts';
import type { Kept } from '../../../src/ingest/pipeline.ts';
import { addSource } from '../../../src/ingest/sources/manage.ts';
import { pausedCard } from '../../../src/ingest/sources/paused-notice.ts';
import { createPoller } from '../../../src/ingest/sources/poll.ts';
import { memoryArticles, memorySources, plainFacts } from '../memory.ts';
import { answer, startServer } from '../server.ts';

const words = (n: number) =>
  Array.from(
    { length: 12 },
    (_, line) => `Line ${line} of story ${n} names ward ${n * 31 + line} and plan ${n * 17 + line}.`,
  ).join(' ');

interface Story {
  readonly n: number;
  readonly id?: string;
  readonly link?: string;
  readonly date?: string;
  readonly text?: string;
  readonly title?: string;
}

function rss(stories: readonly Story[]): string {
  const items = stories.map(({ n, id, link, date, text, title }) =>
    [
      `<item><title>${title ?? `Story ${n}`}</title>`,
      id === undefined ? '' : `<guid isPermaLink="false">${id}</guid>`,
      `<link>${link ?? `https://news.example/${n}`}</link>`,
      date === undefined ? '' : `<pubDate>${date}</pubDate>`,
      `<description>${text ?? words(n)}</description></item>`,
    ].join(''),
  );
  return `<rss version="2.0"><channel><title>Wire</title><link>https://news.example/</link>${items.join('')}</channel></rss>`;
}

type Route = {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  readonly type?: string;
};

let pages: PageReader;
let server: Awaited<ReturnType<typeof startServer>>;
let routes: Map<string, Route>;
let now: Date;

beforeAll(async () => {
  pages = createPageReader();
  server = await startServer((request, response) => {
    const route = routes.get(request.url!);
    if (!route) return void response.writeHead(404).end();
    const { status = 200, headers = {}, body = '', type = 'application/rss+xml' } = route;
    if (status !== 200) return void response.writeHead(status, headers).end(body);
    answer(response, type, body, headers);
  });
});
afterAll(async () => {
  await pages.close();
  await server.close();
});
beforeEach(() => {
  routes = new Map();
  now = new Date('2026-03-03T12:00:00Z');
});

/** Follows /feed and polls it once. */
async function follow(stories: readonly Story[]) {
  const articles = memoryArticles();
  const sources = memorySources();
  const told: string[] = [];
  const common = { fetch: safeFetch, allow: () => true, pages, now: () => now, sources: sources.store };
  const show = (feed: readonly Story[] | Route, path = '/feed') =>
    routes.set(path, Array.isArray(feed) ? { body: rss(feed) } : (feed as Route));
  const onArticle = (_: TenantId, { reading }: Kept, baseline: boolean) => {
    if (!baseline) told.push(reading.article.title);
  };
  const poller = createPoller({
    ...common,
    articles: articles.store,
    factsOf: plainFacts,
    random: () => 0.5,
    onArticle,
  });
  const pass = (minutes = 61) => {
    now = new Date(now.getTime() + minutes * 60_000);
    return poller.round();
  };
  show(stories);
  await addSource('team', `${server.origin}/feed`, common);
  await pass(0);
  const source = () => sources.all()[0]!;
  const withdrawn = () =>
    articles
      .all()
      .flatMap(({ facts }) => facts)
      .filter((fact) => fact.withdrawn).length;
  const titles = () =>
    articles
      .all()
      .map(({ article }) => article.title)
      .sort();
  return { told, show, pass, source, titles, withdrawn, articles, sources, common };
}

const day = (n: number) => `${n} Mar 2026 08:00:00 GMT`;

describe('items of one feed are articles of their own', () => {
  const front = 'https://news.example/';
  it.each<readonly [string, readonly Story[]]>([
    [
      'with ids of their own behind one address',
      [
        { n: 2, id: 'b', link: front },
        { n: 1, id: 'a', link: front },
      ],
    ],
    [
      'with titles of their own behind one address',
      [
        { n: 2, link: front },
        { n: 1, link: front },
      ],
    ],
    [
      'at anchors of one page',
      [
        { n: 2, link: `${front}log#2` },
        { n: 1, link: `${front}log#1` },
      ],
    ],
    [
      'at addresses that differ in an ignored parameter',
      [
        { n: 2, link: `${front}a?ref=2` },
        { n: 1, link: `${front}a?ref=1` },
      ],
    ],
    [
      'with one id for all',
      [
        { n: 2, id: 'x' },
        { n: 1, id: 'x' },
      ],
    ],
  ])('%s, and so is the next one', async (_what, stories) => {
    const { titles, withdrawn, show, pass, told } = await follow(stories);
    expect(titles()).toEqual(['Story 1', 'Story 2']);
    const [{ id, link }] = stories as [Story];
    const next = {
      n: 3,
      ...(id && { id: id === 'x' ? id : 'c' }),
      ...(link && { link: link.replace('2', '3') }),
    };
    show([next, ...stories]);
    await pass();
    await pass();
    expect([titles(), withdrawn(), told]).toEqual([['Story 1', 'Story 2', 'Story 3'], 0, ['Story 3']]);
  });
});

describe('an item that was seen is not announced again', () => {
  it.each<readonly [string, readonly Story[] | Route]>([
    ['empty', []],
    ['short', [{ n: 1, id: 'g1' }]],
    ['a page', { body: '<html><body><p>We are working on it.</p></body></html>', type: 'text/html' }],
    ['an error', { status: 502 }],
    ['cut off', { body: rss([{ n: 1 }]).slice(0, 120) }],
  ])('after an answer that was %s', async (_what, odd) => {
    const stories = Array.from({ length: 14 }, (_, index) => ({ n: 14 - index, id: `g${14 - index}` }));
    const { told, show, pass, titles } = await follow(stories);
    const before = titles();
    show(odd);
    await pass();
    show(stories);
    await pass(120);
    expect([told, titles()]).toEqual([[], before]);
  });

  it('when its id changes, or a count in its title', async () => {
    const { told, show, pass } = await follow([
      { n: 1, id: 'a', date: day(1), title: 'Story 1 (3 comments)' },
    ]);
    show([{ n: 1, id: 'a', date: day(1), title: 'Story 1 (5 comments)' }]);
    await pass();
    show([{ n: 1, id: 'other', date: day(1), title: 'Story 1 (5 comments)' }]);
    await pass();
    expect(told).toEqual([]);
  });

  it('even if it was seen by a version that kept keys as they are', async () => {
    const { told, show, pass, sources, source } = await follow([{ n: 2, id: 'g2' }]);
    await sources.store.put({ ...source(), state: { ...source().state, seen: ['g1', 'g2'] } });
    show([
      { n: 2, id: 'g2' },
      { n: 1, id: 'g1' },
    ]);
    await pass();
    expect(told).toEqual([]);
  });
});

describe('an archive that the publisher adds', () => {
  const known = [3, 2, 1].map((n) => ({ n, id: `g${n}`, date: day(n) }));

  it('is taken in without being announced, while news is', async () => {
    const { told, show, pass, titles } = await follow(known);
    const old = [7, 8].map((n) => ({ n, id: `g${n}`, date: `${n} Jun 2019 08:00:00 GMT` }));
    show([{ n: 4, id: 'g4', date: day(3) }, ...known, ...old]);
    await pass();
    expect([told, titles()]).toEqual([
      ['Story 4'],
      ['Story 1', 'Story 2', 'Story 3', 'Story 4', 'Story 7', 'Story 8'],
    ]);
  });

  it('is told by its place if it bears no dates', async () => {
    const undated = [9, 8].map((n) => ({ n, id: `g${n}` }));
    const { told, show, pass } = await follow(undated);
    const old = [1, 2, 3, 4, 5].map((n) => ({ n, id: `g${n}` }));
    show([...undated, ...old]);
    await pass();
    expect(told).toEqual([]);
    show([{ n: 10, id: 'g10' }, ...undated, ...old]);
    await pass();
    expect(told).toEqual(['Story 10']);
  });

  it('is none if it is only a little late, or newer than all that is known', async () => {
    const { told, show, pass } = await follow([{ n: 5, id: 'g5', date: '1 Jan 2026' }]);
    show([
      { n: 6, id: 'g6', date: '20 Jan 2026' },
      { n: 5, id: 'g5', date: '1 Jan 2026' },
    ]);
    await pass();
    now = new Date('2026-03-20T12:00:00Z');
    show([{ n: 7, id: 'g7', date: day(20) }]);
    await pass();
    show([
      { n: 7, id: 'g7', date: day(20) },
      { n: 8, id: 'g8', date: day(17) },
    ]);
    await pass();
    expect(told).toEqual(['Story 6', 'Story 7', 'Story 8']);
  });
});

describe('a correction', () => {
  it('changes its article and is no news', async () => {
    const { told, show, pass, articles } = await follow([
      { n: 1, id: 'a' },
      { n: 2, id: 'b' },
    ]);
    const corrected = `${words(1)} CORRECTION: ward 99 was meant.`;
    show([
      { n: 1, id: 'a', text: corrected },
      { n: 2, id: 'b' },
    ]);
    await pass();
    const [article] = articles.all().filter(({ article: { title } }) => title === 'Story 1');
    expect([article?.article.text, articles.all().length, told]).toEqual([corrected, 2, []]);
  });

  it('is read again at the next reading if its page could not be had', async () => {
    const link = `${server.origin}/page`;
    const page = (text: string) => ({
      type: 'text/html',
      body: `<html><body><article><h1>Story 1</h1><p>${text}</p></article></body></html>`,
    });
    routes.set('/page', page(words(1)));
    const { show, pass, articles } = await follow([{ n: 1, id: 'a', link, text: 'A teaser.' }]);
    routes.set('/page', { status: 503 });
    show([{ n: 1, id: 'a', link, text: 'Another teaser.' }]);
    await pass();
    routes.set('/page', page(`${words(1)} Corrected.`));
    await pass();
    expect(articles.all()[0]?.article.text).toContain('Corrected.');
  });
});

describe('a feed that moved', () => {
  it.each([301, 308])('for good (%i) is followed at its new address once that works', async (status) => {
    const { told, show, pass, source, sources } = await follow([{ n: 1, id: 'a' }]);
    show({ status, headers: { location: '/new' } });
    await pass();
    expect([source().url, source().state.failures]).toEqual([`${server.origin}/feed`, 1]);
    show([{ n: 1, id: 'a' }], '/new');
    await pass(120);
    show({ status: 404 });
    show(
      [
        { n: 2, id: 'b' },
        { n: 1, id: 'a' },
      ],
      '/new',
    );
    await pass();
    expect([sources.all().map(({ url }) => url), told]).toEqual([[`${server.origin}/new`], ['Story 2']]);
  });

  it('for a while is followed where it was, and so is one whose new address is a page', async () => {
    const { show, pass, source } = await follow([{ n: 1, id: 'a' }]);
    show({ status: 302, headers: { location: '/new' } });
    show([{ n: 1, id: 'a' }], '/new');
    await pass();
    show({ status: 301, headers: { location: '/shop' } });
    show({ type: 'text/html', body: '<html><body><p>Buy this domain.</p></body></html>' }, '/shop');
    await pass();
    expect(source().url).toBe(`${server.origin}/feed`);
  });

  it('to a feed that is followed already is followed once', async () => {
    const { show, pass, sources, common } = await follow([{ n: 1, id: 'a' }]);
    show([{ n: 1, id: 'a' }], '/new');
    await addSource('team', `${server.origin}/new`, common);
    show({ status: 301, headers: { location: '/new' } });
    await pass();
    expect(sources.all().map(({ url }) => url)).toEqual([`${server.origin}/new`]);
  });
});

describe('a feed that says when to come back', () => {
  const minutes = (due: string) => Math.round((Date.parse(due) - now.getTime()) / 60_000);

  it.each([
    [429, '14400', 240],
    [503, 'Tue, 03 Mar 2026 18:01:00 GMT', 300],
    [503, '60', 30],
    [429, '99999999', 7 * 24 * 60],
    [500, '14400', 30],
  ])('(%i, Retry-After: %s) is asked after %i minutes', async (status, retryAfter, due) => {
    const { show, pass, source } = await follow([{ n: 1 }]);
    show({ status, headers: { 'retry-after': retryAfter } });
    await pass();
    expect(minutes(source().state.dueAt)).toBe(due);
  });

  it('is never paused for it', async () => {
    const { show, pass, source } = await follow([{ n: 1 }]);
    show({ status: 429, headers: { 'retry-after': '60' } });
    for (let round = 0; round < 12; round++) await pass(24 * 60);
    expect(source().state.pausedAt).toBeNull();
  });

  it('and is gone for good is paused at once', async () => {
    const { show, pass, source } = await follow([{ n: 1 }]);
    show({ status: 410 });
    await pass();
    expect(source().state).toMatchObject({ failures: 1, pausedAt: now.toISOString() });
    expect(JSON.stringify(pausedCard(source(), 'c1'))).toContain('is gone for good');
  });
});
