import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSaidIndex, saysTheSameOf } from '../../../src/digest/content/near-duplicates.ts';
import { digestContent, MAX_FACTS } from '../../../src/digest/content/select-facts.ts';
import type { Fact } from '../../../src/domain/fact.ts';

const WORDS =
  'Kalmar Bergen harbour strike closed opened mayor union talks wages ferry Monday Friday not twelve 400 said the a'.split(
    ' ',
  );

const claims = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 9 })
  .map((words) => `${words.join(' ')}.`);

const factsOf = (all: readonly string[]): Fact[] =>
  all.map((claim, at) => ({
    ...{
      id: `a${at % 5}/${at}`,
      article: `a${at % 5}`,
      claim,
      quote: claim,
      span: [0, claim.length] as const,
    },
    ...{ speaker: null, stance: 'affirmed' as const, topics: [], entities: [], salience: (at % 10) / 10 },
  }));

it('finds the same as a comparison of every pair', () => {
  fc.assert(
    fc.property(fc.array(claims, { maxLength: 25 }), claims, (known, claim) => {
      const facts = factsOf(known);
      const [fact] = factsOf([claim]).map((one) => ({ ...one, id: 'new/1', article: 'new' }));
      expect(createSaidIndex(facts).says(fact!)).toBe(facts.some((one) => saysTheSameOf(one, fact!)));
    }),
  );
});

it.each([501, 3_000, 20_000])('leaves none of %i facts out', (count) => {
  const facts = factsOf(Array.from({ length: count }, (_, at) => `Plan ${at} of ward ${at * 7} was made.`));
  const { shown, rest, twins } = digestContent(facts, new Set(), facts.slice(0, 50));
  expect(shown).toHaveLength(MAX_FACTS);
  const all = new Set([...shown, ...rest, ...twins].map(({ id }) => id));
  // Facts that were posted are not posted again.
  expect(all.size).toBeGreaterThanOrEqual(count - 50);
});
