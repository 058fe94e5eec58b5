import { describe, expect, it } from 'vitest';
import { nameInOrder } from '../../src/answer/alternatives.ts';
import { createReadout } from '../../src/answer/query-core.ts';
import { EMPTY, reading } from '../contract/store/samples.ts';

const readouts = createReadout(EMPTY);
readouts.put(reading('crane', 'Brian Wolfe leads the day shift at the crane.'), null);
readouts.put(reading('night', 'Nikki Wolfe leads the night shift at the crane.'), null);
readouts.put(reading('east', 'Iran sold oil to the port.'), null);
readouts.put(reading('west', 'Iraq sold grain to the port.'), null);
const articlesFor = (question: string) =>
  readouts
    .of(null)
    .ask(question)
    .facts.map(({ fact }) => fact.article);

describe('two names with a comma between them', () => {
  it.each([
    ['Wolfe, Brian', 'Brian Wolfe'],
    ["O'Neil, Ana", "Ana O'Neil"],
    ['Iran, Iraq, Oman', null],
    ['wolfe, brian', null],
    ['Wolfe Brian', null],
  ])('%s in order is %s', (question, name) => {
    expect(nameInOrder(question)).toBe(name);
  });

  it('are one person if a sentence says so', () => {
    expect(articlesFor('Wolfe, Brian')[0]).toBe('crane');
    expect(articlesFor('Wolfe, Nikki')[0]).toBe('night');
  });

  it('are two people if no sentence does', () => {
    expect(articlesFor('Iran, Iraq').slice(0, 2).sort()).toEqual(['east', 'west']);
  });
});
