import { describe, expect, it } from 'vitest';
import { createReadout } from '../../src/answer/query-core.ts';
import { kindOf, readAsked } from '../../src/answer/verify/asked.ts';
import { MAX_SHOWN } from '../../src/answer/verify/shown.ts';
import { parseFactLines } from '../../src/library/fact-lines.ts';

type Line = string | { readonly claim: string; readonly speaker: string };

/** Asks a library of these sentences. */
function ask(question: string, lines: readonly Line[], article?: string) {
  const content = lines
    .map((line, at) =>
      JSON.stringify({ id: `f${at}`, article: 'a', ...(typeof line === 'string' ? { claim: line } : line) }),
    )
    .join('\n');
  const { library, documents } = parseFactLines('facts', content);
  const answer = createReadout(library, documents)
    .of(null)
    .ask(question, article === undefined ? {} : { article });
  return { ...answer, first: answer.facts[0]?.fact.claim, line: answer.facts[0]?.shown };
}

describe('the kind of answer that a question wants', () => {
  const kinds: [string, string][] = [
    ['how many people died?', 'how-many'],
    ['how old was the factory?', 'how-many'],
    ['how much did the search cost?', 'how-much'],
    ['how long did the talks last?', 'how-long'],
    ['when did the roof come down?', 'when'],
    ['where was the auction?', 'where'],
    ['which city is it in?', 'where'],
    ['why was Clarkson suspended?', 'why'],
    ['what caused the fire?', 'why'],
    ['who owns the factory?', 'who'],
    ['who is Ushakov?', 'definition'],
    ['what is inflation?', 'definition'],
    ['what was not discussed?', 'what'],
    ['did the mayor resign?', 'yes-no'],
    ['what about INF?', 'about'],
    ['needle exchange', 'about'],
    ['tell me about the strike', 'about'],
    ['launch date', 'when'],
    ['age of the pilot', 'how-many'],
    ['motive for the strike', 'why'],
    ['mayors salary', 'how-much'],
    ['hometown?', 'where'],
  ];
  for (const [question, kind] of kinds)
    it(`“${question}” wants ${kind}`, () => expect(kindOf(question)).toBe(kind));

  const speakers: [string, string | undefined][] = [
    ['what did Pence say about the epidemic?', 'pence'],
    ['what did the prime minister of Bangladesh say?', 'minister'],
    ["what did Brewer's coach say?", 'coach'],
    ['according to Berg, what is next?', 'berg'],
    ['how did Obama react to the vote?', 'obama'],
    ['what does the article say?', undefined],
    ['what did they say?', undefined],
    ['who owns the quay?', undefined],
  ];
  for (const [question, head] of speakers)
    it(`“${question}” asks for the words of ${head ?? 'nobody'}`, () =>
      expect(readAsked(question).speaker?.head).toBe(head));
});

describe('a word that only says what is asked for', () => {
  const crew: readonly Line[] = [
    'Berg, 43 — a father of two — sailed the old ferry to Kalmar.',
    'Her former captain left in May.',
    'About 70 percent of the crew are Danes.',
    'The ferry sails from Monday because the old quay is safe again.',
  ];
  const asked: [string, string][] = [
    ['how old is berg?', 'Berg, 43'],
    ['berg age', 'Berg, 43'],
    ['share of danes', '70 percent'],
    ['sailing date', 'from Monday'],
    ['reason for sailing', 'because'],
  ];
  for (const [question, held] of asked)
    it(`need not occur in the answer to “${question}”`, () =>
      expect(ask(question, crew).first).toContain(held));
});

describe('a matter that is only named', () => {
  const lines: readonly Line[] = [
    'The mayor of Kalmar spoke about Norway at length.',
    'Norway sells gas to Sweden, and Sweden sells timber to Norway.',
    'The ferry to Norway was late again on Monday, as it was last week.',
  ];
  it.each(['norway', 'what about Norway?', 'was Norway discussed?', 'tell me about norway'])(
    'is answered for sure by what names it: %s',
    (question) => expect(ask(question, lines).status).toBe('answered'),
  );
  it('is not answered if no fact names it', () => {
    expect(ask('what about Denmark?', lines).status).toBe('abstained');
  });
});

describe('an everyday word', () => {
  it('is matched by the newspaper’s word for it', () => {
    const lines: readonly Line[] = [
      'The chief will get a severance of six months.',
      'The town has a new bridge over the river.',
      'Ferries left the quay at noon.',
    ];
    expect(ask('his payoff', lines, 'a').first).toContain('severance');
  });
});

describe('a second report of one event', () => {
  it('does not make the first one uncertain', () => {
    const report = (article: string, claim: string) => JSON.stringify({ id: article, article, claim });
    const { library, documents } = parseFactLines(
      'facts',
      [
        report('a', 'The navy issued no tsunami warning.'),
        report('b', 'The navy issued a tsunami warning an hour after the quake.'),
      ].join('\n'),
    );
    expect(createReadout(library, documents).of(null).ask('was there a tsunami warning?').status).toBe(
      'answered',
    );
  });
});

describe('a name that is typed in lower case', () => {
  const lines: readonly Line[] = [
    'Norway and Holm signed the pact in Bergen.',
    'The Ministry of Foreign Trade is looking into the pact.',
    'A blade of the holm oak fell on the quay.',
  ];
  it('is a name if the articles write it as one', () => {
    expect(ask('what did norway sign?', lines).first).toContain('Norway and Holm');
  });
  it('is found by its initials', () => {
    expect(ask('mft pact probe', lines).first).toContain('Ministry of Foreign Trade');
  });
  it('is not a name because of its initials if they stand for another thing', () => {
    expect(ask('mfx', lines).status).toBe('abstained');
  });
});

const NEWS: readonly Line[] = [
  'The roof of the cement factory in Mongla collapsed on Thursday afternoon.',
  'At least six people died and more than 60 were injured.',
  'The factory is owned by Sena Kalyan Sangstha, a welfare organization.',
  'The first sensor was discovered in 1801 in the cellar.',
  'The repairs cost the town $3 million.',
  'The mayor was suspended because he had taken money from a builder.',
  'The talks lasted for two hours.',
  { claim: 'The roof was too heavy, Nils Holm said.', speaker: 'Nils Holm' },
  { claim: 'Nobody had seen the roof move, Karl Berg told reporters.', speaker: 'Karl Berg' },
];

describe('a fact is an answer only if it fills what was asked', () => {
  const filled: [string, string][] = [
    ['when did the roof collapse?', 'Thursday'],
    ['how many people died?', 'six people'],
    ['who owns the factory?', 'Sena Kalyan'],
    ['why was the mayor suspended?', 'because'],
    ['how much did the repairs cost?', '$3 million'],
    ['how long did the talks last?', 'two hours'],
    ['what did Nils Holm say about the roof?', 'Nils Holm said'],
    ['what did Karl Berg say about the roof?', 'Karl Berg told'],
  ];
  for (const [question, words] of filled)
    it(`“${question}” is answered with “${words}”`, () => {
      const { status, first } = ask(question, NEWS);
      expect(first).toContain(words);
      expect(['answered', 'maybe']).toContain(status);
    });

  const declined: [string, string][] = [
    ['a cause that is not told', 'why did the roof collapse?'],
    ['a doer that is not told', 'who discovered the first sensor?'],
    ['an age that is not told', 'how old was the cement factory?'],
    ['a sum that is not told', 'how much did the cement factory cost?'],
    ['a speaker who is not quoted', 'what did the builder say about the roof?'],
    ['a speaker who does not exist', 'what did Merkel say about the roof?'],
    ['another year', 'what was discovered in 1902?'],
    ['another number', 'who were the 70 injured?'],
    ['another name', 'did the roof in Khulna collapse?'],
    ['nothing named', 'is it true?'],
  ];
  for (const [what, question] of declined)
    it(`${what} is not answered: “${question}”`, () =>
      expect(ask(question, NEWS).status).not.toBe('answered'));

  it('says who is not quoted', () => {
    expect(ask('what did Merkel say about the roof?', NEWS)).toMatchObject({
      status: 'abstained',
      unquoted: 'Merkel',
    });
  });

  it('gives the nearest facts even if it declines', () => {
    expect(ask('why did the roof collapse?', NEWS).first).toContain('roof');
  });
});

describe('other words for the same thing', () => {
  it('lead to the fact', () => {
    const facts = ['Rescuers searched the wreckage through the night.', 'The mayor opened the fair.'];
    expect(ask('the debris', facts).first).toContain('wreckage');
  });
  it('never lead from one name to another', () => {
    const facts = ['Iraq bought two ferries from Norway.', 'The mayor opened the fair.'];
    for (const question of ['what about Iran?', 'iran'])
      expect(ask(question, facts).status).toBe('abstained');
  });
  it('never replace a correct English word as a spelling repair', () => {
    const facts = ['The order was sent to the polite waiter.', 'The will was read.'];
    for (const question of ['border', 'police', 'bill', 'water'])
      expect(ask(question, facts).corrections).toEqual([]);
  });
});

describe('the line that a card shows', () => {
  const long = `The harbour board, which met behind closed doors for two hours on Tuesday evening in the old town hall with its lawyers, ${'and with guests from abroad, '.repeat(6)}decided that the ferry to Öland costs 40 euros from May, chairwoman Ellen Dahl said.`;
  it('is the part of a long sentence that answers, verbatim', () => {
    const { line } = ask('how much does the ferry to Öland cost?', [long]);
    expect(line!.length).toBeLessThanOrEqual(MAX_SHOWN);
    expect(line).toContain('40 euros');
    expect(long).toContain(line);
  });
  it('is the sentence if the claim omits the answer', () => {
    const content = JSON.stringify({
      id: 'f',
      article: 'a',
      claim: 'The collapse took place in Mongla.',
      quote: 'The collapse took place around 1 p.m. in Mongla, a port city.',
    });
    const { library, documents } = parseFactLines('facts', content);
    const { facts } = createReadout(library, documents).of(null).ask('when did the collapse take place?');
    expect(facts[0]!.shown).toContain('1 p.m.');
  });
});
