import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/domain/article.ts';
import { documentFrom, outcomeFrom, pageFrom } from '../../../src/ingest/reader/answers.ts';
import { detectFormat } from '../../../src/ingest/reader/detect-format.ts';
import { readingFrom } from '../../../src/ingest/reader/fact-answers.ts';

const LIMITS = { text: 1_000, facts: 10 };
const article: Article = {
  id: 'pier-0123456789',
  title: 'Pier',
  text: 'The board met. The pier closed.',
  source: { kind: 'url', url: 'https://news.example/pier' },
  published: null,
  retrieved: null,
};
const fact = {
  id: 'pier-0123456789/1',
  claim: 'The board met.',
  span: [0, 14],
  speaker: null,
  stance: 'affirmed',
  topics: ['pier'],
  entities: [],
  salience: 0.5,
};
const topic = { id: 'pier', label: 'Pier', aliases: [] };

describe('an answer of a reader process', () => {
  it('of any shape gives what is asked for, within its bounds, or nothing', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: false }), (value) => {
        const document = documentFrom(value, LIMITS);
        const outcome = outcomeFrom(value, (inner) => pageFrom(inner, LIMITS));
        const reading = readingFrom(value, article, LIMITS);
        expect(document === null || ['feed', 'article'].includes(document.kind)).toBe(true);
        expect(typeof outcome.ok).toBe('boolean');
        expect(reading === null || reading.article === article).toBe(true);
      }),
    );
  });

  it('takes a fact’s quote from the article, whatever the answer says', () => {
    const facts = [{ ...fact, quote: 'The board lied.', article: 'other-0123456789' }];
    expect(readingFrom({ facts, topics: [topic] }, article, LIMITS)?.facts).toEqual([
      { ...fact, article: article.id, quote: 'The board met.' },
    ]);
  });

  it.each([
    ['of another article', { id: 'other-0123456789/1' }],
    ['beyond the text', { span: [0, 400] }],
    ['of no words', { span: [3, 3] }],
    ['of half a letter', { span: [0.5, 4] }],
    ['of a stance that there is not', { stance: 'constructor' }],
    ['without a claim', { claim: '' }],
  ])('has no fact %s', (_, change) => {
    expect(readingFrom({ facts: [{ ...fact, ...change }], topics: [] }, article, LIMITS)?.facts).toEqual([]);
  });

  it('has no fact that names a topic or a fact which is not there', () => {
    const facts = [{ ...fact, topics: ['pier', 'none'], conflictsWith: ['pier-0123456789/9'] }];
    const [read] = readingFrom({ facts, topics: [topic] }, article, LIMITS)?.facts ?? [];
    expect(read).toMatchObject({ topics: ['pier'] });
    expect(read).not.toHaveProperty('conflictsWith');
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    `https://a.example/${'a'.repeat(3_000)}`,
    'x',
    7,
    null,
  ])('holds no address %s', (canonicalUrl) => {
    expect(pageFrom({ text: 'x', canonicalUrl }, LIMITS)?.canonicalUrl).toBeNull();
  });
});

describe('what a document is', () => {
  const rss = '<?xml version="1.0"?><rss version="2.0"><channel/></rss>';
  it.each([
    ['text/html', 'https://a.example/', 'Only words.', 'html'],
    ['text/plain; charset=utf-8', 'https://a.example/', 'Only words.', 'text'],
    ['TEXT/PLAIN', 'https://a.example/', '<!-- x --> <html><p>Words</p></html>', 'html'],
    ['text/markdown', 'https://a.example/a.md', '# Words', 'markdown'],
    ['text/plain', 'https://a.example/feed', rss, 'feed'],
    ['application/json', 'https://a.example/', '{"items":[{"id":"1"}]}', 'feed'],
    ['application/json', 'https://a.example/', '{"a":1}', 'unknown'],
    ['application/octet-stream', 'https://a.example/', 'Words', 'html'],
    ['text/html', 'https://a.example/', '%PDF-1.7', 'pdf'],
    ['image/png', 'https://a.example/', 'whatever', 'unknown'],
    [undefined, '/a/b.txt', '<html>kept as it is</html>', 'text'],
    [undefined, '/a/b.MD', 'Words', 'markdown'],
    [undefined, '/a/b.xhtml', 'Words', 'html'],
    [undefined, '/a/b.xyz', 'Words', 'text'],
    [undefined, '/a/b.xyz', rss, 'feed'],
    [undefined, '/a/b.xyz', '<!doctype html><p>x', 'html'],
    [undefined, '/a/b.txt', 'PK\u0003\u0004', 'docx'],
    [undefined, null, 'Standard input.', 'text'],
    ['text/plain', null, 'Pasted words.', 'text'],
  ] as const)('%s at %s: %j is %s', (type, address, body, format) => {
    expect(detectFormat(Buffer.from(body, 'latin1'), type, address)).toBe(format);
  });
});
