import { afterAll, describe, expect, it } from 'vitest';
import type { Article } from '../../../src/domain/article.ts';
import { createPageReader } from '../../../src/ingest/article/page-pool.ts';
import { factsOf } from '../../../src/ingest/facts/extract-facts.ts';
import { pageOf } from '../server.ts';
import { HOSTILE, HOSTILE_MARKDOWN } from './hostile.ts';

/** The documents' length in characters. At this length, an earlier reader took many seconds or never finished. */
const SIZE = 100_000;
/** Pages whose structure the extraction traverses many times. That is slow, but linear. */
const SLOW = new Map([
  ['paragraphs in links', 10_000],
  ['tables', 10_000],
]);
/** The limit of processor time, far above what linear work takes. Quadratic or exponential work exceeds it. */
const LIMITS = { processes: 1, timeoutMs: 10_000 };

const reader = createPageReader(LIMITS);
afterAll(() => reader.close());

const codeOf = (outcome: Awaited<ReturnType<typeof reader.document>>): string => {
  if (!outcome.ok) return outcome.error.code;
  if (outcome.value.kind === 'feed') return 'feed';
  return outcome.value.article.ok ? 'article' : outcome.value.article.error.code;
};

const GOOD = pageOf(
  'Harbour to open',
  Array.from({ length: 12 }, (_, n) => `Line ${n} names ward ${n * 31} and plan ${n * 17}, said Ann Lee.`),
);
const good = () =>
  reader.document({ bytes: Buffer.from(GOOD), contentType: 'text/html', address: 'https://news.example/a' });

describe('a hostile document is read in time that grows with its length', () => {
  it.each(Object.keys(HOSTILE))('%s', async (name) => {
    const { type, body } = HOSTILE[name]!(SLOW.get(name) ?? SIZE);
    const job = { bytes: Buffer.from(body), contentType: type, address: 'https://evil.example/x' };
    expect(codeOf(await reader.document(job))).toMatch(
      /^(?:article|feed|no_article|bad_feed|not_text|page_broken)$/,
    );
  });

  it.each(Object.keys(HOSTILE_MARKDOWN))('Markdown: %s', async (name) => {
    const bytes = Buffer.from(HOSTILE_MARKDOWN[name]!(SIZE));
    expect(codeOf(await reader.document({ bytes, address: '/x.md' }))).toMatch(/^(?:article|empty)$/);
  });

  it('and the next one is read as ever', async () => {
    expect(codeOf(await good())).toBe('article');
  });
});

describe('a document that needs too much', () => {
  it('memory, again and again, ends its own process and not this one', async () => {
    const small = createPageReader({ ...LIMITS, memoryMb: 48 });
    const { type, body } = HOSTILE['paragraphs in links']!(1_900_000);
    const job = { bytes: Buffer.from(body), contentType: type, address: 'https://evil.example/x' };
    for (let n = 0; n < 2; n++) expect(codeOf(await small.document(job))).toBe('page_memory');
    expect((await small.read({ bytes: Buffer.from(GOOD), url: null })).ok).toBe(true);
    await small.close();
  });

  it('time fails, and whatever waits behind it is read', async () => {
    const hasty = createPageReader({ processes: 1, timeoutMs: 1 });
    const { type, body } = HOSTILE['much news']!(1_000_000);
    const [slow, next] = await Promise.all([
      hasty.facts(articleOf(String(body))),
      hasty.document({ bytes: Buffer.from('Short.'), contentType: type, address: 'https://news.example/a' }),
    ]);
    expect(slow).toMatchObject({ ok: false, error: { code: 'page_timeout' } });
    expect(next).not.toMatchObject({ error: { code: 'aborted' } });
    await hasty.close();
  });

  it('is stopped with its reader', async () => {
    const closing = createPageReader(LIMITS);
    const { body } = HOSTILE['much news']!(1_900_000);
    const running = closing.facts(articleOf(String(body)));
    const waiting = closing.facts(articleOf('The board met.'));
    await closing.close();
    const after = closing.facts(articleOf('The board met.'));
    for (const outcome of await Promise.all([running, waiting, after]))
      expect(outcome).toMatchObject({ ok: false, error: { code: 'aborted' } });
  });
});

function articleOf(text: string): Article {
  const source = { kind: 'url', url: 'https://news.example/a' } as const;
  return { id: 'harbour-0123456789', title: 'Harbour', text, source, published: null, retrieved: null };
}

describe('facts from a reader', () => {
  const text = String(HOSTILE['much news']!(20_000).body);

  it('are those of the article, verbatim at their spans', async () => {
    const article = articleOf(text);
    const facts = await reader.facts(article);
    expect(facts).toEqual({ ok: true, value: factsOf(article) });
  });

  it('are at most so many, the most salient, in the article’s order', async () => {
    const few = createPageReader({ ...LIMITS, limits: { text: 2_000_000, facts: 5 } });
    const facts = await few.facts(articleOf(text));
    await few.close();
    const kept = facts.ok ? facts.value.facts : [];
    expect(kept).toHaveLength(5);
    expect(kept.map(({ span }) => span[0])).toEqual(kept.map(({ span }) => span[0]).sort((a, b) => a - b));
    const least = Math.min(...kept.map(({ salience }) => salience));
    const all = factsOf(articleOf(text)).facts.filter(({ salience }) => salience > least);
    expect(all.every(({ id }) => kept.some((fact) => fact.id === id))).toBe(true);
  });
});

describe('what a document brings', () => {
  const read = (type: string, body: string, address = 'https://news.example/feed') =>
    reader.document({ bytes: Buffer.from(body), contentType: type, address });

  it('is bounded, field by field', async () => {
    const long = 'x'.repeat(10_000);
    const item = (n: number) =>
      `<item><guid>${n}${long}</guid><title>${long}</title><link>https://news.example/${n}/${n < 3 ? long : ''}</link><description>${n === 0 ? 'word '.repeat(150_000) : 'text'}</description></item>`;
    const items = Array.from({ length: 30 }, (_, n) => item(n)).join('');
    const document = await read(
      'application/rss+xml',
      `<rss version="2.0"><channel><title>${long}</title>${items}</channel></rss>`,
    );
    if (!document.ok || document.value.kind !== 'feed') throw new Error(codeOf(document));
    const { feed } = document.value;
    expect(feed.title?.length).toBe(500);
    expect(feed.items).toHaveLength(30);
    expect(feed.items.every(({ key, title }) => key.length === 22 && title.length === 500)).toBe(true);
    expect(feed.items.map(({ url }) => url === null).lastIndexOf(true)).toBe(2);
    expect(Math.max(...feed.items.map((one) => one.html.length))).toBeLessThanOrEqual(500_000);
  });

  it('holds no control characters, and keeps its lines', async () => {
    const document = await read('text/plain', 'A \u0001title\u0002\u009b\n\nOne.\tTwo.\r\nThree.\u000cFour.');
    expect(document).toMatchObject({
      value: { article: { value: { title: 'A title', text: 'A title\n\nOne.\tTwo.\r\nThree.\nFour.' } } },
    });
  });

  it('is refused where its text is longer than is read', async () => {
    const short = createPageReader({ ...LIMITS, limits: { text: 100, facts: 5 } });
    const job = { bytes: Buffer.from('word '.repeat(40)), contentType: 'text/plain', address: null };
    expect(codeOf(await short.document(job))).toBe('too_large');
    await short.close();
  });
});
