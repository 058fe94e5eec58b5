import { describe, expect, it } from 'vitest';
import { renderDiscord } from '../../src/adapters/discord/render.ts';
import { renderSlack } from '../../src/adapters/slack/render.ts';
import { readIntent } from '../../src/answer/intent/read-intent.ts';
import { roleIn } from '../../src/answer/people.ts';
import { createReadout } from '../../src/answer/query-core.ts';
import { type Response, respond } from '../../src/answer/respond.ts';
import type { Card } from '../../src/domain/card.ts';
import { renderHtml } from '../../src/render/html.ts';
import { EMPTY, reading as sample } from '../contract/store/samples.ts';
import { shippedReadout } from '../helpers/shipped.ts';

/** Builds an article of one line, published on a given day. */
function reading(id: string, claim: string, { published }: { readonly published: string }) {
  const one = sample(id, claim);
  return { ...one, article: { ...one.article, published, retrieved: null } };
}

const now = new Date('2026-03-10T09:00:00Z');
const responseTo = (question: string, readouts = shippedReadout, article?: string): Response =>
  respond(readIntent(question, { commands: false }), question, {
    readout: readouts.of(null),
    tenant: null,
    now,
    id: 'c',
    conversation: null,
    article,
  });
const cardFor = (question: string, readouts = shippedReadout, article?: string): Card =>
  responseTo(question, readouts, article).draft.card;
const linesOf = (card: Card) => card.sections.flatMap(({ lines }) => lines);
const claimsOf = (card: Card) => linesOf(card).map(({ claim }) => claim);

describe('a brief of an article', () => {
  it.each([
    'tl;dr',
    'summarise the article',
    'what is this article about?',
    'What happened?',
    'give me the main points',
  ])('"%s" gives its main lines, each with its speaker, and the rest behind "more"', (question) => {
    const card = cardFor(question);
    expect(card.title).toBe('Pompeo in Sochi');
    expect(linesOf(card)).toHaveLength(3);
    expect(linesOf(card).every(({ attribution }) => attribution)).toBe(true);
    expect(card.hidden).toBeGreaterThan(20);
  });

  it.each([
    ['1 bullet', 1],
    ['in one sentence', 1],
    ['two bullet points please', 2],
    ['give me a summary in 4 lines', 4],
    ['5 bullets', 5],
    ['top 7 facts', 7],
    ['12 key points', 12],
  ])('"%s" is so many lines', (question, count) => expect(linesOf(cardFor(question))).toHaveLength(count));

  it('never shows one side of a contradiction alone, whatever the number', () => {
    for (let count = 1; count <= 20; count++) {
      const shown = linesOf(cardFor(`${count} bullets`)).map(({ factId }) => factId);
      expect(shown).toHaveLength(count);
      for (const [one, other] of [
        ['putin-agenda', 'putin-no-venezuela'],
        ['step-forward', 'no-breakthrough'],
      ])
        expect(shown.includes(`pompeo-sochi/${one}`), String(count)).toBe(
          shown.includes(`pompeo-sochi/${other}`),
        );
    }
  });

  it('covers the newest of several and offers the others, or covers the one whose title is named', () => {
    const readouts = createReadout(EMPTY);
    readouts.put(
      reading('kalmar-strike', 'The harbour of Kalmar was closed.', { published: '2026-03-01' }),
      null,
    );
    readouts.put(
      reading('oland-bridge', 'The bridge of Oland was opened.', { published: '2026-03-05' }),
      null,
    );
    const newest = cardFor('tl;dr', readouts);
    expect(claimsOf(newest)).toEqual(['The bridge of Oland was opened.']);
    expect(newest.actions.filter(({ verb }) => verb === 'article').map(({ arg }) => arg)).toEqual([
      'kalmar-strike',
    ]);
    for (const question of [
      'tl;dr kalmar',
      'summarise the strike article',
      'what does the Kalmar article say?',
      'Kalmar strike summary',
    ])
      expect(claimsOf(cardFor(question, readouts)), question).toEqual(['The harbour of Kalmar was closed.']);
    expect(claimsOf(cardFor('tl;dr', readouts, 'kalmar-strike'))).toEqual([
      'The harbour of Kalmar was closed.',
    ]);
  });

  it('covers a topic if the question names one', () => {
    expect(claimsOf(cardFor('give me a summary of the sanctions')).join()).toContain('US sanctions against');
    expect(linesOf(cardFor('2 bullets on sanctions'))).toHaveLength(2);
  });
});

describe('briefs in other shapes', () => {
  it.each(['what did Pompeo say?', 'what has Pompeo said?', 'what does Mike Pompeo claim?'])(
    '"%s" is his statements alone',
    (question) => {
      const card = cardFor(question);
      expect(linesOf(card)).toHaveLength(3);
      for (const { attribution } of linesOf(card)) expect(attribution).toMatch(/^Mike Pompeo/);
      expect(linesOf(card)[0]).toMatchObject({
        claim: expect.stringContaining('step forward'),
        note: 'Yury Ushakov says otherwise',
      });
      expect(card.hidden).toBe(3);
    },
  );

  it.each(['key quotes', 'quotes by Lavrov', '2 quotes from Pompeo', 'quote Pompeo'])(
    '"%s" is verbatim',
    (question) => {
      const { readout } = { readout: shippedReadout.of(null) };
      for (const { claim, factId } of linesOf(cardFor(question))) {
        const words = /^“(.*)”$/s.exec(claim)?.[1];
        expect(readout.fact(factId!)!.quote).toContain(words!);
      }
      expect(linesOf(cardFor('2 quotes from Pompeo'))).toHaveLength(2);
    },
  );

  it('numbers are lines with figures, a timeline lines with dates in their order', () => {
    for (const question of ['numbers', 'key figures', 'by the numbers'])
      expect(claimsOf(cardFor(question)).join()).toMatch(/\$20 million.*|three hours/);
    for (const question of ['timeline', 'what happened when?', 'key dates'])
      expect(linesOf(cardFor(question)).map(({ label }) => label)).toEqual([
        '2016',
        'July 2018',
        'July 2018',
        'May 6',
      ]);
    expect(cardFor('numbers about Helsinki zeppelins').title).toMatch(/^I found no numbers/);
  });

  it.each(['compare Pompeo and Ushakov', 'Pompeo vs Ushakov', 'how do Pompeo and Ushakov differ?'])(
    '"%s" sets side against side',
    (question) => {
      const { sections } = cardFor(question);
      expect(sections.map(({ style, heading }) => heading ?? style)).toEqual([
        'conflict',
        'Mike Pompeo',
        'Yury Ushakov',
      ]);
      expect(sections[1]!.lines.every(({ attribution }) => attribution!.includes('Pompeo'))).toBe(true);
    },
  );

  it.each(['any contradictions?', 'what do the sources disagree on?', 'disputes'])(
    '"%s" shows both sides of each',
    (question) => {
      const conflicts = cardFor(question).sections.filter(({ style }) => style === 'conflict');
      expect(conflicts).toHaveLength(2);
      for (const { lines } of conflicts) expect(lines).toHaveLength(2);
      expect(cardFor('contradictions about Helsinki').title).toBe('I found no contradictions on Helsinki.');
    },
  );

  it.each([
    ['who is Ushakov?', 'Yury Ushakov, Russian presidential aide'],
    ['who’s Lavrov?', 'Sergey Lavrov, Russian foreign minister'],
    ['who is Robert Mueller?', 'Robert Mueller, special prosecutor'],
    ['what is Pompeo’s role?', 'Mike Pompeo, US secretary of state'],
  ])('"%s" begins with the role', (question, title) => {
    const card = cardFor(question);
    expect(card.title).toBe(title);
    expect(linesOf(card).length).toBeGreaterThan(0);
  });

  it('gives a section a source, dated, for a brief across sources, and what came in since a day', () => {
    const readouts = createReadout(EMPTY);
    readouts.put(
      reading('one', 'The harbour of Kalmar was closed on Monday.', { published: '2026-03-02' }),
      null,
    );
    readouts.put(reading('two', 'Kalmar was praised by the minister.', { published: '2026-03-09' }), null);
    const across = cardFor('brief me on Kalmar', readouts);
    expect(across.sections.map(({ heading, badge }) => [heading, badge])).toEqual([
      ['About two', 'news.example · 9 March 2026'],
      ['About one', 'news.example · 2 March 2026'],
    ]);
    expect(linesOf(across).some(({ source }) => source)).toBe(false);
    expect(claimsOf(cardFor('what’s new since yesterday?', readouts))).toEqual([
      'Kalmar was praised by the minister.',
    ]);
    expect(claimsOf(cardFor('what changed since Monday?', readouts))).toHaveLength(1);
    expect(cardFor('what’s new today?', readouts).title).toBe('Nothing new has come in today');
  });

  it('heads each section across sources with its headline, which leads to the article', () => {
    const readouts = createReadout(EMPTY);
    for (const id of ['one', 'two']) {
      const { article, ...rest } = reading(id, `The harbour of Kalmar was closed for day ${id}.`, {
        published: '2026-03-02',
      });
      const source = { kind: 'url', url: `https://${id}.example/kalmar` } as const;
      readouts.put({ ...rest, article: { ...article, source } }, null);
    }
    for (const question of [
      'brief me on Kalmar',
      'what do the sources say about Kalmar?',
      'give me a briefing on Kalmar',
    ]) {
      const card = cardFor(question, readouts);
      expect(card.sections.map(({ url }) => url).toSorted()).toEqual([
        'https://one.example/kalmar',
        'https://two.example/kalmar',
      ]);
      expect(JSON.stringify(renderSlack(card).blocks)).toContain('"url":"https://one.example/kalmar"');
      expect(JSON.stringify(renderDiscord(card))).toContain('(<https://two.example/kalmar>)');
      expect(renderHtml(card)).toContain('<h3 class="card-heading"><a href="https://one.example/kalmar"');
    }
  });

  it('leaves unknown names and topics to the search', () => {
    for (const question of [
      'who is Merkel?',
      'what did Merkel say?',
      'compare Merkel and Macron',
      'quotes by Merkel',
    ])
      expect(['nearest', 'abstained'], question).toContain(cardFor(question).kind);
  });
});

describe('the role that a text gives', () => {
  const text = `Chairwoman Ellen Dahl said so. Fire chief Anna Berg told reporters. Nils Holm, union chairman at Kalmar, agreed.
The port's director, Maria Holm, denied it. "No," said Prime Minister Ulf Kristersson. The Swedish envoy Karin Ek left.
Jan Berg, a dock worker, said. Mr Ola Lind came. Abbas Faiz of Amnesty International wrote.
"Yes," union leader Per Ek told them. The police spokeswoman Eva Ros smiled. She asked leader Tom Ahl to go. Its port director Jo Bay ran.`;
  it.each([
    ['Ellen Dahl', 'chairwoman'],
    ['Anna Berg', 'fire chief'],
    ['Nils Holm', 'union chairman at Kalmar'],
    ['Maria Holm', 'director'],
    ['Ulf Kristersson', 'prime minister'],
    ['Karin Ek', 'Swedish envoy'],
    ['Jan Berg', 'dock worker'],
    ['Ola Lind', null],
    ['Abbas Faiz', null],
    ['Per Ek', 'union leader'],
    ['Eva Ros', 'police spokeswoman'],
    ['Tom Ahl', 'leader'],
    ['Jo Bay', 'port director'],
  ])('%s', (name, role) => expect(roleIn(text, name)).toBe(role));
});

it('a brief of several long articles tells how many lines there are, and keeps a bounded number', () => {
  const readouts = createReadout(EMPTY);
  for (let at = 0; at < 3; at++) {
    const article = `long-${at}`;
    const one = reading(article, 'x', { published: '2026-03-01' });
    const facts = Array.from({ length: 200 }, (_, line) => {
      const claim = `Ward ${at} of plan ${line} got ${line + 2} new schools for ${line * 7} pupils.`;
      return { ...one.facts[0]!, id: `${article}/${line}`, article, claim, quote: claim };
    });
    readouts.put({ ...one, facts }, null);
  }
  const { draft } = responseTo('numbers', readouts);
  expect(draft.card.hidden + draft.about.shown.length).toBeGreaterThan(500);
  expect(draft.about.facts.length).toBeLessThan(250);
});

it('a summary has a line after the one that it refers to, and else the most salient first', () => {
  const one = reading('port', 'x', { published: '2026-03-01' });
  const claims = ['The port was shut on Monday.', 'It cost 4 million kronor a day.', 'Ships waited outside.'];
  const linesOf = (context?: string) => {
    const facts = claims.map((claim, at) => {
      const own = {
        id: `port/${at}`,
        article: 'port',
        claim,
        quote: claim,
        span: [at * 40, at * 40 + 30] as const,
      };
      return {
        ...one.facts[0]!,
        ...own,
        salience: at === 1 ? 0.9 : 0.5,
        ...(at === 1 && context ? { context } : {}),
      };
    });
    const readouts = createReadout(EMPTY);
    readouts.put({ ...one, facts }, null);
    const { draft } = responseTo('summary', readouts);
    return draft.card.sections.flatMap(({ lines }) => lines.map(({ claim }) => claim));
  };
  expect(linesOf(claims[0])).toEqual(claims);
  expect(linesOf()[0]).toBe(claims[1]);
});
