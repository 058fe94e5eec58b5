import { describe, expect, it } from 'vitest';
import { createReadout } from '../../src/answer/query-core.ts';
import { parseFactLines } from '../../src/library/fact-lines.ts';

const FERRY = [
  'The ferry to Ornsay was cancelled on Monday because of a broken pump.',
  'Anna Berg runs the ferry.',
];

/** Builds a library with the ferry's article among as many others as wanted. */
function libraryOf(others: number) {
  const lines = [
    ...FERRY.map((claim, at) => ({ id: `ferry${at}`, article: 'ferry', claim })),
    ...Array.from({ length: others }, (_, at) => ({
      id: `fair${at}`,
      article: `fair${at}`,
      claim: `Tickets for the fair in hall ${at} cost $20 at the gate.`,
    })),
  ].map((line) => JSON.stringify(line));
  const { library, documents } = parseFactLines('facts', lines.join('\n'));
  return createReadout(library, documents).of(null);
}
const QUESTION = 'why was the ferry cancelled?';

describe('confidence in a library of many articles', () => {
  const confidence = (others: number): number => libraryOf(others).ask(QUESTION).confidence;

  it('is lower than in a small one, whose facts have fewer rivals', () => {
    expect(confidence(60)).toBeLessThan(confidence(5));
    expect(confidence(199)).toBeLessThan(confidence(60));
  });

  it('falls no further in a library larger than any that was measured', () => {
    expect(confidence(400)).toBeGreaterThan(confidence(199) - 0.01);
  });

  it('does not fall if the article is named', () => {
    const [small, large] = [3, 199].map((others) => libraryOf(others).ask(QUESTION, { article: 'ferry' }));
    expect(large!.confidence).toBeGreaterThanOrEqual(small!.confidence);
  });

  it('still answers who somebody is by the fact that names them', () => {
    const { status, facts } = libraryOf(199).ask('what about Anna Berg?');
    expect([status, facts[0]?.fact.claim]).toEqual(['answered', FERRY[1]]);
  });
});
