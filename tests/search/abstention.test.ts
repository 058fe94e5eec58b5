import { describe, expect, it } from 'vitest';
import { createIndex } from '../../src/search/search-engine.ts';
import { TALKS } from './talks.ts';

const talks = createIndex(TALKS);

describe('keeping silent', () => {
  it.each([
    'Nord Stream 2',
    'who won the World Cup?',
    'what did Merkel think of the visit?',
    'How tall is the Eiffel Tower?',
    'Brexit',
    'what about NATO?',
  ])('abstains on %s', (question) => {
    expect(talks.search(question, { limit: 3 }).status).toBe('abstained');
  });

  it('does not read a name it does not know as some other word', () => {
    const index = createIndex([
      ...TALKS,
      { id: 'm', article: 'x', claim: 'The market and the marker rose.' },
    ]);
    const { corrections, terms } = index.search('Merkel', { limit: 3 });
    expect(corrections).toEqual([]);
    expect(terms).toEqual([{ asked: 'Merkel', isIndexed: false }]);
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \t\n '],
    ['only small words', 'what did they say about it?'],
    ['control characters', '\u0000\u0007\u001b[31m\u202e'],
    ['punctuation', '?!… --- ((('],
  ])('has no hits for %s', (_, question) => {
    const { status, hits, confidence } = talks.search(question, { limit: 3 });
    expect([status, hits, confidence]).toEqual(['abstained', [], 0]);
  });

  it('reads no more of ten thousand characters than it needs', () => {
    const long = Array.from({ length: 2000 }, (_, at) => `wrd${at}`).join(' ');
    expect(talks.search(long, { limit: 3 }).terms.length).toBeLessThanOrEqual(24);
    expect(talks.search('x'.repeat(10_000), { limit: 3 }).status).toBe('abstained');
  });

  it('is less sure of a repaired word than of the word itself', () => {
    const exact = talks.search('Venezuela crisis', { limit: 1 }).confidence;
    expect(talks.search('Venezula crisis', { limit: 1 }).confidence).toBeLessThan(exact);
  });

  describe('asked for what is not so', () => {
    const index = createIndex([
      { id: 'founded', article: 'a', claim: 'The Mongols founded the Imperial Library Directorate in 1273.' },
      { id: 'allowed', article: 'b', claim: 'The crown refused to let Huguenots settle in New France.' },
    ]);
    const ask = (question: string) => index.search(question, { limit: 1 });

    it('is less sure of a fact that denies nothing, and says which word it lacks', () => {
      const plain = ask('When was the Imperial Library Directorate founded?');
      const denied = ask("When wasn't the Imperial Library Directorate founded?");
      expect(denied.confidence).toBeLessThan(plain.confidence * 0.75);
      expect(plain.hits[0]?.missing).toEqual([]);
      expect(denied.hits[0]?.missing).toEqual(["wasn't"]);
    });

    it('recognises a denial without a "not"', () => {
      expect(ask('Who could not settle in New France?').hits[0]?.missing).toEqual([]);
    });

    it.each([
      "Wasn't the Imperial Library Directorate founded in 1273?",
      "The Imperial Library Directorate was founded in 1273, wasn't it?",
      'Was the Imperial Library Directorate founded or not?',
    ])('takes %s for a plain question', (question) => {
      const plain = ask('Was the Imperial Library Directorate founded?').confidence;
      const { confidence, hits } = ask(question);
      expect(hits[0]?.missing).toEqual([]);
      expect(confidence).toBeGreaterThanOrEqual(plain);
    });
  });
});
