import { describe, expect, it } from 'vitest';
import { looksLikeFeed } from '../../../src/ingest/parse/looks-like-feed.ts';
import { readFeed, readFeedBytes } from '../../../src/ingest/parse/parse-feed.ts';

const item = (n: number) =>
  `<item><title>Story ${n} &amp; more</title><link>https://news.example/${n}</link><guid isPermaLink="false">id-${n}</guid><pubDate>Tue, 14 May 2019 21:2${n}:00 GMT</pubDate><content:encoded><![CDATA[<p>Text ${n}.</p>]]></content:encoded></item>`;
const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>News</title><ttl>45</ttl>${items}</channel></rss>`;
const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><entry><id>urn:1</id><title type="html">One &lt;b&gt;bold&lt;/b&gt;</title><link rel="self" href="/self"/><link href="/one"/><published>2024-01-02T03:04:05Z</published><content type="html">&lt;p&gt;Body&lt;/p&gt;</content></entry></feed>`;
const json = (items: readonly object[]) =>
  JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'J', items });

function read(text: string, url: string | null = null) {
  const feed = readFeed(text, url);
  if (!feed.ok) throw new Error(feed.error.code);
  return feed.value;
}

describe('a feed', () => {
  it('of RSS gives its items with content, date and key', () => {
    expect(read(rss(item(1)))).toEqual({
      title: 'News',
      ttlMinutes: 45,
      salvaged: false,
      items: [
        {
          key: 'id-1',
          alias: 'news.example/1 Story 1 & more 2019-05-14T21:21:00.000Z',
          version: expect.stringMatching(/^[\w-]{11}$/),
          sharesAddress: false,
          title: 'Story 1 & more',
          url: 'https://news.example/1',
          html: '<p>Text 1.</p>',
          published: '2019-05-14T21:21:00.000Z',
          updated: null,
          author: null,
          language: null,
          picture: null,
        },
      ],
    });
  });

  it('of Atom gives its items, their addresses taken from where the feed lies', () => {
    expect(read(atom, 'https://news.example/feed/atom.xml').items).toMatchObject([
      { key: 'urn:1', title: 'One bold', url: 'https://news.example/one', html: '<p>Body</p>' },
    ]);
  });

  it('of JSON gives its items', () => {
    const feed = read(
      json([
        {
          id: '7',
          url: 'https://news.example/7',
          title: 'Seven',
          content_html: '<p>x</p>',
          date_published: '2024-05-01',
        },
      ]),
    );
    expect(feed.items).toMatchObject([{ key: '7', title: 'Seven', published: '2024-05-01' }]);
  });

  it('never gives an address that is no web address', () => {
    expect(
      read(rss('<item><title>Bad</title><link>javascript:alert(1)</link></item>')).items[0]?.url,
    ).toBeNull();
  });

  it('cut off in the middle keeps its whole items', () => {
    const whole = rss([1, 2, 3, 4].map(item).join(''));
    const cut = read(whole.slice(0, whole.indexOf('Text 3') + 3));
    expect(cut.items.map(({ key }) => key)).toEqual(['id-1', 'id-2']);
    expect(cut.items[1]?.html).toBe('<p>Text 2.</p>');
  });

  it('of JSON cut off in the middle keeps its whole items', () => {
    const whole = json([1, 2, 3].map((n) => ({ id: `${n}`, title: `T "${n}" }`, content_text: 'x' })));
    expect(read(whole.slice(0, whole.indexOf('"3"') + 2)).items.map(({ key }) => key)).toEqual(['1', '2']);
  });

  it('with one broken item keeps the others', () => {
    const broken = '<item><title>Half <b></title><link>https://news.example/x</item>';
    const keys = read(rss(item(1) + broken + item(2))).items.map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['id-1', 'id-2']));
  });

  it('that is none says so', () => {
    expect(readFeed('<html><body>no</body></html>', null)).toMatchObject({
      ok: false,
      error: { code: 'bad_feed' },
    });
  });

  it('is told from a page by how it begins', () => {
    expect([rss(''), atom, json([])].map(looksLikeFeed)).toEqual([true, true, true]);
    expect(looksLikeFeed('<!-- a --><!DOCTYPE html><html><body><rss></rss></body></html>')).toBe(false);
  });

  it('is decoded by its XML declaration before HTTP', () => {
    const text = rss('<item><title>Caf\xe9</title></item>').replace('"1.0"?', '"1.0" encoding="iso-8859-1"?');
    const feed = readFeedBytes(Buffer.from(text, 'latin1'), 'text/xml; charset=utf-8', null);
    expect(feed.ok && feed.value.items[0]?.title).toBe('Café');
  });

  it('in UTF-16 and UTF-32 is decoded by its mark', () => {
    const utf32 = Buffer.concat(
      [0xfeff, ...[...rss(item(1))].map((char) => char.codePointAt(0)!)].map((point) => {
        const unit = Buffer.alloc(4);
        unit.writeUInt32BE(point);
        return unit;
      }),
    );
    for (const bytes of [Buffer.from(`\ufeff${rss(item(1))}`, 'utf16le'), utf32]) {
      const feed = readFeedBytes(bytes, undefined, null);
      expect(feed.ok && feed.value.items.length).toBe(1);
    }
  });
});
