import { describe, expect, it } from 'vitest';
import { createReadout } from '../../src/answer/query-core.ts';
import { EMPTY, reading } from '../contract/store/samples.ts';
import { compareTenants } from './two-tenants.ts';

describe('two workspaces with words of their own', () => {
  it.each([1, 2])(
    'give one tenant byte for byte the same, whatever the other ingests (seed %i)',
    async (seed) => {
      const { alone, beside, differing, leaked, probed, faults } = await compareTenants(12, seed);
      expect(faults).toEqual([]);
      expect(alone.length).toBeGreaterThan(300);
      expect(beside).toHaveLength(alone.length);
      expect(differing).toEqual([]);
      expect(leaked).toEqual([]);
      expect(probed).toEqual([]);
    },
  );

  it.each(['Zalinsky', 'Zalinxky', 'Nightingale', 'nightingael', 'NGT'])(
    'tell nobody %s, which only the other’s article holds: neither as known nor as a correction',
    (word) => {
      const readouts = createReadout(EMPTY);
      readouts.put(reading('mine', 'The merger talks went on.'), 'slack:T1');
      const theirs = 'Project Nightingale (NGT) was bought by Zalinsky.';
      readouts.put(reading('theirs', theirs), 'slack:T2');
      const { corrections, terms, facts } = readouts.of('slack:T1').ask(`merger ${word}`);
      expect(corrections).toEqual([]);
      expect(terms).toContainEqual({ asked: word, isIndexed: false });
      expect(facts.map(({ fact }) => fact.article)).not.toContain('theirs');
      const own = readouts.of('slack:T2').ask(word);
      expect(own.facts[0]?.fact.article).toBe('theirs');
    },
  );
});
