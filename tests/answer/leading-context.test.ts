import { describe, expect, it } from 'vitest';
import { leadingContext } from '../../src/answer/cards/leading-context.ts';
import type { Fact } from '../../src/domain/fact.ts';

const factOf = (claim: string, context: string, speaker: string | null = null): Fact => ({
  ...{ id: 'a/1', article: 'a', claim, quote: claim, span: [0, claim.length], speaker, context },
  ...{ stance: 'affirmed', topics: [], entities: [], salience: 0.5 },
});
const BEFORE = 'The union called the decision a betrayal.';

describe('a line on a card stands under the sentence before it', () => {
  it.each([
    'Bongers rejected that.',
    'But it did not say when.',
    'They left on Monday.',
    'The 36-year-old was arrested.',
    'Both have been asked to return.',
  ])('%s', (claim) => {
    expect(leadingContext(factOf(claim, BEFORE))).toBe(BEFORE);
  });

  it.each([
    ['Magnus Orr said the damage was limited.', 'Magnus Orr'],
    ['The dam was first proposed in 1974.', null],
    ['She said she had asked the coastguard for a helicopter.', 'Leena Sorby'],
    ['"We pay three times as much," she said.', 'Carla Bongers'],
    ['The company denied that it had begun before permits were issued.', 'the company'],
  ])('but not: %s', (claim, speaker) => {
    expect(leadingContext(factOf(claim, BEFORE, speaker))).toBeUndefined();
  });

  it('or, if there are many, under the one that names it and the one before', () => {
    const named = 'The World Bank, which was to lend 410 million dollars, suspended the loan in October.';
    const others = `${'The river rose. '.repeat(16)}The minister was not available.`;
    expect(leadingContext(factOf('It did not say why.', `${named} … ${others}`))).toBe(
      `${named} … The minister was not available.`,
    );
    expect(leadingContext(factOf('It did not say why.', others))).toBe('The minister was not available.');
  });
});
