import { writeFileSync } from 'node:fs';
import { parseFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFeed } from '../../../src/ingest/parse/parse-feed.ts';
import { parseOpml } from '../../../src/ingest/parse/parse-opml.ts';
import { atomOf, jsonFeedOf, opmlOf, rssOf } from '../../../src/render/feed-formats.ts';
import { createToken, revokeToken } from '../../../src/storage/access-tokens.ts';
import { readout } from '../../helpers/cli.ts';
import { ADA, BEN, startTwoLibraries, twoLibraries, WORDS } from '../../helpers/two-libraries.ts';

const NASTY = '<b>&amp;</b> ]]> "quoted" \u0000\u0008\ufffe \ud800 😀 — ’';
const FEED = {
  id: 'urn:readout:feed:1',
  title: NASTY,
  self: 'https://news.example/feeds/x.atom?a=1&b=2',
  updated: '2026-03-02T10:00:00.000Z',
  entries: [
    {
      id: 'urn:readout:article:a',
      title: NASTY,
      url: 'https://news.example/a?x=1&y=2',
      updated: '2026-03-02T10:00:00.000Z',
      lines: [{ text: NASTY, by: 'Eva <Lind>' }],
    },
    {
      id: 'urn:readout:article:b',
      title: 'Second',
      url: null,
      updated: '2026-03-01T00:00:00.000Z',
      lines: [],
    },
  ],
};

const parseOwn = (text: string) => {
  const read = readFeed(text, 'https://news.example/feeds/x');
  return read.ok ? read.value : null;
};

describe('a feed that is written', () => {
  const texts = [
    ['rss', rssOf(FEED)],
    ['atom', atomOf(FEED)],
    ['json', jsonFeedOf(FEED)],
  ] as const;

  it.each(texts)('as %s is read back by our own parser and by another', async (format, text) => {
    const own = parseOwn(text);
    expect(own?.items.map(({ title }) => title)).toEqual([expect.stringContaining('quoted'), 'Second']);
    const other = parseFeed(text);
    expect(other.format).toBe(format);
    expect(JSON.stringify(other.feed)).toContain('😀');
  });

  it.each(texts.filter(([format]) => format !== 'json'))(
    'as %s is read by a third',
    async (_format, text) => {
      const { items } = await new RssParser().parseString(text);
      expect(items).toHaveLength(2);
      expect(items[0]!.link).toBe('https://news.example/a?x=1&y=2');
      expect(items[0]!.title).toContain('quoted');
    },
  );
});

describe('the feeds of a tenant', () => {
  let world: Awaited<ReturnType<typeof startTwoLibraries>>;
  beforeAll(async () => {
    world = await startTwoLibraries();
  });
  afterAll(() => world.stop());
  const address = async (tenant: string, feed: string) =>
    createToken(world.store.db, tenant, 'feed', new Date('2026-03-03T00:00:00Z'), feed);
  const get = (token: string, ending: string) => fetch(new URL(`/feeds/${token}.${ending}`, world.url));

  it.each(['news', 'digest', 'topic:kalmar'])(
    'tell %s to three parsers, and no word of another',
    async (feed) => {
      const { token } = await address(ADA, feed);
      for (const ending of ['rss', 'atom', 'json']) {
        const answer = await get(token, ending);
        expect(answer.status).toBe(200);
        const text = await answer.text();
        expect(parseOwn(text)?.items.length).toBeGreaterThan(0);
        expect(parseFeed(text).format).toBe(ending);
        if (ending !== 'json')
          expect((await new RssParser().parseString(text)).items.length).toBeGreaterThan(0);
        expect(text).toMatch(WORDS[ADA]);
        expect(text).not.toMatch(WORDS[BEN]);
      }
    },
  );

  it('give a topic of another tenant no entry', async () => {
    const { token } = await address(ADA, 'topic:vyborg');
    expect(await (await get(token, 'json')).json()).toMatchObject({ items: [] });
  });

  it('say the address that they were asked at, or the public one', async () => {
    const { token } = await address(ADA, 'news');
    const selfOf = async (url: string) =>
      ((await (await fetch(new URL(`/feeds/${token}.json`, url))).json()) as { feed_url: string }).feed_url;
    expect(await selfOf(world.url)).toBe(`${world.url}/feeds/${token}.json`);
    const behindProxy = await startTwoLibraries(
      { store: world.store },
      { publicUrl: 'https://news.example/r' },
    );
    expect(await selfOf(behindProxy.url)).toBe(`https://news.example/r/feeds/${token}.json`);
    await behindProxy.stop();
  });

  it('have an address that opens that feed alone, and nothing once it is revoked', async () => {
    const { token, id } = await address(ADA, 'news');
    const asked = await fetch(new URL('/v1/topics', world.url), {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(asked.status).toBe(401);
    for (const other of [
      world.tokens[ADA],
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      'rdo_x',
    ])
      expect((await get(other, 'atom')).status).toBe(404);
    expect((await get(token, 'exe')).status).toBe(404);
    await revokeToken(world.store.db, ADA, id);
    expect((await get(token, 'atom')).status).toBe(404);
  });

  it('are made, listed and revoked on the command line', async () => {
    const run = (...args: string[]) =>
      readout(['feed', ...args, '--tenant', ADA], '', { READOUT_DB: world.path });
    const made = await run('create', 'news');
    expect(made.stdout).toMatch(/^\/feeds\/rdo_[\da-f]{12}_[\w-]{43}\.atom\n$/);
    expect((await fetch(new URL(made.stdout.trim(), world.url))).status).toBe(200);
    const id = /rdo_(.{12})/.exec(made.stdout)![1]!;
    expect((await run('list')).stdout).toContain(`${id}  news`);
    expect((await run('revoke', id)).stdout).toBe(`Revoked ${id}.\n`);
    for (const feed of ['__proto__', 'topic:vyborg', 'topic:', 'topic:kalmar, strike'])
      expect(await run('create', feed)).toMatchObject({ code: 2 });
    const url = 'https://news.example/';
    const topic = await readout(['feed', 'create', 'topic:Kalmar', '--tenant', ADA, '--json'], '', {
      READOUT_DB: world.path,
      READOUT_PUBLIC_URL: url,
    });
    expect(JSON.parse(topic.stdout)).toMatchObject({ feed: 'topic:kalmar' });
    expect(JSON.parse(topic.stdout).url).toMatch(/^https:\/\/news\.example\/feeds\/rdo_/);
    expect(
      (await readout(['token', 'list', '--tenant', ADA], '', { READOUT_DB: world.path })).stdout,
    ).not.toContain('feed');
  });
});

describe('OPML', () => {
  it('shows the name that a tenant gave a feed to no other follower', async () => {
    const { path, store } = await twoLibraries();
    await store.close();
    const url = 'https://feeds.example/rss';
    for (const [tenant, title] of [
      [ADA, 'Secret merger'],
      [BEN, 'Morning reads'],
    ] as const) {
      writeFileSync(`${path}.opml`, opmlOf('Mine', [{ title, url }]));
      await readout(['opml', 'import', `${path}.opml`, '--tenant', tenant], '', { READOUT_DB: path });
    }
    for (const [tenant, title] of [
      [ADA, 'Secret merger'],
      [BEN, 'Morning reads'],
    ] as const) {
      const { stdout } = await readout(['opml', 'export', '--tenant', tenant], '', { READOUT_DB: path });
      expect(parseOpml(stdout)).toEqual([{ title, url }]);
    }
  });

  it('takes 200 feeds in and gives them back unchanged', async () => {
    const { path, store } = await twoLibraries();
    await store.close();
    const feeds = Array.from({ length: 200 }, (_, index) => ({
      title: `Feed <${index}> & "more"`,
      url: `https://feeds${index}.example/rss?a=${index}&b=ü`,
    }));
    const file = `${path}.opml`;
    writeFileSync(file, opmlOf('Mine', feeds));
    const run = (...args: string[]) => readout(['opml', ...args, '--tenant', ADA], '', { READOUT_DB: path });
    expect((await run('import', file, '--json')).stdout).toBe('{"added":200,"known":0}\n');
    expect((await run('import', file)).stdout).toContain('0 more feeds; 200 were followed already');
    const exported = (await run('export')).stdout;
    expect(parseOpml(exported)).toEqual(feeds);
    const others = await readout(['opml', 'export', '--tenant', BEN], '', { READOUT_DB: path });
    expect(parseOpml(others.stdout)).toEqual([]);
  });

  it.each([
    [
      'folders',
      '<opml><body><outline text="News"><outline text="A" xmlUrl="https://a.example/"/></outline></body></opml>',
      1,
    ],
    [
      'an address twice',
      '<opml><body><outline xmlUrl="https://a.example/"/><outline xmlUrl="https://a.example/"/></body></opml>',
      1,
    ],
    [
      'other schemes',
      '<opml><body><outline xmlUrl="file:///etc/passwd"/><outline xmlUrl="javascript:x"/></body></opml>',
      0,
    ],
    [
      '100,000 outlines',
      `<opml><body>${'<outline xmlUrl="https://a.example/"/>'.repeat(100_000)}</body></opml>`,
      1,
    ],
    ['deep folders', `<opml><body>${'<outline>'.repeat(50)}</body></opml>`, 0],
  ])('of %s is read within bounds', (_what, text, count) => {
    expect(parseOpml(text)).toHaveLength(count);
  });

  it.each(['', 'x', '<rss/>', '{"a":1}', '<opml/>'])('that is none is told of: %s', (text) => {
    expect(parseOpml(text)).toBeNull();
  });
});
