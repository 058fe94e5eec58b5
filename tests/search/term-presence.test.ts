import { describe, expect, it } from 'vitest';
import type { SearchDocument } from '../../src/search/document.ts';
import { createIndexWriter } from '../../src/search/index/index-writer.ts';
import { parseQuestion } from '../../src/search/query/parse-query.ts';
import { ALL_FEATURES } from '../../src/search/ranking/features.ts';
import { createLookup, termBits } from '../../src/search/ranking/match-document.ts';
import { createTermPresence } from '../../src/search/ranking/term-presence.ts';

const WORDS = 'harbour bridge winter letter copper violin meadow ladder ferry minister'.split(' ');
const wordAt = (at: number): string => WORDS[Math.abs(at) % WORDS.length]!;

/** Builds facts whose words are in the claim, or only in the quote, the speaker, a name or the title. */
const factAt = (at: number): SearchDocument => ({
  id: `f${at}`,
  article: `a${at >> 3}`,
  title: `The ${wordAt(at * 13)}`,
  claim: `${wordAt(at)} and ${wordAt(at * 7 + 3)}`,
  quote: `${wordAt(at)} and ${wordAt(at * 7 + 3)} of the ${wordAt(at * 5 + 1)}`,
  ...(at % 3 === 0 ? { speaker: `Anna ${wordAt(at + 2)}` } : {}),
  ...(at % 4 === 0 ? { entities: [wordAt(at + 4)] } : {}),
});

describe('term presence', () => {
  it.each([
    ['small segments, whose postings are marked', 600],
    ['a large segment, whose documents are read', 12_000],
  ])('equals reading each document: %s', (_, count) => {
    const { vocabulary, acronyms, documents, segments, add } = createIndexWriter();
    add(Array.from({ length: count }, (__, at) => factAt(at)));
    const query = parseQuestion(
      'did the minister take the ferry under the copper bridge?',
      { vocabulary, acronyms, size: documents.size },
      ALL_FEATURES,
    );
    const lookup = createLookup(query);
    const terms = vocabulary.terms();
    const tokensOf = (slot: number) => {
      const { segment, row } = segments.locate(slot);
      return { words: segment.words, from: segment.starts[row]!, to: segment.starts[row + 1]! };
    };
    const termsIn = createTermPresence(lookup, { locate: segments.locate, tokensOf, terms });
    const slots = Array.from({ length: 600 }, (__, slot) => slot);
    const read = slots.map((slot) => termBits(tokensOf(slot), lookup, terms));
    expect(new Set(read).size).toBeGreaterThan(5);
    expect(slots.map(termsIn)).toEqual(read);
  });
});
