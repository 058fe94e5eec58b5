import { describe, expect, it } from 'vitest';
import { createReadout } from '../../src/answer/query-core.ts';
import { amountsIn } from '../../src/language/amounts.ts';
import { stem } from '../../src/language/stemmer.ts';
import { tokenize } from '../../src/language/tokenizer.ts';
import { parseFactLines } from '../../src/library/fact-lines.ts';

const FACTS = [
  'The plug-in for the crane costs 40 euros a month.',
  'The cease-fire held over the weekend.',
  'The jet F-35 flew over the harbour on Sunday.',
  'The control software is written in C++ by two students.',
  'The invoice software is written in C by one student.',
  'The rover C-8 was shipped to the island.',
  'The price of a berth is $1,500 a month.',
  'The new quay cost 3 million dollars.',
  'Norway bought two ferries.',
  'Sweden sold a tug.',
  'The vote of 2024 was close.',
  'The farm brings eggs to the hall.',
];
const content = FACTS.map((claim, at) => JSON.stringify({ id: `f${at}`, article: 'a', claim })).join('\n');
const { library, documents } = parseFactLines('facts', content);
const readout = createReadout(library, documents).of(null);
const first = (question: string) => {
  const { status, facts } = readout.ask(question);
  return status === 'answered' ? facts[0]!.fact.claim : status;
};

describe('one word in several forms', () => {
  const found: [string, string][] = [
    ['plugin', 'plug-in'],
    ['plug in', 'plug-in'],
    ['ceasefire', 'cease-fire'],
    ['cease fire', 'cease-fire'],
    ['F35', 'F-35'],
    ['what about C++?', 'C++'],
    ['what is written in C?', 'in C by'],
    ['$1500', '$1,500'],
    ['1500 dollars', '$1,500'],
    ['USD 1,500', '$1,500'],
    ['$3m', '3 million dollars'],
    ['Norway or Sweden', 'Norway'],
    ['Sweden, Norway', 'Sweden'],
    ['egg', 'eggs'],
  ];
  for (const [question, words] of found)
    it(`“${question}” finds “${words}”`, () => expect(first(question)).toContain(words));

  for (const question of ['vote of 2020', 'what happened in 2023?', 'F-16', '$1,600', 'is it fake?'])
    it(`“${question}” finds nothing`, () => expect(first(question)).not.toContain(' '));
});

describe('sums of money', () => {
  it('are one word however they are written', () => {
    const keys = (text: string) => amountsIn(text).map(({ key }) => key);
    for (const text of ['$1,500', '$1500', '1500 dollars', 'USD 1,500', '1,500-dollar'])
      expect([text, keys(text)]).toEqual([text, ['$1500']]);
    for (const text of ['€3m', '3 million euros', 'EUR 3 million'])
      expect([text, keys(text)]).toEqual([text, ['€3000000']]);
    for (const text of ['1500 people', 'room 101', 'May 3']) expect([text, keys(text)]).toEqual([text, []]);
  });
});

describe('words of letters and signs', () => {
  it('keep signs that distinguish names', () => {
    const keys = (text: string) => tokenize(text).map(({ key }) => key);
    expect(keys('C++, C# and .NET')).toEqual(['c++', 'c#', 'and', '.net']);
    expect(keys('C is old. 1+1 and issue #5')).toEqual(['c', 'is', 'old', '1', '1', 'and', 'issue', '5']);
  });
  it('keep a doubled letter that belongs to the word', () => {
    expect(stem('eggs')).toBe(stem('egg'));
    expect(stem('planned')).toBe(stem('plan'));
  });
});
