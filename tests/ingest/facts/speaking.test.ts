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
    [
      'whoever accuses, not “whom”',
      'Trains ran late for Kari Holm, whom officials say they miss.',
      'officials',
    ],
    ['nobody of what could have been said', 'Somebody else could have called for trains to run.', null],
    [
      'nobody of what is called home',
      'Kari Holm called the University of Kalmar with its trains her home.',
      null,
    ],
    ['whoever is urging it', 'Some drivers are urging Karl Holm to run more trains.', 'some drivers'],
    [
      'the one whom a described person owns',
      'The trains of Kari Holm run late, the presidential candidate’s former doctor maintains.',
      'the presidential candidate’s former doctor',
    ],
    ['a member with a short title', '“The trains run late,” said Del. Stacey Holm of Kalmar.', 'Stacey Holm'],
    ['a firm with “&”', 'Barnes & Holm has said the trains run late.', 'Barnes & Holm'],
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

describe('who “he” is', () => {
  const said = (text: string, words: string) => speakerOf(words, text);
  it('is not the one of whom he says it', () => {
    expect(
      said(
        'Nils Berg runs the yard. His aim is to beat Karl Holm, who he says has led the town badly.',
        'His aim',
      ),
    ).not.toBe('Karl Holm');
  });
  it('is no branch of a body that ends with an acronym', () => {
    expect(
      said(
        'Nils Berg left in 2001. The Kalmar SAE had been where he met others. “We were growing up,” he said.',
        'We were growing up',
      ),
    ).not.toBe('Kalmar SAE');
  });
  it('is the one person of that given name', () => {
    expect(said('Serena Holm won. “I am glad,” Serena said.', 'I am glad')).toBe('Serena Holm');
  });
  it('is the person before where only a nationality is named', () => {
    expect(
      said(
        'Eric Holm runs the team. “We have a mountain to climb,” the Frenchman said.',
        'mountain to climb',
      ),
    ).toBe('Eric Holm');
  });
  it('is nobody whom the quotation names', () => {
    expect(
      said(
        'Karl Holm laughed. “Holm says the yard must close. What does that tell me?”',
        'Holm says the yard',
      ),
    ).not.toBe('Karl Holm');
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

  it('need no place below the name where several names stand alone and one of them is last', () => {
    const text = [
      'LETTERS.',
      'The dam never helped anybody. It only costs.',
      'Michael Berg.',
      'KALMAR POST.',
      'Enough has been said about the basin by now.',
      'Karl Holm.',
      'The basin is clean, and it was built well.',
      'Susan Dahl.',
    ];
    expect(speakerOf('never helped', ...text)).toBe('Michael Berg');
    expect(speakerOf('Enough', ...text)).toBe('Karl Holm');
    expect(speakerOf('basin is clean', ...text)).toBe('Susan Dahl');
  });

  it('are none where each name heads what is below it', () => {
    const text = [
      'Michael Berg.',
      'The director who built the dam in Kalmar.',
      'Karl Holm.',
      'The engineer who closed the basin last year.',
      'Susan Dahl.',
      'The clerk who counted the votes in Oslo.',
    ];
    expect(speakerOf('built the dam', ...text)).toBeNull();
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
