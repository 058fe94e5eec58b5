import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/ingest/facts/extract-facts.ts';
import { articleOf, read } from './read.ts';

const piece = fc.oneof(
  fc.constantFrom(
    ' ',
    '\n',
    '\n\n',
    '. ',
    ', ',
    '“',
    '”',
    '"',
    "'",
    '’s ',
    ' (',
    ') ',
    ' — ',
    '? ',
    '... ',
    ': ',
    ' and ',
    ' said ',
    ' said that ',
    'according to ',
    'He ',
    'They ',
    'This ',
    'Peter Lund ',
    'Foreign Minister Kari Holm ',
    'the minister ',
    'While ',
    'who ',
    '‘',
    '’',
    '„',
    '«',
    '! ',
    '; ',
    ' asked ',
    'Will Smith ',
    'al-Sistani ',
    'LUND: ',
    '(TT)',
    '— Nils Holm, mayor',
    '19-year-old ',
    ' did not discuss ',
    'Iceland',
    ' (LCA) ',
    'U.S. ',
    '$3.5 million ',
    'constructor ',
    '__proto__ ',
    'the trains will run to the northern harbour ',
    'because nobody else wanted them to ',
    '\u2028',
    '\ud800',
    '🕊️',
    'é',
    '\u00a0',
    '\t',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const anyText = fc.array(piece, { maxLength: 120, size: 'max' }).map((pieces) => pieces.join(''));

describe('facts of any text', () => {
  it('are verbatim at their spans, short and on one line', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { facts, topics } = factsOf(articleOf('a', text));
        const ids = new Set(facts.map(({ id }) => id));
        expect(ids.size).toBe(facts.length);
        const topicIds = new Set(topics.map(({ id }) => id));
        for (const fact of facts) {
          expect(text.slice(...fact.span)).toBe(fact.quote);
          expect(fact.quote).not.toBe('');
          expect(fact.claim.length).toBeLessThanOrEqual(300);
          expect(fact.claim).not.toMatch(/[\n\r\u2028]/);
          expect(fact.context ?? '').not.toMatch(/[\n\r\u2028]/);
          expect(fact.salience).toBeGreaterThanOrEqual(0);
          expect(fact.salience).toBeLessThanOrEqual(1);
          expect(fact.speaker).not.toBe('');
          expect(fact.topics.every((id) => topicIds.has(id))).toBe(true);
          expect((fact.conflictsWith ?? []).every((id) => ids.has(id))).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are the same every time', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(factsOf(articleOf('a', text))).toEqual(factsOf(articleOf('a', text)));
      }),
      { numRuns: 50 },
    );
  });
});

describe('facts', () => {
  it('keep their ids when the text around them changes', () => {
    const [fact] = read('The bridge opened for trains in May.');
    const changed = read(
      'A storm came first.',
      'The bridge opened for trains in May.',
      'Then came the ships at last.',
    );
    expect(changed.find(({ quote }) => quote === fact?.quote)?.id).toBe(fact?.id);
    expect(fact?.id).toMatch(/^a\/[\da-z]+$/);
  });

  it('have different ids where one sentence comes twice', () => {
    const ids = read('The bridge opened in May.', 'The bridge opened in May.').map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
  });

  it('put first what the article is about', () => {
    const facts = read(
      'The harbour bridge in Bergen opened on Monday for the first 12 heavy trains from the northern mines.',
      'Kari Holm cut the ribbon at the bridge in front of a crowd.',
      'Some of the guests had travelled for days.',
      'A band played until it was late in the evening.',
    );
    const [most] = [...facts].sort((a, b) => b.salience - a.salience);
    expect(most?.quote).toContain('opened on Monday');
  });

  it.each([
    ['one word', 'a'],
    ['quotation marks', '"'],
    ['full stops', '.'],
    ['short sentences', 'He said. '],
    ['names', 'Peter Lund '],
    ['brackets', '(LCA) '],
  ])('come of a long text of nothing but %s without trouble', (_, unit) => {
    const { facts } = factsOf(articleOf('a', unit.repeat(200_000 / unit.length)));
    expect(facts.every(({ claim }) => claim.length <= 300)).toBe(true);
  });
});
