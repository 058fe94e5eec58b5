import { describe, expect, it } from 'vitest';
import { extractFragment, extractPage } from '../../../src/ingest/article/extract-page.ts';

const URL = 'https://www.harbourtimes.example/2026/03/kalmar-deepens-its-harbour';
const STORY = [
  'The harbour board of Kalmar approved the deepening plan on Tuesday after a vote of seven to two, ending a long dispute.',
  'Chairwoman Ellen Dahl said the work would begin in March and that the town would pay no more than a third of the cost.',
  'Opponents led by the fishermen’s union said that the dredging would close two berths until autumn and drive away boats.',
  'The union’s lawyer, Per Holm, said it would appeal to the administrative court in Växjö before the end of the month.',
  'The first ships of the new class are expected in 2028, according to the port’s own forecast, published last week.',
];
const paragraphs = (texts: readonly string[]) => texts.map((text) => `<p>${text}</p>`).join('\n');
const page = (body: string, head = '') =>
  `<!doctype html><html><head><title>Kalmar deepens its harbour</title>${head}</head><body><nav><a href="/">Home</a></nav>${body}<footer><p>All rights reserved.</p></footer></body></html>`;
/** Builds a page with something between the paragraphs of its story. */
const around = (middle: string) =>
  page(
    `<article><h1>Kalmar deepens its harbour</h1>${paragraphs(STORY.slice(0, 2))}${middle}${paragraphs(STORY.slice(2))}</article>`,
  );

function read(html: string, url: string | null = URL) {
  const outcome = extractPage(html, url);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value;
}
const parts = (html: string) => read(html).text.split('\n\n');
/** Returns the extracted parts that are not the story's paragraphs. */
const middleOf = (html: string) => parts(html).filter((part) => !STORY.includes(part));

describe('a paragraph in the middle of a story stays, whatever one sign says', () => {
  const quay = 'The old quay of the ferry will be taken down in the spring, the board’s engineer wrote.';
  it.each([
    [
      'a class that is furniture only in part',
      `<div class="social-services tags-politics"><p>${quay}</p></div>`,
    ],
    ['a class that Readability dislikes', `<div class="supplemental-extra"><p>${quay}</p></div>`],
    ['the class of a paywall', `<div class="paywall-content"><p>${quay}</p></div>`],
    ['the class of a credit', `<p class="credit">${quay}</p>`],
    ['a link around all of it', `<p><a href="/n/123">${quay}</a></p>`],
    [
      'a link around a line without a stop',
      '<div><p><a href="/n/9">Nobody on the board wanted to say what it had been promised</a></p></div>',
    ],
  ])('%s', (_what, html) => {
    const text = /<a[^>]*>([^<]+)/.exec(html)?.[1] ?? quay;
    expect(middleOf(around(html))).toEqual([text]);
  });

  it.each([
    '09:30 to 12:00 at the ferry berth, closed on Sundays',
    'Watch: that is what the pilots do all night when fog lies on the sound.',
    'See also the islands, the guide told the visitors on the ferry.',
    'Follow us, the pilot told the two sailing boats in the fog.',
    'Published in 1921, the chart shows 40 rocks that nobody had seen.',
    'The site uses cookies, the data inspector said of the port’s pages.',
    'By Monday the water had reached the quay of the old ferry.',
  ])('the words “%s”', (sentence) => {
    expect(middleOf(around(`<p>${sentence}</p>`))).toEqual([sentence]);
  });
});

describe('what two signs tell to be no part of the story goes', () => {
  it.each([
    ['shared', '<div class="share-bar"><p>Share this story</p></div>'],
    [
      'a list of links called related',
      '<div class="related-stories"><p><a href="/a">The ferry of Kalmar sails again after a year.</a></p><p><a href="/b">The lighthouse is to be sold.</a></p></div>',
    ],
    [
      'a form called newsletter',
      '<div class="newsletter"><p>The best stories of the week, every Friday morning, written by people.</p><form><input></form></div>',
    ],
    [
      'a sentence of the site about itself',
      '<p class="promo">Sign up for our newsletter to get the best stories of the harbour every morning.</p>',
    ],
    [
      'a link that bears the name of its address',
      '<p><a href="/2025/ferry-sails-again-to-gotland">Ferry sails again to Gotland</a></p>',
    ],
    ['a labelled link', '<p>Read more: <a href="/x">the ferry is back at last after a year</a></p>'],
    [
      'a caption beside its picture',
      '<div class="image"><img src="a.jpg"><p class="caption">The harbour of Kalmar lies between the castle and the bridge to the island.</p></div>',
    ],
    ['a time', '<p>Updated: 10:35 AM CET, 3 March 2026</p>'],
    [
      'comments',
      '<section id="comments"><div class="comment"><time>1 March</time><p>I have never believed a word of what this board says.</p></div><div class="comment"><time>2 March</time><p>Nor have I, and I live beside the quay since 1970.</p></div></section>',
    ],
  ])('%s', (_what, html) => {
    expect(middleOf(around(html))).toEqual([]);
  });
});

describe('words and lines', () => {
  const inStory = (html: string) =>
    middleOf(around(`<p>${html} and so the long work of the year began.</p>`))[0];
  it.each([
    ['a drop cap', '<span class="dropcap footer-big">T</span>he port', 'The port'],
    ['small capitals', '<b class="menu-caps">THE P</b>ORT of Kalmar', 'THE PORT of Kalmar'],
    ['an emphasised ending', 'un<em class="sidebar">like</em>ly winds', 'unlikely winds'],
    [
      'a link in the middle',
      'the <a class="textTag" href="/t/fog">fog</a> of the sound',
      'the fog of the sound',
    ],
  ])('%s is one word', (_what, html, text) => {
    expect(inStory(html)).toMatch(new RegExp(`^${text} and so`));
  });

  it.each([
    ['12 m<sup>2</sup>', '12 m2'],
    ['3 km<sup>3</sup>', '3 km3'],
    ['41 million<sup>2</sup>', '41 million'],
    ['in 2019<sup>3</sup>', 'in 2019'],
    ['he said<sup>[4]</sup>', 'he said'],
    ['he said<a href="#note-4">[4]</a>', 'he said'],
    ['he said<sup><a href="#f1">a</a></sup>', 'he said'],
    ['he said<sup>*</sup>', 'he said'],
    ['the 19<sup>th</sup> boat', 'the 19th boat'],
    ['10<sup>6</sup> fish', '10^6 fish'],
    ['CO<sub>2</sub> in it', 'CO2 in it'],
    ['<sup>235</sup>U in it', '235U in it'],
  ])('%s is read as %s', (html, text) => {
    expect(inStory(html)?.replace(' and so the long work of the year began.', '')).toBe(text);
  });

  it.each([
    [
      'by display',
      '<span style="color:red; display: block">The first order stands here.</span><span style="display:flex">The second order stands here.</span>',
    ],
    ['by a break', 'The first order stands here.<br>The second order stands here.'],
  ])('are parted %s', (_what, html) => {
    expect(middleOf(around(`<p>${html}</p>`))).toEqual([
      'The first order stands here.',
      'The second order stands here.',
    ]);
  });

  it('of cells are parted', () => {
    expect(
      middleOf(around('<table><tr><td>Berth two</td><td>closed until autumn</td></tr></table>')),
    ).toEqual(['Berth two closed until autumn']);
  });
});

describe('dialogs and notices are out, however long they are', () => {
  const short = [
    'The harbour bank has been placed in insolvency, the Authority said on Friday.',
    'Deposits of up to 85,000 are protected, Anna Wik said.',
  ];
  const main = `<main><h1>Kalmar deepens its harbour</h1>${paragraphs(short)}</main>`;
  const notice = paragraphs([
    'We and our 812 partners store and access information on your device, such as cookies, to measure advertising and to improve our pages for you.',
    'You can accept or reject all of them, and change your choices at any time at the foot of every page, where our privacy policy is also to be found.',
    'Strictly necessary cookies cannot be switched off, since the pages would not work without them, and they do not store any personal information.',
  ]);
  it.each([
    ['by its name and words', `<div class="cookie-layer">${notice}</div>`],
    [
      'by its role',
      `<div role="dialog"><p>${'Become a member of the harbour club and read on. '.repeat(2)}</p></div>`,
    ],
    ['by lying over the page', `<div style="position: fixed; bottom:0">${notice}</div>`],
    [
      'by lying over the page with a button',
      '<div class="modal-popup"><p>Tell us where you are, and we will tell you the weather.</p><button>OK</button></div>',
    ],
  ])('%s', (_what, html) => {
    for (const both of [html + main, main + html]) expect(parts(page(both))).toEqual(short);
  });

  it('but an article on cookies is read', () => {
    const article = [
      'We would like to use cookies, the port’s pages have said to their readers since 2018, and most readers accept all of them.',
      'The data inspector found that our personal information goes to 812 partners, and that nobody can change their choices.',
      ...STORY,
    ];
    expect(
      parts(
        page(`<div class="privacy-story"><h1>Kalmar deepens its harbour</h1>${paragraphs(article)}</div>`),
      ),
    ).toEqual(article);
  });

  it('but not a wrapper that holds the page’s only headline', () => {
    for (const hiding of ['aria-hidden="true"', 'style="display:none"', 'hidden']) {
      const html = page(`<div ${hiding}><h1>Kalmar deepens its harbour</h1>${paragraphs(STORY)}</div>`);
      expect(parts(html)).toEqual(STORY);
    }
  });
});

describe('of several articles on a page', () => {
  const other = [
    'The lithium plant in Luleå opened on Monday, the company Nordcell said, and three hundred people will work there.',
  ];
  const article = (heading: string, texts: readonly string[], tag = 'article') =>
    `<${tag.replace('article', 'article')}><h1>${heading}</h1>${paragraphs(texts)}</${tag.split(' ')[0]}>`;
  const long = [...other, ...other, ...other, ...other, ...other, ...other, ...other, ...other];

  it.each([
    ['the one that bears the title', 'Kalmar deepens its harbour', 'article'],
    ['the one in the address', 'Kalmar deepens the harbour of the town', 'article'],
    ['the one in a box of its own', 'Kalmar deepens its harbour', 'div class="story-box"'],
  ])('%s is read', (_what, heading, tag) => {
    for (const articles of [
      article(heading, STORY, tag) + article('Lithium plant opens', long, tag),
      article('Lithium plant opens', long, tag) + article(heading, STORY, tag),
    ])
      expect(parts(page(`<div>${articles}</div>`))).toEqual(STORY);
  });

  it('all are read if they are the posts of one live story', () => {
    const posts = STORY.map(
      (text, index) => `<article><h2>${9 + index}:00: a new turn</h2><p>${text} ${text}</p></article>`,
    ).join('');
    const live = read(page(`<h1>Kalmar deepens its harbour</h1>${posts}`)).text;
    for (const text of STORY) expect(live).toContain(text);
  });
});

describe('text that only a script would show', () => {
  const shell = '<div id="root">Loading…</div>';
  it('is found in linked data', () => {
    const data = (articleBody: string) =>
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'Kalmar deepens its harbour', articleBody })}</script>`;
    expect(parts(page(shell, data(STORY.join('\n\n'))))).toEqual(STORY);
    expect(parts(page(shell, data(paragraphs(STORY))))).toEqual(STORY);
  });

  it('is found for browsers without scripts', () => {
    const story = `<h1>Kalmar deepens its harbour</h1>${paragraphs(STORY)}`;
    expect(
      parts(page(`${shell}<noscript><img src="p.gif"></noscript><noscript>${story}</noscript>`)),
    ).toEqual(STORY);
  });

  it('is not preferred to what the page shows', () => {
    const noscript = `<noscript>${paragraphs(Array.from({ length: 20 }, () => 'Please enable JavaScript to see the whole of this page.'))}</noscript>`;
    expect(parts(page(`<article><h1>Kalmar</h1>${paragraphs(STORY)}</article>${noscript}`))).toEqual(STORY);
  });
});

describe('a block quotation names whom it is by', () => {
  const said = 'We were never asked about any of this, not once in eleven years.';
  it.each([
    [
      'in its footer',
      `<blockquote><p>${said}</p><footer>— <cite>Per Holm, lawyer</cite></footer></blockquote>`,
    ],
    ['in a cite', `<blockquote>${said} <cite>Per Holm, lawyer</cite></blockquote>`],
    [
      'in its figure’s caption',
      `<figure><blockquote><p>${said}</p></blockquote><figcaption>Per Holm, lawyer</figcaption></figure>`,
    ],
    ['behind it', `<blockquote><p>${said}</p></blockquote><p>— <cite>Per Holm, lawyer</cite></p>`],
    ['in its last line', `<blockquote><p>“${said}”</p><p>— Per Holm, lawyer</p></blockquote>`],
  ])('%s', (_what, html) => {
    expect(middleOf(around(html))).toEqual([`“${said}” — Per Holm, lawyer`]);
  });
});

describe('what a page says about itself', () => {
  const story = `<article><h1>Kalmar deepens its harbour</h1>${paragraphs(STORY)}</article>`;
  const script = (data: object | string) =>
    `<script type="application/ld+json">${typeof data === 'string' ? data : JSON.stringify(data)}</script>`;
  const news = (headline: string, datePublished: string, more = {}) => ({
    '@type': 'NewsArticle',
    headline,
    datePublished,
    ...more,
  });

  it('is taken from the linked data of this article and not of others', () => {
    const own = news('Kalmar deepens its harbour', '2026-03-03', { author: { name: 'Ida Ek' } });
    const others = { '@type': 'ItemList', itemListElement: [{ item: news('Plant opens', '2020-01-01') }] };
    const addressed = news('Another wording', '2026-03-03', { url: `${URL}?utm_source=x`, author: 'Ida Ek' });
    for (const head of [
      script(others) + script(own),
      script([news('Plant opens', '2020-01-01'), own]),
      script([news('Plant opens', '2020-01-01'), addressed]),
    ])
      expect(read(page(story, head))).toMatchObject({ published: '2026-03-03', byline: 'Ida Ek' });
    expect(read(page(story, script(others))).published).toBeNull();
  });

  it('is read from linked data that is broken, or that names its author elsewhere', () => {
    const broken =
      '{"@type":"NewsArticle","headline":"Kalmar deepens\nits harbour","datePublished":"2026-03-03",}';
    const graph = {
      '@graph': [
        { '@type': 'Person', '@id': '#ek', name: 'Ida Ek' },
        news('Kalmar deepens its harbour', '2026-03-03', { author: { '@id': '#ek' } }),
      ],
    };
    expect(read(page(story, script(broken))).published).toBe('2026-03-03');
    expect(read(page(story, script(graph))).byline).toBe('Ida Ek');
  });

  it.each([
    ['a comment', '<section class="user-comments"><time datetime="2018-09-02">x</time></section>'],
    [
      'a marked comment',
      '<div itemscope itemtype="https://schema.org/Comment"><time itemprop="datePublished" datetime="2018-09-02">x</time></div>',
    ],
    ['an aside', '<aside><time datetime="2018-09-02">x</time></aside>'],
    ['a list of others', '<ul><li><time datetime="2018-09-02">x</time><a href="/o">Older</a></li></ul>'],
    ['a teaser', '<article class="teaser"><time datetime="2018-09-02">x</time></article>'],
  ])('is not dated by %s', (_what, html) => {
    expect(read(page(`<main>${html}${story}${html}</main>`)).published).toBeNull();
    const own = story.replace('</h1>', '</h1><time datetime="2026-03-03">3 March</time>');
    expect(read(page(`<main>${html}${own}</main>`)).published).toBe('2026-03-03');
  });

  it.each([
    ['Harbour Times | Kalmar deepens its harbour', '', ''],
    ['Kalmar deepens its harbour - Harbour Times - News', '', 'Kalmar deepens its harbour'],
    ['Harbour Times: Kalmar deepens its harbour', '', ''],
    ['Kalmar deepens its harbour » harbourtimes', '', ''],
    ['Kalmar deepens its harbour | The Harbour Times', '', ''],
    ['Harbour Times', 'Harbour Times', 'Kalmar deepens its harbour'],
    ['Home', 'Harbour Times', 'Kalmar deepens its harbour'],
  ])('is titled without the site’s name: %s', (title, ogTitle, heading) => {
    const head = `${ogTitle && `<meta property="og:title" content="${ogTitle}">`}<meta property="og:site_name" content="Harbour Times">`;
    const html = page(
      `<header><h1>Harbour Times</h1></header><article>${heading && `<h1>${heading}</h1>`}${paragraphs(STORY)}</article>`,
      head,
    );
    expect(read(html.replace(/<title>[^<]*/, `<title>${title}`)).title).toBe('Kalmar deepens its harbour');
  });

  it.each([
    ['Superports: what they are', 'Superports: what they are'],
    ['Trade-war scenarios - and what comes next', 'Trade-war scenarios - and what comes next'],
  ])('keeps a title that is no name: %s', (title, kept) => {
    const html = page(`<article>${paragraphs(STORY)}</article>`).replace(/<title>[^<]*/, `<title>${title}`);
    expect(read(html).title).toBe(kept);
  });

  it('names its language', () => {
    expect(read(page(story).replace('<html>', '<html lang="sv-SE">')).language).toBe('sv');
    expect(read(page(story, '<meta property="og:locale" content="en_US">')).language).toBe('en');
    expect(read(page(story)).language).toBeNull();
  });

  it('names no author where that is the site itself', () => {
    const head =
      '<meta property="og:site_name" content="Harbour Times"><meta name="author" content="The Harbour Times">';
    expect(read(page(story, head.replace('The Harbour', 'Harbour'))).byline).toBeNull();
  });
});

describe('the content of a feed’s item', () => {
  const text = (html: string) => {
    const outcome = extractFragment(html);
    return outcome.ok ? outcome.value.text : '';
  };
  it.each([
    '<p>The post <a href="/1">Plan two</a> appeared first on <a href="/">Kalmar News</a>.</p>',
    '<p>The post Plan two first appeared on Kalmar News.</p>',
    '<p>This article was originally published in <a href="/">Kalmar News</a>.</p>',
    '<p>Der Beitrag <a href="/1">Plan zwei</a> erschien zuerst auf <a href="/">Kalmar News</a>.</p>',
    '<p>L’article <a href="/1">Plan deux</a> est apparu en premier sur <a href="/">Kalmar News</a>.</p>',
    '<p>La entrada <a href="/1">Plan dos</a> se publicó primero en <a href="/">Kalmar News</a>.</p>',
    '<p>L’articolo <a href="/1">Piano due</a> proviene da <a href="/">Kalmar News</a>.</p>',
    '<p>O post <a href="/1">Plano dois</a> apareceu primeiro em <a href="/">Kalmar News</a>.</p>',
    '<p>Het bericht <a href="/1">Plan twee</a> verscheen eerst op <a href="/">Kalmar News</a>.</p>',
    '<p>Запись <a href="/1">План два</a> впервые появилась <a href="/">Kalmar News</a>.</p>',
    '<p>Share this: Facebook X</p>',
  ])('ends before the formula of a plug-in: %s', (closing) => {
    expect(text(`<p>${STORY[0]}</p>${closing}`)).toBe(STORY[0]);
    expect(text(`${STORY[0]} ${closing.replace(/<[^>]*>/g, '')}<br>`)).not.toContain('Kalmar News');
  });

  it('keeps a sentence that is none', () => {
    const sentence =
      'The article by Ida Ek first appeared on Tuesday, the day of the vote, and was read by thousands.';
    expect(text(paragraphs([...STORY, sentence]))).toContain(sentence);
  });
});
