import { describe, expect, it } from 'vitest';
import { createIndex } from '../../src/search/search-engine.ts';
import { TALKS } from './talks.ts';

const talks = createIndex([
  ...TALKS,
  { id: 'n', article: 'x', claim: 'Sanna Marin spoke.', entities: ['Sanna Marin'] },
]);

describe('suggesting', () => {
  it('gives topics before names before words that begin as typed', () => {
    expect(talks.suggest('san', 3).map(({ text, kind }) => [text.toLowerCase(), kind])).toEqual([
      ['sanctions', 'topic'],
      ['sanna marin', 'name'],
      ['sanna', 'word'],
    ]);
  });

  it('finds a name by its second word, and repairs what begins nothing', () => {
    expect(talks.suggest('marin', 1)[0]?.text).toBe('Sanna Marin');
    expect(talks.suggest('venezula', 1)[0]?.text.toLowerCase()).toBe('venezuela');
  });

  it('gives nothing for nothing', () => {
    expect(talks.suggest('  ', 5)).toEqual([]);
    expect(talks.suggest('qqq', 5)).toEqual([]);
  });
});
