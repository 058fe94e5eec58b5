import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArticleSource } from '../../src/domain/article.ts';
import { createPageReader, type PageReader } from '../../src/ingest/article/page-pool.ts';
import { knownIn } from '../../src/ingest/duplicate-index.ts';
import { safeFetch } from '../../src/ingest/fetch/safe-fetch.ts';
import { keep } from '../../src/ingest/pipeline.ts';
import { createPoller } from '../../src/ingest/sources/poll.ts';
import { newState } from '../../src/ingest/sources/poll-schedule.ts';
import { memoryArticles, memorySources, plainFacts } from './memory.ts';
import { answer, pageOf, startServer } from './server.ts';

const now = () => new Date('2024-05-01T12:00:00Z');
const STATEMENTS = [
  'The minister Ann Lee said on Monday that the harbour of Kalmar will be opened in May.',
  'The port authority said that forty ships were waiting outside the town.',
  'Bob Roe of the union said that the strike was over and that the workers were content.',
  'Carl Moe told reporters that the agreement was signed on Sunday evening after nine hours of talks.',
  'The bank said that it will pay the workers in June, and the city that it will pay the bank.',
  'Dana Poe of the opposition said that the price was too high for a city of that size.',
  'The mayor said that the council would vote next week on the whole plan and on its parts.',
];
const TRUE_TEXT = STATEMENTS.join(' ');
const FORGED_TEXT = TRUE_TEXT.replace('will be opened in May', 'will be closed for ever');

function memory() {
  const { store, all } = memoryArticles();
  const put = async (text: string, source: ArticleSource, title = 'Harbour to open') => {
    const known = await knownIn(store, 'team');
    const draft = { title, text, source, published: null };
    const kept = await keep(draft, { store, known, tenant: 'team', factsOf: plainFacts, now });
    return kept.ok ? kept.value.status : kept.error.code;
  };
  const addresses = () =>
    all().map(({ article }) => (article.source.kind === 'file' ? article.source.path : article.source.url));
  return { store, all, put, addresses };
}

const page = (url: string): ArticleSource => ({ kind: 'url', url });
const NEWS = 'https://news.example/harbour';

describe('an article', () => {
  it.each([
    ['a near copy', FORGED_TEXT, 'Harbour to open'],
    ['a word-for-word copy', TRUE_TEXT, 'Harbour to open'],
    ['the same words under another title', TRUE_TEXT, 'Harbour closed'],
  ])('is not changed by %s on another site: that is another source', async (_, text, title) => {
    const { all, put, addresses } = memory();
    await put(TRUE_TEXT, page(NEWS));
    expect(await put(text, page('https://evil.example/mine'), title)).toBe('stored');
    expect(addresses()).toEqual([NEWS, 'https://evil.example/mine']);
    expect(all()[0]?.article).toMatchObject({ title: 'Harbour to open', text: TRUE_TEXT });
  });

  it.each([
    ['another port', 'https://news.example:8443/harbour'],
    ['a subdomain', 'https://evil.news.example/harbour'],
    ['a look-alike', 'https://news.example.evil.example/harbour'],
  ])('is not changed by the same path on %s', async (_, url) => {
    const { put, addresses } = memory();
    await put(TRUE_TEXT, page(NEWS));
    expect(await put(FORGED_TEXT, page(url))).toBe('stored');
    expect(addresses()).toEqual([NEWS, url]);
  });

  it('that moved on its site keeps its id and has the address where its words stand now', async () => {
    const { all, put, addresses } = memory();
    await put(TRUE_TEXT, page(NEWS));
    const before = all()[0]!.article.id;
    expect(await put(FORGED_TEXT, page('https://www.news.example/harbour-2'))).toBe('updated');
    expect(addresses()).toEqual(['https://www.news.example/harbour-2']);
    expect(all()[0]?.article).toMatchObject({ id: before, text: FORGED_TEXT });
  });

  it('is not overwritten by another one whose short id is the same', async () => {
    const { store, all, put } = memory();
    await put(TRUE_TEXT, page(NEWS));
    const { article } = all()[0]!;
    const moved = { ...article, source: page('https://other.example/taken') };
    await store.save('team', plainFacts(moved));
    expect(await put('Quite another text. It says nothing of ships.', page(NEWS))).toBe('stored');
    expect(all().map((reading) => reading.article.text)).toEqual([
      TRUE_TEXT,
      'Quite another text. It says nothing of ships.',
    ]);
  });
});

describe('a feed', () => {
  let pages: PageReader;
  let news: Awaited<ReturnType<typeof startServer>>;
  let evil: Awaited<ReturnType<typeof startServer>>;
  let item = '';

  beforeAll(async () => {
    pages = createPageReader({ processes: 1 });
    news = await startServer((request, response) =>
      request.url === '/own-feed'
        ? answer(response, 'application/rss+xml', `<rss version="2.0"><channel>${item}</channel></rss>`)
        : answer(response, 'text/html', pageOf('Harbour to open', STATEMENTS)),
    );
    evil = await startServer((_, response) =>
      answer(response, 'application/rss+xml', `<rss version="2.0"><channel>${item}</channel></rss>`),
    );
  });
  afterAll(async () => {
    await pages.close();
    await news.close();
    await evil.close();
  });

  const itemOf = (title: string, link: string, text: string) =>
    `<item><guid>1</guid><title>${title}</title><link>${link}</link><pubDate>Wed, 01 May 2024 10:00:00 GMT</pubDate><description>${text}</description></item>`;

  /** Polls a feed for a tenant that already has the news site's page. Returns the tenant's articles. */
  async function afterReading(feed: string, visitItems: boolean) {
    const { store, all, put } = memory();
    const sources = memorySources();
    await put(STATEMENTS.join('\n\n'), page(`${news.origin}/1`));
    await sources.store.put({
      ...({ tenant: 'team', url: feed, kind: 'feed', title: null, addedBy: null } as const),
      addedAt: now().toISOString(),
      state: newState(now()),
    });
    const poller = createPoller({
      fetch: safeFetch,
      allow: () => true,
      pages,
      visitItems,
      now,
      random: () => 0.5,
      sources: sources.store,
      articles: store,
      factsOf: plainFacts,
    });
    await poller.round();
    return all().map(({ article }) => article);
  }

  it.each([true, false])(
    'cannot put words under another site’s address (visiting pages: %s)',
    async (visits) => {
      item = itemOf(
        'Minister arrested',
        `${news.origin}/1`,
        `Ann Lee was arrested. ${FORGED_TEXT} `.repeat(2),
      );
      const [first, second] = await afterReading(`${evil.origin}/feed`, visits);
      expect(first).toMatchObject({ text: STATEMENTS.join('\n\n'), source: { url: `${news.origin}/1` } });
      expect(second?.source).toMatchObject({ url: `${evil.origin}/feed` });
    },
  );

  it('cannot give another site’s page a title or a date', async () => {
    item = itemOf('Minister arrested', `${news.origin}/2`, 'Ann Lee was arrested…');
    const articles = await afterReading(`${evil.origin}/feed`, true);
    expect(articles.map(({ title, published }) => [title, published])).toEqual([['Harbour to open', null]]);
  });

  it('of the site itself gives its pages titles and dates, and corrects its articles', async () => {
    item = itemOf('Kalmar: correction', `${news.origin}/1`, FORGED_TEXT);
    const articles = await afterReading(`${news.origin}/own-feed`, false);
    expect(articles).toMatchObject([
      { title: 'Kalmar: correction', text: FORGED_TEXT, published: '2024-05-01T10:00:00.000Z' },
    ]);
  });
});
