import { describe, expect, it } from 'vitest';
import { headlineOf } from '../../src/language/headline.ts';

const STORY = 'The harbour board of Kalmar closed the northern quay to all ships on Monday after a flood.';

describe('the headline of a text', () => {
  it.each([
    ['Harbour board closes quay after flood.', 'Harbour board closes quay after flood'],
    ['Harbour Board Closes Northern Quay After Flood.', 'Harbour Board Closes Northern Quay After Flood'],
    ['Kalmar harbour board to close northern quay', 'Kalmar harbour board to close northern quay'],
  ])('is a first line that tells the news without a sentence: %s', (line, title) => {
    expect(headlineOf([line, STORY, STORY])).toBe(title);
  });

  it.each([
    'The harbour board has closed the quay.',
    'Kalmar',
    '“We have closed it,” the harbour board said.',
    STORY,
  ])('is no sentence, no single word and nothing that goes on: %s', (line) => {
    expect(headlineOf([line, STORY, STORY])).toBe('');
  });

  it('needs a story behind it', () => {
    expect(headlineOf(['Harbour board closes the northern quay'])).toBe('');
  });
});
