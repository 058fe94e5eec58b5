import { describe, expect, it } from 'vitest';
import { createReadout } from '../../src/answer/query-core.ts';
import { EMPTY, reading } from '../contract/store/samples.ts';

const MANY = 250;

/** Builds an article whose facts each name a port. */
const many = (version: string) => {
  const { article, topics, facts } = reading('many', 'One claim.');
  const each = Array.from({ length: MANY }, (_, at) => ({
    ...facts[0]!,
    id: `many/${at}`,
    claim: `The ${version} port of Kal${at}mar was closed.`,
  }));
  return { article, topics, facts: each };
};
const ids = ({ facts }: { readonly facts: readonly { readonly fact: { readonly id: string } }[] }) =>
  facts.map(({ fact }) => fact.id);

describe('an article of very many facts', () => {
  it('comes in steps, between which others are answered, and is whole after the last', () => {
    const readout = createReadout(EMPTY);
    readout.put(reading('other', 'The bridge of Oland was opened.'), null);
    let steps = 0;
    for (const _ of readout.putting(many('old'), null)) {
      steps++;
      expect(ids(readout.of(null).ask('Oland'))).toEqual(['other/1']);
      expect(ids(readout.of(null).ask('Kal0mar'))[0]).toBe('many/0');
    }
    expect(steps).toBeGreaterThan(1);
    expect(ids(readout.of(null).ask(`Kal${MANY - 1}mar`))[0]).toBe(`many/${MANY - 1}`);
  });

  it('comes in more steps if its sentences are long, because every word may be new to the index', () => {
    const readout = createReadout(EMPTY);
    const { facts, ...rest } = many('old');
    const long = {
      ...rest,
      facts: facts.slice(0, 50).map((fact) => ({ ...fact, quote: 'a '.repeat(2_500) })),
    };
    expect([...readout.putting(long, null)].length).toBeGreaterThan(10);
    expect([...readout.removing('many')].length).toBeGreaterThan(10);
  });

  it('is replaced by its new version step by step: an answer is from the one or the other', () => {
    const readout = createReadout(EMPTY);
    readout.put(many('old'), null);
    for (const _ of readout.putting(many('new'), null))
      expect(readout.of(null).ask('Kal7mar').facts[0]!.fact.claim).toMatch(
        /^The (?:old|new) port of Kal7mar/,
      );
    expect(readout.of(null).ask('new port').facts.length).toBeGreaterThan(0);
    expect(
      readout
        .of(null)
        .ask('old port', { limit: MANY })
        .facts.map(({ fact }) => fact.claim),
    ).not.toContainEqual(expect.stringContaining('old'));
  });

  it('is gone from the first step of its removal on', () => {
    const readout = createReadout(EMPTY);
    readout.put(many('old'), null);
    for (const _ of readout.removing('many')) expect(ids(readout.of(null).ask('Kal200mar'))).toEqual([]);
    expect(readout.of(null).suggest('kal', 5)).toEqual([]);
    expect(readout.of(null).articles()).toEqual([]);
  });
});
