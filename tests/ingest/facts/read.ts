import type { Article } from '../../../src/domain/article.ts';
import type { Fact } from '../../../src/domain/fact.ts';
import { factsOf } from '../../../src/ingest/facts/extract-facts.ts';

/** Builds an article of the given paragraphs. */
export const articleOf = (id: string, ...paragraphs: readonly string[]): Article => ({
  id,
  title: '',
  text: paragraphs.join('\n\n'),
  source: { kind: 'file', path: `${id}.txt` },
  published: null,
  retrieved: null,
});

/** Extracts the facts of an article of the given paragraphs. */
export const read = (...paragraphs: readonly string[]): readonly Fact[] =>
  factsOf(articleOf('a', ...paragraphs)).facts;

/** Returns the speaker of the fact whose sentence contains `words`; undefined if the sentence is no fact. */
export const speakerOf = (words: string, ...paragraphs: readonly string[]): string | null | undefined =>
  read(...paragraphs).find(({ quote }) => quote.includes(words))?.speaker;

/** Returns the claim of the fact whose sentence contains `words`. */
export const claimOf = (words: string, ...paragraphs: readonly string[]): string | undefined =>
  read(...paragraphs).find(({ quote }) => quote.includes(words))?.claim;
