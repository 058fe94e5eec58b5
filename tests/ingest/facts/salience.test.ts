import { describe, expect, it } from 'vitest';
import { featuresOf, SALIENCE_FEATURES } from '../../../src/ingest/facts/salience-features.ts';
import { contentWords } from '../../../src/language/stop-words.ts';
import { read } from './read.ts';

const salienceOf = (words: string, ...paragraphs: readonly string[]): number =>
  read(...paragraphs).find(({ quote }) => quote.includes(words))!.salience;

const LEAD = 'The harbour board of Kalmar closed the northern quay to all ships on Monday after a flood.';

describe('salience', () => {
  it('is highest for the lead', () => {
    const facts = read(LEAD, 'Some of the guests had travelled for days.', 'A band played in the evening.');
    expect(Math.max(...facts.map(({ salience }) => salience))).toBe(facts[0]?.salience);
  });

  it.each([
    ['a number', 'The flood hit 400 people in the port.', 'The flood hit some people in the port.'],
    ['a consequence', 'The mayor of the port resigned today.', 'The mayor of the port listened today.'],
    [
      'what the article repeats',
      'The northern quay of the harbour is flooded.',
      'A brass band of the town is famous here.',
    ],
    [
      'a statement against a quotation',
      'The port lost all of the ferries there.',
      '“The port had all of the ferries there.”',
    ],
    [
      'a report against a sentence that begins with a quotation',
      'Anna Vos said the ferries of the port were all there.',
      '“The ferries of the port were all there,” Anna Vos said.',
    ],
  ])('is raised by %s', (_, with_, without) => {
    const between = 'Some of the guests had travelled for days.';
    expect(salienceOf(with_.slice(0, 20), LEAD, between, between, with_)).toBeGreaterThan(
      salienceOf(without.slice(1, 20), LEAD, between, between, without),
    );
  });

  it('tells the claims of different articles apart', () => {
    const [news] = read(LEAD);
    const [chat] = read('“We like it here a lot,” she said.');
    expect(news!.salience).toBeGreaterThan(chat!.salience);
  });
});

describe('features of salience', () => {
  const claims = [
    { claim: 'The quay of the port flooded.', topics: ['quay'] },
    { claim: 'The quay flooded.', topics: ['quay'] },
    { claim: 'A band played.', topics: ['band'] },
    { claim: 'Visitors left.', topics: [] },
  ].map((one, place) => ({ ...one, place, words: contentWords(one.claim), speaker: null, entities: [] }));
  const { rows } = featuresOf(claims);
  const valuesOf = (name: (typeof SALIENCE_FEATURES)[number]): readonly number[] =>
    rows.map((row) => row[SALIENCE_FEATURES.indexOf(name)]!);

  it('tell new words from repeated ones', () => {
    expect(valuesOf('newWords')).toEqual([1, 0, 1, 1]);
  });

  it('tell frequent topics from rare ones', () => {
    expect(valuesOf('topicShare')).toEqual([2 / 3, 2 / 3, 1 / 3, 0]);
  });
});
