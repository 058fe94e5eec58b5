import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../src/language/sentences.ts';

const split = (text: string): string[] => sentencesOf(text).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  it('parts plain sentences', () => {
    expect(split('The talks began. They ended! Did anyone win?')).toEqual([
      'The talks began.',
      'They ended!',
      'Did anyone win?',
    ]);
  });

  it.each([
    ['titles', 'Mr. Brown met Dr. Green and Gen. White. They shook hands.', 2],
    ['initials', 'J. K. Stone wrote to George W. Hill. He answered.', 2],
    ['countries', 'The U.S. Navy sailed on. It came back to the U.S. The crew rested.', 3],
    ['decimals', 'Growth was 3.5 percent. It cost $1.2 million.', 2],
    ['firms', 'Acme Inc. and Bolt Corp. merged on Jan. 5. Shares rose.', 2],
    ['times', 'The vote is at 7 p.m. on Tuesday. Doors open early.', 2],
    ['parties', 'Said Rep. Ann Lowe (D-N.C.), a critic of the plan. She voted no.', 2],
    ['numbers', 'Ranked No. 3 last year, the team won. No. That was wrong.', 3],
  ])('keeps abbreviations whole: %s', (_, text, count) => {
    expect(split(text)).toHaveLength(count);
  });

  it('ends a sentence after its closing quotation mark', () => {
    expect(split('“We agree.” Then they left. "No more." He sat.')).toEqual([
      '“We agree.”',
      'Then they left.',
      '"No more."',
      'He sat.',
    ]);
  });

  it('keeps a quoted question with the words that tell who asked it', () => {
    expect(split('“Why now?” he asked. “Why here?” Anna Berg said.')).toEqual([
      '“Why now?” he asked.',
      '“Why here?” Anna Berg said.',
    ]);
  });

  it('parts sentences where a typing error left a small letter or no space', () => {
    expect(split('That is correct. then, in June, they met again.')).toHaveLength(2);
    expect(split('The session ended.Nobody spoke.')).toEqual(['The session ended.', 'Nobody spoke.']);
  });

  it('takes a line without a full stop for a heading', () => {
    const text = 'Results of the day\n\nThe sides met.\nThey will meet again.';
    expect(sentencesOf(text).map(({ heading }) => heading)).toEqual([true, false, false]);
  });

  it('reads on over the line ends of a text set in narrow lines', () => {
    const text =
      'The ministers met on Monday and\ntalked about the border, which has\nbeen closed for a year.\n\nThey agreed on\nlittle.';
    expect(split(text).map((one) => one.replace(/\n/g, ' '))).toEqual([
      'The ministers met on Monday and talked about the border, which has been closed for a year.',
      'They agreed on little.',
    ]);
  });

  it('counts paragraphs', () => {
    expect(
      sentencesOf('One is here. Two is here.\n\nThree is here.').map(({ paragraph }) => paragraph),
    ).toEqual([0, 0, 1]);
  });

  it('counts in UTF-16 units', () => {
    const text = '🕊️ Peace came. 🕊️ It stayed.';
    expect(split(text).join(' ')).toBe(text);
  });

  it('has nothing to say of an empty text', () => {
    expect(split('')).toEqual([]);
    expect(split(' \n\n \n')).toEqual([]);
  });
});
