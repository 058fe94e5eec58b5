import { describe, expect, it } from 'vitest';
import { read } from './read.ts';

describe('claims', () => {
  it.each([
    'The bridge opened in May. Please note that the timetable may change at any time.',
    'The bridge opened in May. Thank you for reading the Kalmar Gazette on your way.',
  ])('makes no fact of what speaks to its reader: %s', (text) => {
    expect(read(text).map(({ claim }) => claim)).toEqual(['The bridge opened in May.']);
  });

  it.each([
    ['a question', 'Will the bridge ever open again?'],
    ['a heading', 'The bridge and its enemies'],
    ['an invitation', 'Read more about the bridge on our site.'],
    ['a credit', 'Reporting by Peter Lund; editing by Kari Holm.'],
    ['a link', 'https://example.org/bridge'],
    ['a scrap', 'The bridge.'],
    ['a phrase without a verb', 'In Kalmar, an unpainted boat with its name on the bow.'],
    ['a noun with a relative clause alone', 'A tunnel that leads to the old harbour of the town.'],
    ['an order to the reader', 'Imagine a harbour with eleven cranes and not one ship in it.'],
    ['a request to the reader', 'Seriously, please ask the town that question.'],
    ['an invitation to comment', 'Tell the town what you think in the comments box below.'],
    ['what only a list would say', 'One account shows what the captain of the ferry wrote on Monday: .'],
    ['an address of the author', 'Reach him directly at the address on the page of the paper.'],
    ['a link with a space before its end', 'Eleven years later: The house where they stayed .'],
    [
      'a look at what the U.S. did',
      "Here's a look at U.S. envoys who were killed while they served their country.",
    ],
    ['words that break off', '“To lose a ferry that you have sailed for thirty years ...”'],
    ['an announcement', "Here's a look at some of the ferries that sank near Kalmar last year."],
    ['a correction', 'Correction: The bridge opened in May. It was paid for by the town.'],
  ])('makes no fact of %s', (_, sentence) => {
    expect(read(sentence)).toEqual([]);
  });

  it.each([
    'In May, that bridge was sold to the town of Kalmar.',
    'A number of towns want a bridge of the same kind.',
    'A bridge that opened in May has cost the town a lot.',
    'An old man with a dog lives under the bridge.',
    '“Please help the crew of the ferry,” Peter Lund said.',
    'The big eat the small.',
  ])('makes a fact of: %s', (sentence) => {
    expect(read('Rain fell on Kalmar.', sentence).map(({ quote }) => quote)).toContain(sentence);
  });
});

it.each([
  [
    'asks',
    'Kari Holm spoke. “Is the old dam of Kalmar any good at all now? The dam leaks at night,” Holm said.',
    'Is the',
  ],
  [
    'says next to nothing',
    'Kari Holm spoke. “This is what I know. The dam leaks at night,” Holm said.',
    'This is',
  ],
])('keeps a part of a quotation that %s: a named person said it', (_, text, words) => {
  const facts = read(text);
  expect(facts.some(({ quote, speaker }) => quote.includes(words) && speaker === 'Kari Holm')).toBe(true);
  expect(facts.some(({ quote }) => quote.includes('leaks'))).toBe(true);
});

it('makes no fact of a part of a quotation that is broken off', () => {
  const text =
    'Kari Holm spoke. “Again, I do not mean to be catty but ... The dam leaks at night,” Holm said.';
  const quotes = read(text).map(({ quote }) => quote);
  expect(quotes.some((quote) => quote.includes('Again'))).toBe(false);
  expect(quotes.some((quote) => quote.includes('leaks'))).toBe(true);
});

it('makes no fact of a sentence of the article that says next to nothing', () => {
  expect(read('It was tough.', 'The dam of Kalmar leaks.').map(({ claim }) => claim)).toEqual([
    'The dam of Kalmar leaks.',
  ]);
});

it.each([
  'Nils Berg is an Oslo-based freelance journalist.',
  'Nils has contributed to Essence, Kalmar News and Ebony.',
  'Nils Berg wrote this story from Oslo.',
  'Nils Berg reported and wrote from Oslo.',
  'Oslo News Daily airs on Kalmar Radio weekdays from 6:00 a.m. to 9:00 a.m. Eastern.',
  'An 8-minute way to the dam .',
  'Go inside the old harbour of Kalmar with our camera.',
  'See what the town of Kalmar found below the dam.',
])('makes no fact of what a page tells its reader: %s', (line) => {
  expect(read('The dam of Kalmar was closed on Sunday night.', line)).toHaveLength(1);
});
