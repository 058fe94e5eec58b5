import { describe, expect, it } from 'vitest';
import { createReadout } from '../../src/answer/query-core.ts';
import { parseFactLines } from '../../src/library/fact-lines.ts';

const DIVE = [
  'A skydiver had a seizure thousands of feet above the ground, and an instructor pulled his rip cord.',
  "That's what happened to Christopher Jones, 22, of Perth, Australia.",
  'The video has been watched more than three million times.',
  'He landed unharmed, the school said.',
];
const FAIR = ['The fair opens on Friday in Bergen.', 'Tickets cost $20 at the gate.'];

function libraryOf(articles: Readonly<Record<string, readonly string[]>>) {
  const lines = Object.entries(articles).flatMap(([article, claims]) =>
    claims.map((claim, at) => JSON.stringify({ id: `${article}${at}`, article, claim })),
  );
  const { library, documents } = parseFactLines('facts', lines.join('\n'));
  return createReadout(library, documents).of(null);
}

describe('a question to one article', () => {
  const readout = libraryOf({ dive: DIVE, fair: FAIR });

  it('is answered by a sentence that contains none of its words', () => {
    const { facts } = readout.ask('how old is the guy?', { article: 'dive' });
    expect(facts[0]?.fact.claim).toBe(DIVE[1]);
  });

  it('is answered even if it has no word for its subject', () => {
    const { facts } = readout.ask('where is he from?', { article: 'dive' });
    expect(facts[0]?.fact.claim).toBe(DIVE[1]);
  });

  it('names all words of such a question as missing', () => {
    const { facts } = readout.ask('how old is the guy?', { article: 'dive' });
    expect(facts[0]?.hit).toMatchObject({ matches: [], missing: ['old', 'guy'] });
  });

  it('searches no other article', () => {
    const { facts } = readout.ask('how old is the guy?', { article: 'fair' });
    expect(new Set(facts.map(({ fact }) => fact.article))).toEqual(new Set(['fair']));
  });

  it('is not answered if it is only a name that the article lacks', () => {
    for (const name of ['Venezuela', 'what about the budget?'])
      expect(readout.ask(name, { article: 'dive' }).status).toBe('abstained');
  });

  it('does not examine every fact if the article is very long', () => {
    const long = libraryOf({
      long: Array.from({ length: 200 }, (_, at) => `Item ${at + 1} was sold to nobody.`),
    });
    expect(long.ask('how old is the guy?', { article: 'long' }).facts).toEqual([]);
  });
});

describe('whose words are asked for, told by a role', () => {
  const said = (claim: string, speaker: string): object => ({ id: speaker, article: 'a', claim, speaker });
  const lines = [
    said('Trump lawyer Marc Kasowitz said the order was well reasoned.', 'Marc Kasowitz'),
    said('British Prime Minister Ann Lee said the talks had failed.', 'Ann Lee'),
    said(
      'Jason Clark, spokesman for the Texas Department of Criminal Justice, said all was open.',
      'Jason Clark',
    ),
  ];
  const { library, documents } = parseFactLines(
    'facts',
    lines.map((line) => JSON.stringify(line)).join('\n'),
  );
  const readout = createReadout(library, documents).of(null);
  const asked: [string, string][] = [
    ["what did Trump's attorney say about the order?", 'Marc Kasowitz'],
    ["what did the criminal justice department's spokesman say?", 'Jason Clark'],
    ['what did the British prime minister say about the talks?', 'Ann Lee'],
  ];
  for (const [question, speaker] of asked)
    it(`“${question}” asks for ${speaker}`, () => {
      const { facts, status } = readout.ask(question);
      expect(facts[0]?.fact.speaker).toBe(speaker);
      expect(status).not.toBe('abstained');
    });

  it('is not somebody with the same role in another article', () => {
    expect(readout.ask('what did the French prime minister say about the talks?').status).toBe('abstained');
  });
});
