import { describe, expect, it } from 'vitest';
import { listedArticles } from '../../src/answer/briefs/articles.ts';
import { withoutSpeaker } from '../../src/answer/cards/attribution.ts';
import { sourcesDraft } from '../../src/answer/cards/list-cards.ts';
import { exampleQuestions } from '../../src/answer/cards/small-talk-card.ts';
import { referentsOf } from '../../src/answer/follow-up.ts';
import { readIntent } from '../../src/answer/intent/read-intent.ts';
import { roleIn } from '../../src/answer/people.ts';
import { createReadout } from '../../src/answer/query-core.ts';
import { bothOf } from '../../src/answer/readout-views.ts';
import { respond } from '../../src/answer/respond.ts';
import type { Conversation } from '../../src/domain/chat-state.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { foreignFactsOf } from '../../src/ingest/facts/foreign-facts.ts';
import { renderText } from '../../src/render/text.ts';
import { EMPTY } from '../contract/store/samples.ts';

const OF_HOSPITAL = [
  'Three public hospitals in northern Portugal turned away ambulances on Wednesday after an attack locked staff out of patient records, officials said.',
  '“We are working with pen and paper, as we did in 1985,” said Teresa Abrantes, the hospital’s chief nurse. She said no patient had been harmed.',
  'The health minister, Rui Macedo, told parliament that no ransom would be paid. “We do not negotiate with criminals,” Macedo said.',
  '“A minister who does not read his letters should go,” said Inês Valadares, the leader of the Civic Union.',
  'One of two patients with strokes, a 71-year-old man, died on Thursday morning in Porto, the health authority said.',
];
const OF_KARANGA = [
  'Mount Karanga erupted again on Friday, sending ash 12 kilometres into the sky and forcing 23,000 people from their homes, the disaster agency said.',
  'Volcanologist Claire Dufresne said a larger eruption was possible within days. “If anything, it is rising,” she said.',
  'The volcano had been quiet for 112 years before it erupted last Saturday, when farmers fled from the village of Sela.',
];
const OF_STRIKE = [
  'Die Gewerkschaft der Lokführer hat für die kommende Woche einen fünftägigen Streik angekündigt.',
  'Die Gewerkschaft fordert 420 Euro mehr im Monat. Seit elf Monaten verhandeln beide Seiten, sagte Klaus Wehrmann.',
  'Die Bahn nannte den Streik unverantwortlich. Im nächsten Monat wird wieder verhandelt.',
];

const articleOf = (id: string, title: string, paragraphs: readonly string[], published: string | null) => ({
  id,
  title,
  text: paragraphs.join('\n\n'),
  source: { kind: 'url', url: `https://news.example/${id}` } as const,
  published,
  retrieved: null,
});
const readouts = createReadout(EMPTY);
readouts.put(factsOf(articleOf('h', 'Attack shuts three hospitals', OF_HOSPITAL, '2026-03-01')), null);
readouts.put(factsOf(articleOf('k', 'Thousands flee Mount Karanga', OF_KARANGA, '2026-03-02')), null);
const german = { ...articleOf('s', 'Bahnstreik angekündigt', OF_STRIKE, '2026-03-03'), language: 'de' };
readouts.put(foreignFactsOf(german, 'de'), null);
const readout = readouts.of(null);

const cardFor = (question: string) =>
  respond(readIntent(question), question, {
    readout,
    tenant: null,
    now: new Date('2026-03-04T09:00:00Z'),
    id: 'c',
    conversation: null,
  }).draft.card;
const linesOf = (question: string) => cardFor(question).sections.flatMap(({ lines }) => lines);
const claimsOf = (question: string) => linesOf(question).map(({ claim }) => claim);

describe('the list of articles', () => {
  it('has the newest date first, whatever was added last, and the undated at the end', () => {
    const added = createReadout(EMPTY);
    for (const [id, day] of [
      ['march', '2026-03-14'],
      ['undated', null],
      ['february', '2026-02-02'],
    ] as const) {
      const article = { ...articleOf(id, id, OF_KARANGA, day), retrieved: '2026-03-20T00:00:00Z' };
      added.put(factsOf(article), null);
    }
    expect(listedArticles(added.of(null)).map(({ id }) => id)).toEqual(['march', 'february', 'undated']);
    const basis = { readout: added.of(null), tenant: null, now: new Date('2026-03-21'), id: 'c' };
    const [list] = sourcesDraft(basis).card.sections;
    expect(list!.lines.map(({ cells }) => cells![0])).toEqual(['march', 'february', 'undated']);
  });
});

describe('a summary', () => {
  it.each(['tl;dr hospitals', 'summarise the hospital article', 'recap of the Attack story'])(
    '“%s” names its headline once, linked, with outlet and date below',
    (question) => {
      const card = cardFor(question);
      expect(card).toMatchObject({
        kind: 'article',
        title: 'Attack shuts three hospitals',
        url: 'https://news.example/h',
        lede: 'news.example · 1 March 2026',
      });
      expect(renderText(card, { width: 80 }).split('Attack shuts three hospitals')).toHaveLength(2);
    },
  );

  it('says in which language the article is', () => {
    expect(cardFor('tl;dr Bahnstreik').lede).toBe('news.example · 3 March 2026 · in German');
    expect(cardFor('summary of the Streik article').title).toBe('Bahnstreik angekündigt');
  });

  it.each([
    'summarise the volcano article',
    'what does the story about the volcano say?',
    'tl;dr of the volcano report',
    'show me the article on the volcano',
  ])('“%s” is of the article that tells of it, whatever its title', (question) => {
    expect(cardFor(question).title).toBe('Thousands flee Mount Karanga');
    expect(claimsOf(question).join()).toContain('23,000 people');
  });

  it('of a subject offers its article', () => {
    const { actions } = cardFor('tl;dr volcano');
    expect(actions.find(({ verb }) => verb === 'article')?.label).toBe('Thousands flee Mount Karanga');
  });
});

describe('a line names its speaker once', () => {
  it.each([
    ['“We stopped the test,” Vos said.', 'Marieke Vos', '“We stopped the test”'],
    ['"We stopped the test," said Marieke Vos.', 'Marieke Vos', '"We stopped the test"'],
    ['“We stopped the test,” she said.', 'Marieke Vos', '“We stopped the test”'],
    ['The coating keeps the metal whole, Vos says.', 'Marieke Vos', 'The coating keeps the metal whole.'],
    ['The road is closed, officials said.', 'officials', 'The road is closed.'],
    ['The road is closed, the port company said.', 'the port company', 'The road is closed.'],
    ['Marieke Vos: “We stopped the test.”', 'Marieke Vos', '“We stopped the test.”'],
  ])('%s', (claim, speaker, shown) => expect(withoutSpeaker(claim, speaker)).toBe(shown));

  it.each([
    ['“We stopped the test,” said Marieke Vos, who led the work.', 'Marieke Vos'],
    ['“We stopped the test,” Vos told reporters.', 'Marieke Vos'],
    ['The road is closed, Berg warned.', 'Nils Berg'],
    ['The road is closed, Holm said.', 'Nils Berg'],
    ['Berg, the mayor, said.', 'Nils Holm'],
    ['The road is closed, officials said.', null],
    ['Vos said the test was stopped.', 'Marieke Vos'],
    ['Marieke Vos: a life', 'Marieke Vos'],
  ])('and loses nothing else: %s', (claim, speaker) => expect(withoutSpeaker(claim, speaker)).toBe(claim));

  it('and attributes their own words to them, without “as told by”', () => {
    expect(linesOf('what did Dufresne say?').map(({ attribution }) => attribution)).toEqual([
      'Claire Dufresne',
      'Claire Dufresne',
    ]);
    expect(claimsOf('what did Dufresne say?')).toContain('“If anything, it is rising”');
  });

  it.each(['key quotes', 'the best quotes', 'quotes by Macedo'])(
    '“%s” end without a comma, each with its speaker',
    (question) => {
      expect(claimsOf(question).length).toBeGreaterThan(0);
      for (const claim of claimsOf(question)) expect(claim).not.toMatch(/,”$/);
      for (const line of linesOf(question)) expect(line.isNamed).toBeUndefined();
    },
  );
});

describe('what somebody said, asked by their office', () => {
  it.each(['what did the minister say?', 'what has the health minister said?', 'what does the minister say'])(
    '“%s” is said by nobody else',
    (question) => {
      const lines = linesOf(question);
      expect(lines).toHaveLength(2);
      for (const { attribution } of lines) expect(attribution).toBe('Rui Macedo');
    },
  );

  it('is not answered by somebody who only mentions the office', () => {
    expect(claimsOf('what did the minister say?').join()).not.toContain('letters');
    expect(linesOf('what did the volcanologist say?').map(({ attribution }) => attribution)).toContain(
      'Claire Dufresne',
    );
  });
});

describe('an English question', () => {
  it.each(['who died?', 'did anybody die?', 'how many people died?'])(
    '“%s” is not met by a German article',
    (question) => {
      const { facts } = readout.ask(question);
      expect(facts.length).toBeGreaterThan(0);
      expect(facts.filter(({ fact }) => fact.article === 's')).toEqual([]);
    },
  );

  it.each([
    ['waht did Macedo say?', 'what did Macedo say?'],
    ['wich hospitals turned away ambulances?', 'which hospitals turned away ambulances?'],
    ['tell me abotu teh volcano', 'tell me about the volcano'],
    ['sumary of the hospitals', 'summary of the hospitals'],
  ])('“%s” is answered as “%s”', (typed, meant) => {
    expect(claimsOf(typed)).toEqual(claimsOf(meant));
    expect(cardFor(typed).notice).toBeUndefined();
  });

  it('with a name that looks misspelt is left as it is', () => {
    expect(readout.ask('what about Wot?').terms.map(({ asked }) => asked)).toEqual(['Wot']);
  });
});

it('a German article’s subjects are no articles and no units of time', () => {
  const labels = readout.topics().map(({ topic }) => topic.label);
  expect(labels).not.toContain('Die Gewerkschaft');
  expect(labels.filter((label) => label.startsWith('Monat'))).toEqual([]);
});

it('questions are offered on the newest article that has a speaker, where the newest has none', () => {
  expect(exampleQuestions(readout)).toHaveLength(3);
});

it('the question offered first is on the newest article', () => {
  const both = createReadout(EMPTY);
  both.put(factsOf(articleOf('h', 'Attack shuts three hospitals', OF_HOSPITAL, '2026-03-01')), null);
  const cup = [
    'Nora Lind won the cup in Oslo, Lind said. Lind scored twice.',
    'Lind trains in Oslo, her coach said.',
  ];
  both.put(factsOf(articleOf('c', 'Lind wins the cup', cup, '2026-03-02')), null);
  const topics = new Set(
    both
      .of(null)
      .factsOf('c')
      .flatMap(({ topics: ids }) => ids),
  );
  const labels = [...topics].map((id) => both.of(null).topic(id)!.label);
  expect(labels.some((label) => exampleQuestions(both.of(null))[0]!.includes(label))).toBe(true);
});

it('an article that both libraries of a person have is named once', () => {
  const own = createReadout(EMPTY);
  const copy = articleOf('h', 'Attack shuts three hospitals', OF_HOSPITAL, '2026-03-01');
  own.put(factsOf({ ...copy, id: 'h-own' }), null);
  own.put(factsOf(articleOf('x', 'Another one', OF_KARANGA, '2026-03-01')), null);
  const both = bothOf(own.of(null), readout);
  expect(both.articles().map(({ id }) => id)).toEqual([...readout.articles().map(({ id }) => id), 'x']);
  expect(both.article('h-own')?.title).toBe('Attack shuts three hospitals');
});

it.each([
  ['Rovers’ manager, Gail Pritchard, said so.', 'Gail Pritchard', 'Rovers’ manager'],
  ['Kalmar’s mayor, Eva Lind, said so.', 'Eva Lind', 'Kalmar’s mayor'],
  ['Fire chief Nils Holm said so.', 'Nils Holm', 'fire chief'],
])('a role keeps its owner’s capital: %s', (text, name, role) => expect(roleIn(text, name)).toBe(role));

describe('“he” and “she” after a card', () => {
  const about = (people: readonly string[], asked: readonly string[] = []): Conversation => ({
    question: '',
    about: asked,
    facts: [],
    shown: [],
    people,
  });
  it.each([
    ['what did she say?', ['Daniel Okafor'], []],
    ['what did he say?', ['Daniel Okafor'], ['Daniel Okafor']],
    ['what did she say?', ['Daniel Okafor', 'Gail Pritchard'], ['Gail Pritchard']],
    ['who asked him?', ['Daniel Okafor', 'Claire Dufresne'], ['Daniel Okafor']],
    ['is it hers?', ['Claire Dufresne'], ['Claire Dufresne']],
    ['what did she say?', ['Priya Raman'], ['Priya Raman']],
    ['what did he say?', ['Edmund Hale', 'Daniel Okafor'], []],
    ['what did she say?', ['Priya Raman', 'Claire Dufresne'], []],
  ])('“%s” of %j is %j', (question, people, meant) =>
    expect(referentsOf(question, about(people))).toEqual(meant),
  );

  it.each(['what did she say?', 'what does she say', 'and what did she say?'])(
    '“%s” after an answer that names one woman lists her words',
    (question) => {
      const context = { readout, tenant: null, now: new Date('2026-03-04T09:00:00Z'), id: 'c' };
      const first = respond(
        readIntent('who said a larger eruption was possible?'),
        'who said a larger eruption was possible?',
        { ...context, conversation: null },
      );
      const before = { ...first.draft.conversation!, about: [], people: ['Claire Dufresne'] };
      const { card } = respond(readIntent(question), question, { ...context, conversation: before }).draft;
      expect(card.notice).toContain('“she” read as Dufresne');
      expect(card.sections.flatMap(({ lines }) => lines)).toHaveLength(2);
    },
  );
});
