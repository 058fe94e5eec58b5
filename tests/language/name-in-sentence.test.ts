import { describe, expect, it } from 'vitest';
import { nameInSentence } from '../../src/language/name-in-sentence.ts';
import { shippedLibrary } from '../helpers/shipped.ts';

describe('a topic in the middle of a sentence', () => {
  it.each([
    ['G20 meeting', 'the G20 meeting'],
    ['Venezuela crisis', 'the Venezuela crisis'],
    ['Mueller report', 'the Mueller report'],
    ['port company', 'the port company'],
    ['European Commission', 'the European Commission'],
    ['United States', 'the United States'],
    ['EU', 'the EU'],
    ['US Congress', 'US Congress'],
    ['US–Russia relations', 'US–Russia relations'],
    ['Gaza aid', 'Gaza aid'],
    ['Ukraine funding', 'Ukraine funding'],
    ['Kyiv bombing', 'the Kyiv bombing'],
    ['Pompeo’s visit', 'Pompeo’s visit'],
    ['the strike', 'the strike'],
    ['INF', 'INF'],
    ['North Korea', 'North Korea'],
    ['Donald Trump', 'Donald Trump'],
    ['US interference in Russia', 'US interference in Russia'],
    ['', ''],
  ])('%s: %s', (label, written) => expect(nameInSentence(label, [])).toBe(written));

  it('is written as its articles write it', () => {
    const texts = [
      'He gave him the memorandum. The memorandum was long.',
      'Arms control came first; so arms control it is.',
    ];
    expect(nameInSentence('Memorandum', texts)).toBe('the memorandum');
    expect(nameInSentence('Arms control', texts)).toBe('arms control');
    expect(nameInSentence('Gambia', ['She left the Gambia.'])).toBe('the Gambia');
  });

  it('of the shipped article reads as a person would say it', () => {
    const texts = [...shippedLibrary.articles.values()].map(({ text }) => text ?? '');
    const labels = [...shippedLibrary.topics.values()].map(({ label }) => nameInSentence(label, texts));
    expect(labels.slice(0, 18)).toEqual([
      'INF',
      'START',
      'arms control',
      'Venezuela',
      'Ukraine',
      'Syria',
      'North Korea',
      'Iran',
      'election meddling',
      'the memorandum',
      'US interference in Russia',
      'democracy funding',
      'business and expert councils',
      'sanctions',
      'Baring Vostok',
      'the results of the talks',
      'US–Russia relations',
      'the G20 meeting',
    ]);
    expect(labels.slice(18)).toEqual([
      'Helsinki',
      'Rovaniemi',
      'Pompeo’s visit',
      'Sochi',
      'the press conference',
      'the atmosphere',
      'Mike Pompeo',
      'Sergey Lavrov',
      'Vladimir Putin',
      'Donald Trump',
      'Yury Ushakov',
      'the Kremlin',
      'the Mueller report',
      'Trump’s critics',
      'Twitter',
      'the CNBC interview',
      'Russia',
      'the United States',
    ]);
  });

  it('takes no longer for a label made of pattern signs', () => {
    expect(nameInSentence('(a+)+$ [', ['a'.repeat(50_000)])).toBe('(a+)+$ [');
  });
});
