import { describe, expect, it } from 'vitest';
import { feedLinksIn, feedLinksInHeader } from '../../../src/ingest/parse/feed-links.ts';

const PAGE = 'https://news.example/sport/';
const RSS = 'type="application/rss+xml"';
const inPage = (head: string) =>
  feedLinksIn(`<!doctype html><html><head><title>News</title>${head}</head><body></body></html>`, PAGE);

describe('the feeds that a page names', () => {
  it.each([
    [
      'with several relations',
      `<link rel="home ALTERNATE" ${RSS} href="/rss">`,
      ['https://news.example/rss'],
    ],
    [
      'with attributes in any order',
      `<LINK HREF='/rss' TYPE=application/rss+xml REL=alternate>`,
      ['https://news.example/rss'],
    ],
    [
      'with blanks around the address',
      `<link rel=alternate ${RSS} href=" /rss\n">`,
      ['https://news.example/rss'],
    ],
    [
      'with entities in the address',
      `<link rel=alternate ${RSS} href="/rss?a=1&amp;b=2">`,
      ['https://news.example/rss?a=1&b=2'],
    ],
    [
      'with a parameter in the type',
      '<link rel=alternate type="application/atom+xml; charset=utf-8" href=/atom>',
      ['https://news.example/atom'],
    ],
    [
      'by the feed scheme',
      `<link rel=alternate ${RSS} href="feed:https://news.example/rss">`,
      ['https://news.example/rss'],
    ],
    ['as a feed without a type', '<link rel="feed" href="/rss">', ['https://news.example/rss']],
    [
      'relative to the base',
      `<link rel=alternate ${RSS} href=rss><base href=/en/>`,
      ['https://news.example/sport/rss'],
    ],
    [
      'relative to the base before it',
      `<base href=/en/><base href=/fr/><link rel=alternate ${RSS} href=rss>`,
      ['https://news.example/en/rss'],
    ],
    [
      'not in a comment',
      `<!-- <link rel=alternate ${RSS} href=/old> --><link rel=alternate ${RSS} href=/rss>`,
      ['https://news.example/rss'],
    ],
    ['not in a script', `<script>x = '<link rel=alternate ${RSS} href=/old>'</script>`, []],
    [
      'not other translations, icons and interfaces',
      '<link rel=alternate hreflang=de href=/de><link rel=icon href=/i><link rel=alternate type="application/json+oembed" href=/o>',
      [],
    ],
  ])('are found %s', (_what, head, links) => {
    expect(inPage(head)).toEqual(links);
  });

  it('come in the order of how likely they are meant: comments last, the section first', () => {
    const head = [
      `<link rel=alternate ${RSS} href=/comments/feed>`,
      `<link rel=alternate ${RSS} href=/feed2 title="Kommentare zu: News">`,
      '<link rel=alternate type="application/json" href=/api>',
      '<link rel=alternate type="text/xml" href=/xml>',
      `<link rel=alternate ${RSS} href=/feed>`,
      '<link rel=alternate type="application/feed+json" href=/sport/feed.json>',
      `<link rel=alternate ${RSS} href=/feed>`,
    ];
    expect(inPage(head.join(''))).toEqual(
      ['sport/feed.json', 'feed', 'api', 'xml', 'comments/feed', 'feed2'].map(
        (path) => `https://news.example/${path}`,
      ),
    );
  });

  it('may stand in a header', () => {
    const header =
      '<https://api.example/>; rel="https://api.w.org/", </comments>; rel=alternate; type="application/rss+xml"; title="Comments", </rss>; type="application/rss+xml"; rel="alternate home"';
    expect(feedLinksInHeader(header, PAGE)).toEqual([
      'https://news.example/rss',
      'https://news.example/comments',
    ]);
    expect(feedLinksInHeader(undefined, PAGE)).toEqual([]);
  });
});
