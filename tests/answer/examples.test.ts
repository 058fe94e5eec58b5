import { describe, expect, it } from 'vitest';
import { exampleQuestions } from '../../src/answer/cards/small-talk-card.ts';
import { createReadout } from '../../src/answer/query-core.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { EMPTY } from '../contract/store/samples.ts';

const readoutOf = (text: string) => {
  const readouts = createReadout(EMPTY);
  const article = {
    id: 'a-1',
    title: 'x',
    text,
    source: { kind: 'file', path: '-' },
    published: null,
  } as const;
  readouts.put(factsOf({ ...article, retrieved: null }), null);
  return readouts.of(null);
};

describe('questions that are offered', () => {
  it.each([
    'The strike cost 4 million kronor a day, the road administration said. The road administration said that it would pay.',
    'The bridge was closed, the police union said. The police union told reporters that it was safe.',
    'Wages rose, the Swedish central bank said. The central bank said that prices fell.',
  ])('never shorten a body to its last word: “%s”', (text) => {
    for (const question of exampleQuestions(readoutOf(text)))
      expect(question).not.toMatch(/^what did \p{Ll}/u);
  });

  it('name a person by the last name', () => {
    const text = 'Wages rose, Maria Holm said. "We paid them all," said Maria Holm, the port director.';
    expect(exampleQuestions(readoutOf(text))).toContain('what did Holm say?');
  });
});
