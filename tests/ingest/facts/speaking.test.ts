import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/ingest/facts/extract-facts.ts';
import { articleOf, claimOf, read, speakerOf } from './read.ts';

const RAIN = 'It rained for days in Kalmar.';

describe('who is the source of a clause', () => {
  it.each([
    [
      'two without a name',
      'Trains will run in May, the builders and council announced Friday.',
      'the builders and council',
    ],
    [
      'those who do something',
      'Officials investigating the fire said trains ran late.',
      'officials investigating the fire',
    ],
    [
      'the aide of one who runs something',
      'Trains ran late, an aide to Kari Holm leading the yard said.',
      'an aide to Kari Holm leading the yard',
    ],
    ['a study in the middle', 'In the spring of that year, the study found, trains ran late.', 'the study'],
    ['a document behind “as”', 'As the caption notes, trains ran late.', 'the caption'],
    ['an analysis at the end', 'Trains ran late, an NRK analysis of the timetable shows.', 'NRK'],
    ['somebody’s view', 'In Kari Holm’s view, trains ought to run all night.', 'Kari Holm'],
    [
      'whoever is moved to speak',
      'This led the mayor, Kari Holm of Kalmar, to say trains ran late.',
      'Kari Holm',
    ],
    [
      'the parents, not the child',
      'Holm’s parents filed a “notice of claim” Monday, saying trains ran late.',
      'Holm’s parents',
    ],
    [
      'the question’s, not the tweet’s',
      'Kari Holm teased the crew, asking “why do the trains run late?”',
      'Kari Holm',
    ],
    [
      'the record, not the deed',
      'Kari Holm acknowledged the theft on the trains, according to court records.',
      'court records',
    ],
    [
      'the body itself',
      'Nordhavn Front has grown on the trains, but it denied any part in it.',
      'Nordhavn Front',
    ],
    ['nobody of a wish', 'If the papers are right, riders want to believe the trains run late.', null],
    ['nobody of a thing that is all one says', 'Everything Kari Holm says of trains is wrong.', null],
    ['nobody of “how many times”', 'It matters little how many times Kari Holm says trains run late.', null],
    ['nobody by that name', 'Nobody said trains ran late.', null],
    [
      'nobody for a thing that is claimed',
      'The north of the trains’ yard led, with Kalmar claiming first place.',
      null,
    ],
    [
      'nobody for what describes itself',
      'It is backed by a group that describes itself as “friends of the trains”.',
      null,
    ],
  ])('is %s', (_, sentence, speaker) => {
    const fact = read(RAIN, sentence).find(({ quote }) => /trains/i.test(quote));
    expect(fact).toBeDefined();
    expect(fact?.speaker).toBe(speaker);
  });

  it('is the speaker before for a pronoun behind what is said of others', () => {
    const text = 'Nils Holm said the yard is closed. Karl Berg’s boat sank there, he said.';
    expect(speakerOf('sank', text)).toBe('Nils Holm');
  });

  it('is the person who made a comment, for what follows its colon', () => {
    const words = '“If you look at the yard, the basin floods.”';
    expect(
      speakerOf('basin', 'Karl Berg and Nils Holm met. On Monday, Berg made the following comment:', words),
    ).toBe('Karl Berg');
    expect(
      speakerOf('basin', 'Karl Berg and Nils Holm met. Compare this statement by Holm on Monday:', words),
    ).toBe('Nils Holm');
  });

  it('is nobody of a paragraph after a phrase that was only mentioned', () => {
    expect(
      speakerOf('snoring', 'A doctor had typed “bad dreams” there.', '“Nils was snoring. He slept all day.'),
    ).toBeNull();
  });

  it('is whoever is named for a question that he asks', () => {
    const text =
      'Nils Holm spoke on Monday. “The basin floods. Do you really think that the dam will hold?” Holm said.';
    expect(speakerOf('dam will', text)).toBe('Nils Holm');
    expect(speakerOf('dam hold', 'It rained for a week. Will the old dam hold the water?')).toBeUndefined();
  });
});

describe('letters and posts', () => {
  it('are their writers’, whose names stand below', () => {
    const text = [
      'LETTERS.',
      'I live beside the basin and have many friends there. Many of her neighbours believe in the dam.',
      'Anna Berg.',
      'Kalmar.',
      'We pay for the dam every year, my wife and I.',
      'Karl Holm.',
      'Oslo.',
      'She never saw the basin itself.',
      '@dam_watch.',
    ];
    expect(speakerOf('live beside', ...text)).toBe('Anna Berg');
    expect(speakerOf('neighbours believe', ...text)).toBe('Anna Berg');
    expect(speakerOf('We pay', ...text)).toBe('Karl Holm');
    expect(speakerOf('She never', ...text)).toBe('@dam_watch');
    expect(factsOf(articleOf('a', ...text)).facts.some(({ quote }) => quote.startsWith('Anna'))).toBe(false);
  });

  it('are not told by one name alone', () => {
    expect(
      speakerOf(
        'pay for',
        'We pay for the dam every year, my wife and I.',
        'Karl Holm.',
        'Oslo.',
        'It rained.',
      ),
    ).toBeNull();
  });
});

it('keeps a sum in U.S. money in one sentence', () => {
  expect(claimOf('million', 'The dam will cost U.S. $45 million in all.')).toBe(
    'The dam will cost U.S. $45 million in all.',
  );
  expect(read('He lives in the U.S. The dam held for a year.')).toHaveLength(2);
});
