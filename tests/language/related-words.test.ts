import { describe, expect, it } from 'vitest';
import {
  areRelated,
  mayStandFor,
  parseEverydayWords,
  parseRelatedWords,
} from '../../src/language/related-words.ts';
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

describe('everyday words', () => {
  it('are read both ways, by their stems', () => {
    const words = parseEverydayWords('payoff: severance settlement\n');
    expect([...words.get('payoff')!]).toEqual([stem('severance'), stem('settlement')]);
    expect([...words.get(stem('settlement'))!]).toEqual(['payoff']);
  });

  const pairs: [string, string][] = [
    ['cops', 'police'],
    ['sacked', 'dismissed'],
    ['payoff', 'severance'],
    ['gigs', 'concerts'],
    ['cash', 'money'],
  ];
  for (const [one, other] of pairs)
    it(`say that ${other} may stand for ${one}`, () =>
      expect(mayStandFor(stem(one), stem(other))).toBe(true));

  const apart: [string, string][] = [
    ['hospital', 'doctor'],
    ['rise', 'fall'],
    ['win', 'lose'],
    ['monday', 'tuesday'],
  ];
  for (const [one, other] of apart)
    it(`say nothing of ${one} and ${other}`, () => expect(mayStandFor(stem(one), stem(other))).toBe(false));
});
