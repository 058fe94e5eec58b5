import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { everydayStems } from '../../data/language/build-everyday-stems.ts';
import { areRelated, mayStandFor, parseRelatedWords } from '../../src/language/related-words.ts';
import { similarity, wordFor } from '../../src/language/similarity.ts';
import { stem } from '../../src/language/stemmer.ts';

const like = (one: string, other: string): number => similarity(wordFor(one), wordFor(other));

describe('related words', () => {
  it('are read from the line of a stem', () => {
    const related = parseRelatedWords('decid decis determin\ndecis decid\n\n');
    expect([...related.get('decid')!]).toEqual(['decis', 'determin']);
    expect(related.get('decis')).toEqual(new Set(['decid']));
    for (const none of ['determin', '', 'decid decis', '__proto__'])
      expect(related.get(none)).toBeUndefined();
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
  const table = (name: string) =>
    readFileSync(join(import.meta.dirname, '../../data/language', name), 'utf8');

  it('are related both ways, by their stems', () => {
    expect(everydayStems('payoff: severance settlement\n')).toBe(
      `payoff ${stem('settlement')} ${stem('severance')}\n${stem('settlement')} payoff\n${stem('severance')} payoff\n`,
    );
  });

  it('are those of the table of words, by the stemmer of now', () => {
    // If this fails, run data/language/build-everyday-stems.ts.
    expect(everydayStems(table('everyday-words.txt')) === table('everyday-stems.txt')).toBe(true);
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
