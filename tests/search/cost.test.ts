import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchDocument } from '../../src/search/document.ts';
import { createContents } from '../../src/search/index/index-writer.ts';
import { parseQuestion } from '../../src/search/query/parse-query.ts';
import { ALL_SIGNALS } from '../../src/search/ranking/signals.ts';
import { createScratch } from '../../src/search/retrieval/accumulate.ts';
import { collect } from '../../src/search/retrieval/max-score.ts';

const FILLERS = 'harbour bridge winter letter copper violin meadow ladder'.split(' ');

/** Every fact names the government, a third the minister, one in fifty the ferry; lengths differ. */
const factAt = (at: number): SearchDocument => ({
  id: `f${(at * 7919) % 100_003}`,
  article: at % 2 === 0 ? 'even' : 'odd',
  claim: [
    'government',
    ...(at % 3 === 0 ? ['minister'] : []),
    ...(at % 50 === 0 ? ['ferry'] : []),
    ...FILLERS.slice(0, 1 + ((at * 31) % 8)),
    ...(at % 11 === 0 ? ['government'] : []),
  ].join(' '),
});

/** An index of so many facts, in segments of 2,500. */
function collector(facts: number) {
  const contents = createContents();
  const { vocabulary, definitions, catalogue, segments } = contents;
  for (let from = 0; from < facts; from += 2500)
    contents.add(Array.from({ length: 2500 }, (_, at) => factAt(from + at)));
  const scratch = createScratch();
  return (question: string, most: number, article?: string) => {
    const query = parseQuestion(question, { vocabulary, definitions, size: catalogue.size }, ALL_SIGNALS);
    const store = {
      segments: segments.all,
      terms: vocabulary.terms(),
      compareIds: catalogue.compareIds,
      admits: article === undefined ? null : (slot: number) => catalogue.articleOf(slot) === article,
    };
    return { slots: collect(query, store, scratch, most), touched: scratch.touched };
  };
}

const small = collector(5_000);
const large = collector(20_000);

describe('what a question costs', () => {
  it('skips much and misses nothing: the best are the best of all that hold a word of the question', () => {
    const words = fc.uniqueArray(fc.constantFrom('government', 'minister', 'ferry', ...FILLERS), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(
        words,
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom('even', undefined),
        (asked, most, article) => {
          const question = asked.join(' ');
          expect(small(question, most, article).slots).toEqual(
            small(question, 5_000, article).slots.slice(0, most),
          );
        },
      ),
      { numRuns: 30 },
    );
  });

  it('does not walk a common term to its end, alone or beside a rare one', () => {
    const everything = 20_000;
    expect(large('government', 40).touched).toBeLessThan(everything / 2);
    // 400 facts hold the ferry; the 20,000 that hold the government add nothing new.
    expect(large('ferry government', 40).touched).toBeLessThan(everything / 4);
    expect(large('minister government', 40).touched).toBeLessThan((everything * 4) / 3 / 2);
    // A third, a quarter and three eighths: who holds all three is found without walking any of them to its end.
    expect(large('minister meadow violin', 40).touched).toBeLessThan((everything * 23) / 24 / 2);
  });
});
