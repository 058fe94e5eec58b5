import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchDocument } from '../../src/search/document.ts';
import { createIndex } from '../../src/search/search-engine.ts';
import { reopened } from './reopened.ts';

const WORDS =
  'Lavrov Pompeo Putin treaty missile missiles INF START start talks sanction sanctions Lavrow Lavro inflation summit'.split(
    ' ',
  );
/** Never all in capitals: in such a text acronyms are read as words. */
const claim = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 })
  .map((words) => `It was said that ${words.join(' ')}`);
const documents: fc.Arbitrary<SearchDocument[]> = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 40 }).map((number) => `d${number}`),
    article: fc.constantFrom('a', 'b'),
    claim,
    paragraph: fc.integer({ min: 0, max: 3 }),
  }),
  { selector: ({ id }) => id, maxLength: 20 },
);
const question = fc
  .array(fc.constantFrom(...WORDS, 'Lavrof', 'tretay', 'what', 'about'), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '));

describe('whatever is loaded and asked', () => {
  it('never ranks a repaired name above the name or acronym as it was asked', () => {
    fc.assert(
      fc.property(documents, fc.constantFrom('Lavrov', 'Pompeo', 'INF', 'START', 'Lavro'), (loaded, name) => {
        const { hits } = createIndex(loaded).search(`what about ${name}?`, { limit: 50 });
        const whole = new Set(
          loaded.filter((one) => one.claim.split(' ').includes(name)).map(({ id }) => id),
        );
        const ranks = hits.map(({ id }) => whole.has(id));
        expect(ranks.slice(0, whole.size).every(Boolean)).toBe(true);
        expect(ranks.filter(Boolean).length).toBe(whole.size);
      }),
    );
  });

  it('finds the same after any adding and removing as an index built at once', () => {
    fc.assert(
      fc.property(
        documents,
        documents,
        fc.array(fc.nat(3), { maxLength: 4 }),
        question,
        (kept, gone, cuts, asked) => {
          const ids = new Set(kept.map(({ id }) => id));
          const passing = gone.filter(({ id }) => !ids.has(id));
          const grown = createIndex(passing);
          for (const one of [...kept].reverse()) grown.add([{ ...one, claim: 'another version' }]);
          grown.remove(passing.filter((_, at) => at % 2 === 0).map(({ id }) => id));
          const size = Math.max(1, cuts.length);
          for (let at = 0; at < kept.length; at += size) grown.add(kept.slice(at, at + size));
          grown.remove(passing.map(({ id }) => id));
          expect(grown.search(asked, { limit: 9 })).toEqual(createIndex(kept).search(asked, { limit: 9 }));
        },
      ),
    );
  });

  it('finds the same in a saved and opened index', () => {
    fc.assert(
      fc.property(documents, documents, question, (loaded, later, asked) => {
        const index = createIndex(loaded);
        const opened = reopened(index);
        for (const one of [index, opened]) one.add(later);
        for (const one of [index, opened]) one.remove(loaded.slice(0, 5).map(({ id }) => id));
        expect(opened.search(asked, { limit: 9 })).toEqual(index.search(asked, { limit: 9 }));
        expect(opened.suggest('la', 5)).toEqual(index.suggest('la', 5));
      }),
    );
  });

  it('never throws on any text, and its result has the documented form', () => {
    const index = createIndex([
      { id: 'x', article: 'a', claim: 'Ünïcode çlaims — “quoted” 漢字 الأخبار 👩‍👩‍👧' },
    ]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        index.add([{ id: 'y', article: text, claim: text, topics: [text], entities: [text], title: text }]);
        const { confidence, hits, terms } = index.search(text, { limit: 3 });
        expect(confidence >= 0 && confidence <= 1 && hits.length <= 3).toBe(true);
        for (const { missing, matches } of hits)
          expect(missing.length + matches.length).toBeGreaterThanOrEqual(terms.length);
        index.suggest(text, 5);
      }),
    );
  });
});
