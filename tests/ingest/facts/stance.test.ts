import { describe, expect, it } from 'vitest';
import { stanceOf } from '../../../src/ingest/facts/stance.ts';

describe('stance', () => {
  it.each([
    'The ministers discussed fishing.',
    'Not only fishing but also trade was discussed.',
    'They will meet if no storm comes.',
    'Lund said he did it because nobody else would.',
    'She called the statement that he is not ready nonsense.',
    'It is unclear whether or not the bridge will open.',
  ])('affirms: %s', (claim) => {
    expect(stanceOf(claim)).toBe('affirmed');
  });

  it.each([
    'The bridge did not open.',
    'There was no official proposal.',
    'Lund denied that the bridge had sunk.',
    'Holm rejected the report.',
    "The company can't pay for it.",
    'The crew never came back.',
    'The sides have no agreement.',
  ])('denies: %s', (claim) => {
    expect(stanceOf(claim)).toBe('denied');
  });

  it.each([
    'Holm and Lund did not discuss fishing.',
    'The presidents did not touch on the border.',
    'Fishing was not discussed.',
    'Holm declined to talk about the border.',
    'The statement made no mention of fishing.',
  ])('says that it was not talked about: %s', (claim) => {
    expect(stanceOf(claim)).toBe('not-discussed');
  });
});
