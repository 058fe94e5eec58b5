import { describe, expect, it } from 'vitest';
import { similarity, specificity, wordFor } from '../../src/language/similarity.ts';
import { openWordVectors, wordVectors } from '../../src/language/word-vectors.ts';

const like = (one: string, other: string) => similarity(wordFor(one), wordFor(other));

describe('the table of English words', () => {
  it('knows common words by their rank and lacks misspelt ones', () => {
    const { rankOf, wordAt } = wordVectors();
    expect(rankOf('the')).toBe(0);
    expect(wordAt(rankOf('police')!)).toBe('police');
    expect(rankOf('police')!).toBeLessThan(rankOf('curfew')!);
    for (const word of ['goverment', 'recieved', 'pnuemonia', 'venezula'])
      expect(rankOf(word)).toBeUndefined();
    for (const word of ['border', 'police', 'water', 'fake', 'late', 'colour', 'color'])
      expect(rankOf(word), word).toBeDefined();
  });

  it('lists words of like meaning as neighbours', () => {
    const { rankOf, wordAt, neighbours } = wordVectors();
    expect(neighbours(rankOf('debris')!).map(wordAt)).toContain('wreckage');
    expect(neighbours(rankOf('accord')!).map(wordAt)).toContain('agreement');
  });

  it('refuses a file that is cut off', () => {
    expect(() => openWordVectors(new Uint8Array(64).fill(1))).toThrow('not whole');
  });
});

describe('likeness of two words', () => {
  const alike: [string, string, number][] = [
    ['collapse', 'collapsed', 0.9],
    ['convict', 'conviction', 0.6],
    ['intel', 'intelligence', 0.6],
    ['debris', 'rubble', 0.45],
    ['accord', 'agreement', 0.45],
  ];
  for (const [one, other, least] of alike)
    it(`${one} and ${other} say about the same`, () =>
      expect(like(one, other)).toBeGreaterThanOrEqual(least));

  const apart: [string, string][] = [
    ['2020', '2024'],
    ['737', '747'],
    ['roof', 'senator'],
    ['egg', 'minister'],
  ];
  for (const [one, other] of apart)
    it(`${one} and ${other} do not`, () => expect(like(one, other)).toBeLessThan(0.1));
});

describe('how telling a word is', () => {
  it('grows with its rarity in English, whatever is loaded', () => {
    const of = (word: string) => specificity(wordFor(word));
    expect(of('people')).toBeLessThan(of('factory'));
    expect(of('factory')).toBeLessThan(of('curfew'));
    expect(of('zorblat')).toBe(1);
  });
});
