import { describe, expect, it } from 'vitest';
import { extractPage } from '../../../src/ingest/article/extract-page.ts';
import { guardHtml } from '../../../src/ingest/article/html-guard.ts';
import { createPageReader } from '../../../src/ingest/article/page-pool.ts';
import { decodeBytes } from '../../../src/ingest/parse/charset.ts';
import { pageOf } from '../server.ts';

const PARAGRAPHS = [
  'The harbour board voted on Tuesday to close the old ferry pier for two years, after engineers found cracks in its pillars.',
  'Board chair Maria Lindqvist said the decision “was not taken lightly”, since some four hundred people cross the bay each day.',
  'A bus will run every twenty minutes instead, according to the board, which expects the work to cost eleven million crowns.',
  'Shopkeepers near the pier did not welcome the plan, and several of them asked for tax relief until the ferries return.',
];

function read(html: string, url: string | null = 'https://news.example/harbour/pier-closes') {
  const page = extractPage(html, url);
  if (!page.ok) throw new Error(page.error.code);
  return page.value;
}

describe('a page', () => {
  it('gives the article’s paragraphs and nothing around them', () => {
    const furniture = [
      '<div class="share-bar">Share this on Facebook</div>',
      '<figure><img src="p.jpg"><figcaption>The pier in spring. Photo: Reuters</figcaption></figure>',
      '<p><a href="/1">READ MORE: Ten piers to see</a></p>',
      '<div class="cookie-notice">This site uses cookies</div>',
    ].join('');
    const page = read(pageOf('Pier closes for two years', PARAGRAPHS).replace('</h1>', `</h1>${furniture}`));
    expect(page.text).toBe(PARAGRAPHS.join('\n\n'));
  });

  it('names its title without the site’s name', () => {
    expect(read(pageOf('Pier closes for two years', PARAGRAPHS)).title).toBe('Pier closes for two years');
  });

  it('takes headline, author, date and address from its linked data', () => {
    const data = {
      '@graph': [
        { '@type': 'WebSite', name: 'The Daily Test' },
        {
          '@type': ['NewsArticle'],
          headline: 'Pier &amp; ferries stop',
          author: [{ name: 'Ann Lee' }, { name: 'Bo Roe' }],
          datePublished: '2024-03-05T09:30:00+01:00',
        },
      ],
    };
    const head = `<link rel="canonical" href="/harbour/pier"><script type="application/ld+json">${JSON.stringify(data)}</script>`;
    expect(read(pageOf('Pier', PARAGRAPHS, head))).toMatchObject({
      title: 'Pier & ferries stop',
      byline: 'Ann Lee, Bo Roe',
      published: '2024-03-05T08:30:00.000Z',
      canonicalUrl: 'https://news.example/harbour/pier',
    });
  });

  it('never guesses a date', () => {
    expect(read(pageOf('Pier', PARAGRAPHS)).published).toBeNull();
    expect(read(pageOf('Pier', PARAGRAPHS, '<meta name="date" content="03/04/2024">')).published).toBeNull();
  });

  it('cannot pass itself off as another host’s article', () => {
    const head = '<link rel="canonical" href="https://other.example/real-article">';
    expect(read(pageOf('Pier', PARAGRAPHS, head)).canonicalUrl).toBeNull();
  });

  it('keeps an article’s own list at its end', () => {
    const dates = [
      'June 1 – Oslo',
      'June 3 – Bergen',
      'June 5 – Turku',
      'June 7 – Riga',
      'June 9 – Vilnius',
      'June 11 – Kiel',
    ];
    const list = `<ul>${dates.map((date) => `<li>${date}</li>`).join('')}</ul></article>`;
    expect(read(pageOf('Tour', PARAGRAPHS).replace('</article>', list)).text).toContain('June 11 – Kiel');
  });

  it('without its outermost tags is read all the same', () => {
    const bare = pageOf('Pier closes for two years', PARAGRAPHS).replace(/<\/?(?:html|head|body)>/g, '');
    expect(read(bare)).toMatchObject({ title: 'Pier closes for two years', text: PARAGRAPHS.join('\n\n') });
  });

  it('without an article says so', () => {
    expect(extractPage('<html><body></body></html>', null)).toMatchObject({
      ok: false,
      error: { code: 'no_article' },
    });
  });
});

describe('a hostile page', () => {
  it('of 20,000 nested elements is read as if it were flat', () => {
    const deep = `${'<div>'.repeat(20_000)}<p>${PARAGRAPHS.join('</p><p>')}</p>${'</div>'.repeat(20_000)}`;
    expect(read(`<html><body>${deep}</body></html>`).text).toContain(PARAGRAPHS[3]);
  });

  it('cannot hide its depth behind stray end tags, self-closing marks or unclosed elements', () => {
    for (const layer of ['<div></x>', '<div/>', '<b>', '<table><tr><td>', '<ul><li>']) {
      const guarded = guardHtml(layer.repeat(5_000));
      const kept = guarded.ok ? (guarded.value.match(/<(?:div|b|table|ul)\b/g)?.length ?? 0) : -1;
      expect(kept).toBeLessThanOrEqual(256);
    }
  });

  it('keeps its real structure where many elements stand side by side', () => {
    const flat = `<body>${'<div><p>one<p>two</div>'.repeat(2_000)}</body>`;
    expect(guardHtml(flat)).toEqual({ ok: true, value: flat });
  });

  it('of more than three million characters is refused', () => {
    expect(guardHtml('x'.repeat(3_000_001))).toMatchObject({ ok: false, error: { code: 'too_large' } });
  });

  it('is stopped when it takes too long, and the next one is read', async () => {
    const reader = createPageReader({ processes: 1, timeoutMs: 1 });
    const bytes = Buffer.from(
      pageOf(
        'Slow',
        Array.from({ length: 20_000 }, () => PARAGRAPHS[0]!),
      ),
    );
    const stopped = await Promise.all([reader.read({ bytes, url: null }), reader.read({ bytes, url: null })]);
    await reader.close();
    expect(stopped.map((page) => !page.ok && page.error.code)).toEqual(['page_timeout', 'page_timeout']);
  });

  it('is read by the same process as the page before it', async () => {
    const reader = createPageReader({ processes: 1 });
    const bytes = Buffer.from(pageOf('Pier', PARAGRAPHS));
    const pages = await Promise.all([1, 2, 3].map(() => reader.read({ bytes, url: null })));
    await reader.close();
    expect(pages.every((page) => page.ok)).toBe(true);
  });
});

describe('the bytes of a page', () => {
  const euro = 'prix : 5 €, à côté';
  it.each([
    [
      'by its mark, whatever HTTP says',
      Buffer.from(`\ufeff${euro}`),
      'text/html; charset=windows-1252',
      euro,
    ],
    [
      'by HTTP before its meta tag',
      Buffer.from('<meta charset="utf-8">caf\xe9', 'latin1'),
      'text/html; charset=iso-8859-1',
      '<meta charset="utf-8">café',
    ],
    [
      'by its meta tag',
      Buffer.from('<meta charset="windows-1251">\xcc\xe8\xf0', 'latin1'),
      undefined,
      '<meta charset="windows-1251">Мир',
    ],
    [
      'as Windows-1252 where it says UTF-8 and is not',
      Buffer.from('caf\xe9 d\xe9j\xe0 \x93vu\x94', 'latin1'),
      'text/html; charset=utf-8',
      'café déjà “vu”',
    ],
    ['as UTF-8 where nothing is said', Buffer.from(euro), undefined, euro],
    ['with an unknown label', Buffer.from(euro), 'text/html; charset=no-such', euro],
    ['as UTF-16 by where its zeros lie', Buffer.from('<p>hi</p>', 'utf16le'), undefined, '<p>hi</p>'],
  ])('are decoded %s', (_, bytes, contentType, text) => {
    expect(decodeBytes(bytes, { format: 'html', contentType })).toBe(text);
  });
});
