import { describe, expect, it } from 'vitest';
import { extractFragment } from '../../../src/ingest/article/extract-page.ts';
import { looksLikeFeed } from '../../../src/ingest/parse/looks-like-feed.ts';
import { readFeed } from '../../../src/ingest/parse/parse-feed.ts';

const FEED = 'https://feeds.example/kalmar.xml';
const SENTENCE = 'The harbour board approved the plan on Tuesday after a vote of seven to two.';
const NAMESPACES =
  'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:dc="http://purl.org/dc/elements/1.1/"';
const rss = (items: string, head = '') =>
  `<rss version="2.0" ${NAMESPACES}><channel><title>Kalmar</title>${head}${items}</channel></rss>`;
const atom = (entries: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom"${attributes}><title>Kalmar</title>${entries}</feed>`;

function items(text: string) {
  const feed = readFeed(text, FEED);
  if (!feed.ok) throw new Error(feed.error.code);
  return feed.value.items;
}

function textIn(html: string): string {
  const page = extractFragment(html);
  return page.ok ? page.value.text : '';
}

describe('the address of an item', () => {
  const rssLinks: readonly (readonly [string, string, string | null])[] = [
    ['its link', '<link>\n https://news.example/a?x=1&amp;y=2 </link>', 'https://news.example/a?x=1&y=2'],
    ['a link written as Atom writes it', '<link href="https://news.example/a"/>', 'https://news.example/a'],
    [
      'an atom:link with rel alternate',
      '<atom:link rel="self" href="https://news.example/self"/><atom:link rel="alternate" href="https://news.example/a"/>',
      'https://news.example/a',
    ],
    ['relative to the site', '<link>/a</link>', 'https://news.example/a'],
    ['without a scheme', '<link>www.news.example/a</link>', 'https://www.news.example/a'],
    ['its guid, if that is a permalink', '<guid>https://news.example/a</guid>', 'https://news.example/a'],
    ['not a guid that is none', '<guid isPermaLink="false">https://news.example/a</guid>', null],
    ['not its enclosure', '<enclosure url="https://news.example/a.mp3" type="audio/mpeg"/>', null],
    ['not a script', '<link>javascript:alert(1)</link>', null],
  ];
  it.each(rssLinks)('of RSS is %s', (_what, link, url) => {
    const feed = rss(`<item><title>A</title>${link}</item>`, '<link>https://news.example/</link>');
    expect(items(feed)[0]?.url).toBe(url);
  });

  const atomLinks: readonly (readonly [string, string, string | null])[] = [
    [
      'the HTML page of several',
      '<link type="application/json" href="/a.json"/><link type="text/html" href="/a"/>',
      'https://feeds.example/a',
    ],
    [
      'the first web address',
      '<link rel="alternate" href="gemini://x/a"/><link rel="alternate" href="/a"/>',
      'https://feeds.example/a',
    ],
    [
      'one whose relation is written out',
      '<link rel="http://www.iana.org/assignments/relation/alternate" href="/a"/>',
      'https://feeds.example/a',
    ],
    [
      'no editing interface',
      '<link rel="edit" href="/api/1"/><link rel="replies" href="/a/comments"/>',
      null,
    ],
    [
      'its id, if that is an address',
      '<id>https://news.example/a</id><link rel="enclosure" href="/a.mp3"/>',
      'https://news.example/a',
    ],
  ];
  it.each(atomLinks)('of Atom is %s', (_what, links, url) => {
    expect(items(atom(`<entry><title>A</title>${links}</entry>`))[0]?.url).toBe(url);
  });

  it('is resolved against every xml:base around it', () => {
    const link = '<link xml:base="2026/" href="a"/>';
    const entry = `<entry xml:base="news/"><title>A</title>${link}</entry>`;
    expect(items(atom(entry, ' xml:base="https://site.example/sv/"'))[0]?.url).toBe(
      'https://site.example/sv/news/2026/a',
    );
    const inRss = `<rss version="2.0" xml:base="https://site.example/sv/"><channel><link>https://other.example/</link><item><title>A</title><link>a</link></item></channel></rss>`;
    expect(items(inRss)[0]?.url).toBe('https://site.example/sv/a');
  });
});

describe('the text of an item', () => {
  const contents: readonly (readonly [string, string])[] = [
    ['description', `<description>${SENTENCE}</description>`],
    [
      'content:encoded though it is undeclared',
      `<content:encoded><![CDATA[<p>${SENTENCE}</p>]]></content:encoded>`,
    ],
    [
      'itunes:summary beside an empty description',
      `<description> &#160; </description><itunes:summary>${SENTENCE}</itunes:summary>`,
    ],
    ['dc:description', `<dc:description>${SENTENCE}</dc:description>`],
    [
      'media:description of a group',
      `<media:group><media:description>${SENTENCE}</media:description></media:group>`,
    ],
    [
      'a description of markup without words',
      `<content:encoded>&lt;p&gt;&lt;br&gt;&lt;/p&gt;</content:encoded><description>${SENTENCE}</description>`,
    ],
    [
      'tags that were escaped twice',
      `<description>&amp;lt;p&amp;gt;${SENTENCE}&amp;lt;/p&amp;gt;</description>`,
    ],
    ['raw tags', `<description><p>${SENTENCE}</p><br></description>`],
    ['an escaped CDATA section', `<description>&lt;![CDATA[${SENTENCE}]]&gt;</description>`],
  ];
  it.each(contents)('is found in %s', (_what, content) => {
    const feed = `<rss version="2.0"><channel><item><title>A</title>${content}</item></channel></rss>`;
    expect(textIn(items(feed)[0]?.html ?? '')).toBe(SENTENCE);
  });

  it('is not the caption of a picture', () => {
    const caption = `<media:content medium="image"><media:description>${SENTENCE} ${SENTENCE}</media:description></media:content>`;
    const [item] = items(
      rss(`<item><title>A</title><description>${SENTENCE}</description>${caption}</item>`),
    );
    expect(textIn(item!.html)).toBe(SENTENCE);
  });

  it('of plain text keeps its lines and its angle brackets', () => {
    const lines = 'Berth 2 closes\nList<String> stays & <T> too';
    const escaped = lines.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const paragraphs = lines.replace('\n', '\n\n');
    const [plain] = items(atom(`<entry><title>A</title><content type="text">${escaped}</content></entry>`));
    const [untagged] = items(rss(`<item><title>A</title><description>${escaped}</description></item>`));
    const [json] = items(JSON.stringify({ items: [{ id: '1', content_text: lines }] }));
    expect([plain, untagged, json].map((item) => textIn(item!.html))).toEqual([
      paragraphs,
      paragraphs,
      paragraphs,
    ]);
  });

  it('that talks of tags is not made of them', () => {
    const [item] = items(
      rss('<item><title>A</title><description>Use the &amp;lt;b&amp;gt; tag sparingly.</description></item>'),
    );
    expect(textIn(item!.html)).toBe('Use the <b> tag sparingly.');
  });

  it('set in lines of limited width is one paragraph', () => {
    const wrapped = 'The harbour board approved\nthe plan on Tuesday after\na vote of seven to two.';
    const [item] = items(rss(`<item><title>A</title><description>${wrapped}</description></item>`));
    expect(textIn(item!.html)).toBe(SENTENCE);
  });
});

describe('the title of an item', () => {
  it.each([
    ['One &lt;b&gt;bold&lt;/b&gt; word', 'One bold word'],
    ['The &lt;video&gt; element', 'The <video> element'],
    ['&lt;b&gt;', '<b>'],
    ['Option&lt;T&gt; explained', 'Option<T> explained'],
    ['I <3 harbours & quays', 'I <3 harbours & quays'],
    ['Caf&eacute; &amp;amp; bar', 'Café & bar'],
    ['<![CDATA[Q&A: 5 < 6]]>', 'Q&A: 5 < 6'],
  ])('%s is shown as %s', (written, title) => {
    expect(items(rss(`<item><title>${written}</title></item>`))[0]?.title).toBe(title);
  });

  it('does not swallow the fields behind it when its end tag is missing', () => {
    const [item] = items(
      rss(`<item><title>A<link>https://news.example/a</link><description>${SENTENCE}</description></item>`),
    );
    expect(item).toMatchObject({ title: 'A', url: 'https://news.example/a' });
  });
});

describe('who wrote an item and in which language', () => {
  it('is taken from the item, and in Atom from the feed', () => {
    const author = '<author><name>Ida Ek</name></author>';
    const [own, inherited] = items(
      atom(
        `<entry><title>A</title><author><name>Bo Ro</name></author></entry><entry><title>B</title></entry>${author}`,
        ' xml:lang="sv-SE"',
      ),
    );
    expect([own?.author, inherited?.author]).toEqual(['Bo Ro', 'Ida Ek']);
    expect([own?.language, inherited?.language]).toEqual(['sv', 'sv']);
  });

  it('is read from RSS and JSON', () => {
    const [mail, creator] = items(
      rss(
        '<item><title>A</title><author>ek@news.example (Ida Ek)</author></item><item><title>B</title><dc:creator>Bo Ro</dc:creator></item>',
        '<language>en-us</language>',
      ),
    );
    expect([mail?.author, creator?.author, mail?.language]).toEqual(['Ida Ek', 'Bo Ro', 'en']);
    const [json] = items(
      JSON.stringify({
        language: 'deu',
        items: [{ id: '1', title: 'A', authors: [{ name: 'Ida Ek' }, { name: 'Bo Ro' }] }],
      }),
    );
    expect(json).toMatchObject({ author: 'Ida Ek, Bo Ro', language: 'de' });
  });
});

describe('an item is told apart', () => {
  const keys = (text: string) => items(text).map(({ key }) => key);
  const two = (first: string, second: string, head = '') =>
    rss(`<item><title>A</title>${first}</item><item><title>B</title>${second}</item>`, head);

  it('by its id, if no other item has it', () => {
    expect(keys(two('<guid>1</guid>', '<guid>2</guid>'))).toEqual(['1', '2']);
  });

  it('by its address, if ids repeat or say nothing', () => {
    const links = ['<link>https://n.example/a</link>', '<link>https://n.example/b</link>'] as const;
    const addresses = ['n.example/a', 'n.example/b'];
    expect(keys(two(`<guid>x</guid>${links[0]}`, `<guid>x</guid>${links[1]}`))).toEqual(addresses);
    expect(keys(two(`<guid>N/A</guid>${links[0]}`, links[1]))).toEqual(addresses);
  });

  it('by its title and date, if addresses repeat too', () => {
    const front = '<link>https://n.example/</link><pubDate>24 Mar 2026</pubDate>';
    expect(keys(two(front, front))).toEqual(['A 2026-03-24', 'B 2026-03-24']);
    expect(keys(rss('<item><title>A</title></item><item><title>B</title></item>'))).toEqual(['A', 'B']);
  });

  it('by its whole address, if two differ only in a fragment or a parameter that is usually ignored', () => {
    const fragments = items(two('<link>https://n.example/p#1</link>', '<link>https://n.example/p#2</link>'));
    const parameters = items(
      two('<link>https://n.example/p?ref=1</link>', '<link>https://n.example/p?ref=2</link>'),
    );
    expect(fragments.map(({ key }) => key)).toEqual(['https://n.example/p#1', 'https://n.example/p#2']);
    expect(parameters.map(({ key }) => key)).toEqual([
      'https://n.example/p?ref=1',
      'https://n.example/p?ref=2',
    ]);
    expect([...fragments, ...parameters].every(({ sharesAddress }) => sharesAddress)).toBe(true);
  });

  it('not by the address of the site itself', () => {
    const [item] = items(
      rss('<item><title>A</title><link>https://n.example</link></item>', '<link>https://n.example/</link>'),
    );
    expect(item).toMatchObject({ sharesAddress: true, key: 'A' });
  });

  it('and counts once if the feed lists it twice', () => {
    expect(keys(rss('<item><guid>1</guid><title>A</title></item>'.repeat(2)))).toEqual(['1']);
  });
});

describe('a feed in JSON', () => {
  const item = '{"id":1,"url":"/a","content_html":"<p>x</p>"}';
  it.each([
    ['without a version', `{"title":"J","items":[${item}]}`],
    ['with commas too many', `{"items":[,${item},,],}`],
    ['with raw line breaks and tabs', `{"items":[{"id":1,"url":"/a","content_html":"<p>\n\tx</p>"}]}`],
    ['with escapes that JSON lacks', `{"items":[{"id":1,"url":"/a","title":"It\\'s","content_html":"x"}]}`],
    ['behind a byte order mark', `\ufeff {"items":[${item}]}`],
  ])('%s is seen and read', (_what, text) => {
    expect(looksLikeFeed(text)).toBe(true);
    expect(items(text)).toMatchObject([{ key: '1', url: 'https://feeds.example/a' }]);
  });

  it('is not any object', () => {
    for (const text of ['{"items":3}', '{"items":["a"]}', '{"error":"no"}', '{}'])
      expect([text, looksLikeFeed(text), readFeed(text, FEED).ok]).toEqual([text, false, false]);
  });
});

describe('a feed is recognised', () => {
  it.each([
    [
      'behind warnings',
      `<br />\n<b>Warning</b>: include() in <i>x.php</i><br />\n<?xml version="1.0"?>${rss('')}`,
      true,
    ],
    ['behind text', `Notice: Undefined index\n<?xml version="1.0"?>${rss('')}`, true],
    ['behind a wrong document type', `<!DOCTYPE html><!-- x -->${rss('')}`, true],
    ['not in a page', '<!DOCTYPE html><html><body><rss></rss></body></html>', false],
    ['not in a comment', `<!-- ${rss('')} --><p>No feed</p>`, false],
    ['not in prose', 'An <rss> element holds one <channel> element.', false],
  ])('%s', (_what, text, looks) => {
    expect(looksLikeFeed(text)).toBe(looks);
  });

  it('unless it is nested without end', () => {
    expect(readFeed(rss(`<item>${'<a>'.repeat(100_000)}</item>`), FEED).ok).toBe(false);
  });
});
