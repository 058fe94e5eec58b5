import { describe, expect, it } from 'vitest';
import { areRelated, parseRelatedWords } from '../../src/language/related-words.ts';
import { similarity, wordFor } from '../../src/language/similarity.ts';
import { stem } from '../../src/language/stemmer.ts';

const like = (one: string, other: string): number => similarity(wordFor(one), wordFor(other));

describe('related words', () => {
  it('are read both ways from a line', () => {
    const related = parseRelatedWords('decid decis determin\nfilm movi\n');
    expect([...related.get('decid')!]).toEqual(['decis', 'determin']);
    expect([...related.get('decis')!]).toEqual(['decid']);
    expect(related.get('movi')).toEqual(new Set(['film']));
  });

  const pairs: [string, string][] = [
    ['lawyer', 'attorney'],
    ['film', 'movies'],
    ['abducted', 'kidnapping'],
    ['photos', 'picture'],
    ['purchased', 'buy'],
  ];
  for (const [one, other] of pairs)
    it(`say of ${one} and ${other} that they mean much the same, but are not one word`, () => {
      expect(areRelated(stem(one), stem(other))).toBe(true);
      expect(like(one, other)).toBeGreaterThanOrEqual(0.72);
      expect(like(one, other)).toBeLessThan(0.9);
    });

  const apart: [string, string][] = [
    ['cop', 'bull'],
    ['lawyer', 'doctor'],
    ['film', 'factory'],
  ];
  for (const [one, other] of apart)
    it(`say nothing of ${one} and ${other}`, () => expect(areRelated(stem(one), stem(other))).toBe(false));
});
