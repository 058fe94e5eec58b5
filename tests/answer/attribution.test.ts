import { describe, expect, it } from 'vitest';
import { attributionOf, namesSpeaker } from '../../src/answer/cards/attribution.ts';
import type { Fact } from '../../src/domain/fact.ts';
import { EN } from '../../src/domain/words/en.ts';

const factOf = (claim: string, speaker: string): Fact => ({
  ...{ id: 'a/1', article: 'a', claim, quote: claim, span: [0, claim.length], speaker },
  ...{ stance: 'affirmed', topics: [], entities: [], salience: 0.5 },
});

describe('a claim names its speaker', () => {
  it.each([
    ['Magnus Orr said the damage was limited.', 'Magnus Orr'],
    ['Magnus Orr, who leads the council, later denied it.', 'Magnus Orr'],
    ['The company said that repairs would take nine weeks.', 'the company'],
    ['"They took 90 million euros," said union negotiator Wim Dekker.', 'Wim Dekker'],
    ['Rhona Caddell: “I know what that means.”', 'Rhona Caddell'],
    ['The health minister, Rui Macedo, told parliament that no ransom would be paid.', 'Rui Macedo'],
    ['Rovers’ manager, Gail Pritchard, said she had wanted to keep him.', 'Gail Pritchard'],
    ['The strike cost 4 million, according to the economist Anna Berg.', 'Anna Berg'],
  ])('%s', (claim, speaker) => {
    expect(namesSpeaker(claim, speaker)).toBe(true);
  });

  it.each([
    ['Caddell said that divers had inspected the pier.', 'Rhona Caddell'],
    ['Putin told Wim Dekker that it was late.', 'Wim Dekker'],
    ['Wim Dekker will lead the talks.', 'Wim Dekker'],
    ['The plan of Anna Berg was rejected, the mayor said.', 'Anna Berg'],
    ['The minister spoke to Ann, said the mayor Ann-Kristin Holm.', 'Ann'],
  ])('but not in: %s', (claim, speaker) => {
    expect(namesSpeaker(claim, speaker)).toBe(false);
  });
});

describe('an attribution', () => {
  it.each([
    ['"We pay three times as much," she said.', 'Carla Bongers'],
    ['She said she had asked for a helicopter.', 'Carla Bongers'],
    ['Bongers rejected the offer.', 'Carla Bongers'],
    ['The grant had been tied to research.', 'as told by Carla Bongers'],
    ['They met in Helsinki.', 'as told by Carla Bongers'],
  ])('of "%s" is %s', (claim, wanted) => {
    expect(attributionOf(factOf(claim, 'Carla Bongers'), EN)).toBe(wanted);
  });
});
