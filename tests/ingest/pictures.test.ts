import { describe, expect, it } from 'vitest';
import { extractPage } from '../../src/ingest/article/extract-page.ts';
import { readItem } from '../../src/ingest/parse/feed-articles.ts';
import { readFeed } from '../../src/ingest/parse/parse-feed.ts';
import { pictureAddress } from '../../src/ingest/picture-address.ts';
import { documentFrom, pageFrom } from '../../src/ingest/reader/answers.ts';
import { pageOf } from './server.ts';

const PAGE = 'https://news.example/harbour/pier';
const PARAGRAPHS = Array.from({ length: 4 }, (_, at) =>
  `The harbour board voted on day ${at} to close the old ferry pier for two years, after engineers found cracks. `.repeat(
    2,
  ),
);

function pictureOf(head: string, url: string | null = PAGE): string | null {
  const page = extractPage(pageOf('Pier closes', PARAGRAPHS, head), url);
  if (!page.ok) throw new Error(page.error.code);
  return page.value.picture;
}
const meta = (name: string, content: string): string => `<meta property="${name}" content="${content}">`;
const data = (...nodes: readonly object[]): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@graph': nodes })}</script>`;

describe('the address of a picture', () => {
  it.each([
    ['https://cdn.example/a.jpg', 'https://cdn.example/a.jpg'],
    ['http://cdn.example/a.jpg?w=600&h=400#x', 'http://cdn.example/a.jpg?w=600&h=400'],
    [' /a b.jpg ', 'https://news.example/a%20b.jpg'],
    ['//cdn.example/a.webp', 'https://cdn.example/a.webp'],
    ['http://93.184.216.34/a.png', 'http://93.184.216.34/a.png'],
  ])('%s is absolute', (named, address) => expect(pictureAddress(named, PAGE)).toBe(address));

  it.each([
    '',
    'data:image/png;base64,iVBORw0KGgo=',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://',
    'https://user:pass@cdn.example/a.jpg',
    'https://user@cdn.example/a.jpg',
    'http://localhost/a.jpg',
    'http://pictures/a.jpg',
    'http://nas.local/a.jpg',
    'http://wiki.corp./a.jpg',
    'http://127.0.0.1/a.jpg',
    'http://2130706433/a.jpg',
    'http://169.254.169.254/latest/meta-data',
    'http://10.1.2.3/a.jpg',
    'http://[::1]/a.jpg',
    'http://[::ffff:10.0.0.1]/a.jpg',
    'http://cdn.example:22/a.jpg',
    'https://cdn.example/logo.svg',
    'https://cdn.example/favicon.ICO?v=2',
    `https://cdn.example/${'a'.repeat(2_048)}.jpg`,
    // It grows beyond the limit when it is encoded.
    `https://cdn.example/${'é'.repeat(1_000)}.jpg`,
  ])('%s is none', (named) => expect(pictureAddress(named, PAGE)).toBeNull());

  it('is none of a private host by a relative path, and needs no base if it names its host', () => {
    expect(pictureAddress('/a.jpg', 'http://intranet.lan/page')).toBeNull();
    expect(pictureAddress('/a.jpg', null)).toBeNull();
    expect(pictureAddress('//cdn.example/a.jpg', null)).toBe('https://cdn.example/a.jpg');
  });
});

describe('the picture of a page', () => {
  const article = { '@type': 'NewsArticle', headline: 'Pier closes' };

  it('is that of previews, then that of its linked data', () => {
    const og = meta('og:image', '/og.jpg?a=1&amp;b=2');
    const twitter = '<meta name="twitter:image" content="https://cdn.example/tw.jpg">';
    const linked = data({ ...article, image: 'https://cdn.example/ld.jpg' });
    expect(pictureOf(linked + twitter + og)).toBe('https://news.example/og.jpg?a=1&b=2');
    expect(pictureOf(linked + twitter)).toBe('https://cdn.example/tw.jpg');
    expect(pictureOf(linked)).toBe('https://cdn.example/ld.jpg');
    expect(pictureOf('')).toBeNull();
  });

  it('is the first of those that can be loaded', () => {
    const blocked =
      meta('og:image', 'data:image/gif;base64,R0lGODlh') + meta('twitter:image', 'http://localhost/a.jpg');
    expect(pictureOf(blocked + data({ ...article, image: ['/a.svg', { contentUrl: '/b.jpg' }] }))).toBe(
      'https://news.example/b.jpg',
    );
    expect(pictureOf(blocked)).toBeNull();
  });

  it.each([
    ['an object', { image: { '@type': 'ImageObject', url: 'https://cdn.example/a.jpg' } }],
    [
      'a list',
      {
        image: [{ '@type': 'ImageObject', url: ['https://cdn.example/a.jpg'] }, 'https://cdn.example/b.jpg'],
      },
    ],
    ['another node', { image: { '@id': '#image' } }],
  ])('is found in linked data as %s', (_, more) => {
    const image = {
      '@type': 'ImageObject',
      '@id': '#image',
      name: 'The pier',
      url: 'https://cdn.example/a.jpg',
    };
    expect(pictureOf(data(image, { ...article, ...more }))).toBe('https://cdn.example/a.jpg');
  });

  it('is not that of another article on it', () => {
    const list = {
      '@type': 'ItemList',
      itemListElement: [{ item: { ...article, headline: 'Ferry sinks', image: '/x.jpg' } }],
    };
    expect(pictureOf(data(list))).toBeNull();
  });
});

describe('the picture of a feed’s item', () => {
  const picture = (text: string, url: string | null = 'https://news.example/feed'): string | null => {
    const feed = readFeed(text, url);
    if (!feed.ok) throw new Error(feed.error.code);
    return feed.value.items[0]!.picture;
  };
  const rss = (inside: string): string =>
    `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><item><title>A</title><guid>1</guid><description>B</description>${inside}</item></channel></rss>`;
  const json = (item: object): string =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      items: [{ id: '1', content_text: 'B', ...item }],
    });
  const A = 'https://cdn.example/a.jpg';

  it.each([
    ['media:content', `<media:content url="${A}" medium="image"/>`],
    ['media:content by its type', `<media:content url="${A}" type="image/jpeg"/>`],
    ['media:content by its name', `<media:content url="${A}"/>`],
    ['a group', `<media:group><media:content url="${A}" medium="image"/></media:group>`],
    ['media:thumbnail', `<media:thumbnail url="${A}"/>`],
    [
      'the thumbnail of a film',
      `<media:content url="https://cdn.example/a.mp4" medium="video"><media:thumbnail url="${A}"/></media:content>`,
    ],
    [
      'an enclosure',
      `<enclosure url="https://cdn.example/a.mp3" type="audio/mpeg"/><enclosure url="${A}" type="image/jpeg"/>`,
    ],
    [
      'the first that can be loaded',
      `<media:content url="http://localhost/a.jpg" medium="image"/><enclosure url="${A}" type="image/jpeg"/>`,
    ],
  ])('of RSS is found in %s', (_, inside) => expect(picture(rss(inside))).toBe(A));

  it.each([
    ['sound', '<enclosure url="https://cdn.example/a.mp3" type="audio/mpeg"/>'],
    ['a film', '<media:content url="https://cdn.example/a.jpg" type="video/mp4"/>'],
    ['a file without a type', '<media:content url="https://cdn.example/a"/>'],
  ])('is not %s', (_, inside) => expect(picture(rss(inside))).toBeNull());

  it('of Atom is the image that it encloses', () => {
    const entry = `<entry><id>urn:1</id><title>A</title><content>B</content><link rel="enclosure" type="image/jpeg" href="/a.jpg"/></entry>`;
    expect(picture(`<feed xmlns="http://www.w3.org/2005/Atom">${entry}</feed>`)).toBe(
      'https://news.example/a.jpg',
    );
  });

  it('of JSON is its image, its banner or an attached one', () => {
    expect(picture(json({ image: '/a.jpg', banner_image: '/b.jpg' }))).toBe('https://news.example/a.jpg');
    expect(picture(json({ image: { url: '/x.jpg' }, banner_image: '/b.jpg' }))).toBe(
      'https://news.example/b.jpg',
    );
    const attachments = [
      { url: '/a.mp3', mime_type: 'audio/mpeg' },
      { url: '/c.jpg', mime_type: 'image/jpeg' },
    ];
    expect(picture(json({ attachments }))).toBe('https://news.example/c.jpg');
    expect(picture(json({}))).toBeNull();
  });

  it('goes with its article', async () => {
    const feed = readFeed(rss(`<media:thumbnail url="${A}"/>`), null);
    if (!feed.ok) throw new Error(feed.error.code);
    const text = PARAGRAPHS.join('\n\n');
    const pages = { read: async () => ({ ok: true, value: { text } }) };
    const { outcome } = await readItem(feed.value.items[0]!, 'https://news.example/feed', { pages } as never);
    expect(outcome).toMatchObject({ ok: true, value: { picture: A } });
  });
});

describe('what a reader process says of a picture', () => {
  const limits = { text: 1_000, facts: 10 };

  it.each([
    ['https://cdn.example/a.jpg', 'https://cdn.example/a.jpg'],
    ['http://127.0.0.1/a.jpg', null],
    ['data:image/png;base64,x', null],
    [`https://cdn.example/${'a'.repeat(3_000)}`, null],
    [{ href: 'https://cdn.example/a.jpg' }, null],
    [undefined, null],
  ])('is checked again: %j', (picture, kept) => {
    expect(pageFrom({ text: 'x', picture }, limits)?.picture).toBe(kept);
    const document = documentFrom({ kind: 'feed', feed: { items: [{ key: 'a', picture }] } }, limits);
    expect(document?.kind === 'feed' && document.feed.items[0]?.picture).toBe(kept);
  });
});
