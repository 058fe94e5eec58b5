/** A hostile server's response. */
export interface HostileDocument {
  readonly type: string;
  readonly body: string | Buffer;
}

const rss = (items: string, head = '') =>
  `<?xml version="1.0"?><rss version="2.0"${head}><channel><title>T</title>${items}</channel></rss>`;
const html = (body: string | Buffer): HostileDocument => ({ type: 'text/html', body });
const feed = (body: string): HostileDocument => ({ type: 'application/rss+xml', body });
const jsonFeed = (items: string): HostileDocument => ({
  type: 'application/feed+json',
  body: `{"version":"https://jsonfeed.org/version/1.1","title":"t","items":${items}}`,
});
const text = (body: string): HostileDocument => ({ type: 'text/plain', body });
const counted = (count: number, make: (n: number) => string, between = '') =>
  Array.from({ length: count }, (_, n) => make(n)).join(between);

const PROSE = 'Bob Lee said that the harbour was open. '.repeat(60);

/**
 * Documents made to take too much time or memory, by name. Each has about `n` characters. At 100,000 characters, each
 * took an earlier version of Readout several seconds, or crashed it.
 */
export const HOSTILE: Readonly<Record<string, (n: number) => HostileDocument>> = {
  'doctype of brackets': (n) => html(`<!DOCTYPE${'[]'.repeat(Math.min(2_000, n / 2))}`),
  'doctypes before a feed': (n) => feed('<!DOCTYPE '.repeat(n / 10) + rss('<item><guid>1</guid></item>')),
  'instructions before a feed': (n) => feed('<?x '.repeat(n / 4) + rss('<item><guid>1</guid></item>')),
  'tabs before a title': (n) => text(`\n${'\t'.repeat(n)}x\ry`),
  'roots within a root': (n) => feed(`<rss ${'<feed '.repeat(n / 6)}<item>x</item>`),
  'a huge root and broken items': (n) =>
    feed(
      `<rss version="2.0" a="${'x'.repeat(n / 2)}"><channel>${'<item><guid>1</guid><title>t</title></item><item>'.repeat(n / 100)}`,
    ),
  namespaces: (n) =>
    feed(
      rss(
        '<item><guid>1</guid><a1:b>c</a1:b></item>'.repeat(n / 80),
        counted(n / 60, (i) => ` xmlns:a${i}="http://x/${i}"`),
      ),
    ),
  'an endless link': (n) =>
    feed(
      rss(
        `<item><guid>1</guid><title>x</title><link>http://127.0.0.1/${'/'.repeat(n)}x</link><description>${PROSE}</description></item>`,
      ),
    ),
  'empty items': (n) => feed(rss('<item/>'.repeat(n / 7))),
  'unclosed items': (n) => feed(rss('<item><title>a</title>'.repeat(n / 22))),
  'items within items': (n) => feed(`<rss version="2.0"><channel><title>t</title>${'<item>'.repeat(n / 6)}`),
  attributes: (n) => feed(rss('', ` ${counted(n / 8, (i) => `a${i}="b"`, ' ')}`)),
  'an attribute far away': (n) => feed(rss('', ` a${' '.repeat(n)}b`)),
  'entities in entities': () =>
    feed(
      `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "lol">${counted(12, (i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`)}]>${rss('<item><title>&a12;</title><guid>1</guid></item>')}`,
    ),
  'numeric entities': (n) =>
    feed(
      rss(`<item><guid>1</guid><title>x</title><description>${'&#38;'.repeat(n / 5)}</description></item>`),
    ),
  'tags in a title': (n) => feed(rss(`<item><guid>1</guid><title>${'&lt;a'.repeat(n / 5)}</title></item>`)),
  'opening brackets': (n) => feed(rss(`<item><title>${'<'.repeat(n)}`)),
  'unclosed comments': (n) => feed(rss(`<item><guid>1</guid><title>x</title>${'<!--'.repeat(n / 4)}</item>`)),
  'unclosed CDATA': (n) =>
    feed(rss(`<item><guid>1</guid><title>x</title>${'<![CDATA['.repeat(n / 9)}</item>`)),
  'deep XML': (n) => feed(rss(`<item><guid>1</guid>${'<a>'.repeat(n / 7)}${'</a>'.repeat(n / 7)}</item>`)),
  'deep JSON': (n) => jsonFeed('['.repeat(n / 2) + ']'.repeat(n / 2)),
  'broken JSON': (n) => jsonFeed(`[${'{},'.repeat(n / 3)}`),
  'open JSON': (n) => jsonFeed(`[${'{'.repeat(n)}`),
  'numbered keys': (n) =>
    feed(rss(counted(n / 2_400, (i) => `<item><guid>${i}${'g'.repeat(2_300)}</guid></item>`))),
  'paragraphs in links': (n) => html('<p><a>'.repeat(n / 6)),
  'deep HTML': (n) => html('<div>'.repeat(n / 5)),
  'bold in italics': (n) => html(`<p>${'<b><i>'.repeat(n / 6)}x`),
  tables: (n) => html('<table><tr><td>'.repeat(n / 15)),
  'unclosed links': (n) => html(`<html><head>${'<link '.repeat(n / 6)}`),
  'unclosed heads': (n) => html('<head\t'.repeat(n / 6)),
  'runs of blanks': (n) => html(`<p>${`${' '.repeat(199)}a`.repeat(n / 200)}`),
  'dashes in a title': (n) =>
    html(`<meta property="og:title" content="abcdefghi${' - a'.repeat(n / 4)}|"><p>${PROSE}`),
  'linked data': (n) =>
    html(`<script type="application/ld+json">${'['.repeat(n / 2)}${']'.repeat(n / 2)}</script><p>${PROSE}`),
  metadata: (n) => html(`${'<meta content=x name=y>'.repeat(n / 23)}<p>${PROSE}`),
  'UTF-32 of surrogates': (n) => {
    const bytes = Buffer.alloc(n - (n % 4));
    for (let at = 4; at < bytes.length; at += 4) bytes.writeUInt32LE(0xd800, at);
    bytes.writeUInt32LE(0x3c, 0);
    return html(bytes);
  },
  'one long word': (n) => text('a'.repeat(n)),
  'quotation marks': (n) => text('"'.repeat(n)),
  'one long sentence': (n) => text(`Ann Lee said that ${'the port of Riga and '.repeat(n / 21)}it was calm.`),
  'much news': (n) =>
    text(
      counted(
        n / 140,
        (i) =>
          `Ann${i.toString(36)} Lee said on Monday that harbour number ${i} was closed by Bob${i % 50} Roe. "We will open it in May," said Carl${i % 70} Moe. `,
      ),
    ),
};

/** Hostile Markdown files for the command line. */
export const HOSTILE_MARKDOWN: Readonly<Record<string, (n: number) => string>> = {
  'blanks in a heading': (n) => `# a${' '.repeat(n)}b`,
  'marks in a heading': (n) => `# ${'#'.repeat(n)} x`,
  'unclosed comments': (n) => '<!--'.repeat(n / 4),
  'blanks in front matter': (n) => `---\ntitle: ${' '.repeat(n)}x\n---\n`,
  'images in images': (n) => '![]('.repeat(n / 4),
  'open brackets': (n) => `${'['.repeat(n)}]`,
  'exclamation marks': (n) => '!'.repeat(n),
  'italics without blanks': (n) => '_a_'.repeat(n / 3),
  footnotes: (n) => '[^'.repeat(n / 2),
};
