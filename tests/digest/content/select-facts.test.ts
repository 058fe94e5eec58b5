import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestContent, MAX_FACTS } from '../../../src/digest/content/select-facts.ts';
import { readZone } from '../../../src/digest/schedule/time-zones.ts';
import type { Fact } from '../../../src/domain/fact.ts';
import { shippedLibrary } from '../../helpers/shipped.ts';

const { facts } = shippedLibrary;

describe('what a digest tells', () => {
  it('tells the shipped article in days of at most five facts, each fact once, and is quiet then', () => {
    const told = new Set<string>();
    const days: (readonly Fact[])[] = [];
    for (;;) {
      const { shown } = digestContent(facts, told);
      if (shown.length === 0) break;
      expect(shown.length).toBeLessThanOrEqual(MAX_FACTS);
      for (const { id } of shown) {
        expect(told.has(id)).toBe(false);
        told.add(id);
      }
      days.push(shown);
    }
    expect(told.size).toBe(facts.length);
    const best = Math.max(...facts.map(({ salience }) => salience));
    expect(days[0]![0]!.salience).toBe(best);
  });

  it('never shows two facts of one sentence, and never one side of a contradiction whose other side is untold', () => {
    fc.assert(
      fc.property(fc.subarray(facts.map(({ id }) => id)), (ids) => {
        const told = new Set(ids);
        const { shown, rest } = digestContent(facts, told);
        const here = new Set(shown.map(({ id }) => id));
        for (const fact of shown) {
          const others = (fact.conflictsWith ?? []).filter((id) => !told.has(id));
          if (others.length > 0) expect(others.some((id) => here.has(id))).toBe(true);
          const twins = shown.filter(({ id, quote }) => id !== fact.id && quote === fact.quote);
          expect(twins.filter(({ id }) => !fact.conflictsWith?.includes(id))).toEqual([]);
        }
        for (const { id } of rest) expect(here.has(id) || told.has(id)).toBe(false);
      }),
    );
  });
});

describe('zones as people write them', () => {
  it.each([
    ['Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['EST', 'America/New_York'],
    ['utc', 'UTC'],
  ])('reads %s', (text, zone) => expect(readZone(text)).toEqual({ zone }));

  it('offers the nearest right ones for a wrong one', () => {
    const read = readZone('Berlim');
    expect('near' in read && read.near[0]).toBe('Europe/Berlin');
  });
});
