import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchDocument } from '../../src/search/document.ts';
import { createIndexWriter } from '../../src/search/index/index-writer.ts';
import { parseQuestion } from '../../src/search/query/parse-query.ts';
import { ALL_FEATURES } from '../../src/search/ranking/features.ts';
import { createScratch } from '../../src/search/retrieval/accumulate.ts';
import { retrieve } from '../../src/search/retrieval/max-score.ts';

const FILLERS = 'harbour bridge winter letter copper violin meadow ladder'.split(' ');

/** Builds facts of different lengths: all name the government, a third the minister, one in fifty the ferry. */
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

/** Builds an index of `facts` facts in segments of 2,500. Returns its retrieval with the number of postings read. */
function indexOf(facts: number) {
  const writer = createIndexWriter();
  const { vocabulary, acronyms, documents, segments } = writer;
  for (let from = 0; from < facts; from += 2500)
    writer.add(Array.from({ length: 2500 }, (_, at) => factAt(from + at)));
  const scratch = createScratch();
  return (question: string, most: number, article?: string) => {
    const query = parseQuestion(question, { vocabulary, acronyms, size: documents.size }, ALL_FEATURES);
    const view = {
      segments: segments.all,
      terms: vocabulary.terms(),
      compareIds: documents.compareIds,
      filter: article === undefined ? null : (slot: number) => documents.articleOf(slot) === article,
    };
    return { slots: retrieve(query, view, scratch, most), postingsRead: scratch.postingsRead };
  };
}

const small = indexOf(5_000);
const large = indexOf(20_000);

describe('the cost of a question', () => {
  it('is exact although it skips postings: the top k equals the top k of a complete scan', () => {
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

  it('does not read all postings of a common term, alone or beside a rare one', () => {
    const everything = 20_000;
    expect(large('government', 40).postingsRead).toBeLessThan(everything / 2);
    // 400 facts name the ferry; the 20,000 that name the government add nothing new.
    expect(large('ferry government', 40).postingsRead).toBeLessThan(everything / 4);
    expect(large('minister government', 40).postingsRead).toBeLessThan((everything * 4) / 3 / 2);
    // A third, a quarter and three eighths of the facts: the intersection needs none of the three lists in full.
    expect(large('minister meadow violin', 40).postingsRead).toBeLessThan((everything * 23) / 24 / 2);
  });
});
