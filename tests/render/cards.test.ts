import { describe, expect, it } from 'vitest';
import { renderDiscord } from '../../src/adapters/discord/render.ts';
import { renderSlack } from '../../src/adapters/slack/render.ts';
import { briefDraft } from '../../src/answer/cards/brief-card.ts';
import { factsDraft } from '../../src/answer/cards/facts-card.ts';
import { PAGE, topicsDraft } from '../../src/answer/cards/list-cards.ts';
import { sourceDraft } from '../../src/answer/cards/passage-card.ts';
import { createReadout } from '../../src/answer/query-core.ts';
import type { Article } from '../../src/domain/article.ts';
import type { Fact } from '../../src/domain/fact.ts';
import { widthOf, wrap } from '../../src/render/display-width.ts';
import { emphasized } from '../../src/render/emphasis.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderText } from '../../src/render/text.ts';
import { shippedReadout } from '../helpers/shipped.ts';

const basis = {
  readout: shippedReadout.of(null),
  tenant: null,
  now: new Date('2026-03-01'),
  id: 'abcdefghijkl',
};
const card = (question: string) => briefDraft(shippedReadout.of(null).ask(question), basis).card;
const text = (question: string) => renderText(card(question));

describe('the choice of a list’s entries', () => {
  const entries = ['INF', 'NATO', 'Iran', 'Syria'].map(
    (label) => ({ verb: 'topic', label, arg: label }) as const,
  );
  it.each([
    ['after the most wanted button', true],
    ['first, if no button is wanted more', false],
  ])('stands %s, everywhere', (_where, primary) => {
    const other = { verb: 'source', label: 'Sources', primary } as const;
    const made = { ...card('what about INF?'), actions: [...entries, other] };
    const sent = [renderHtml(made), JSON.stringify(renderSlack(made)), JSON.stringify(renderDiscord(made))];
    for (const text of sent)
      expect(text.lastIndexOf('Sources') < text.lastIndexOf('Choose a topic')).toBe(primary);
  });
});

describe('a card as plain text', () => {
  it('shows the answer first, then who said it, then its source', () => {
    expect(text('what about INF?').split('\n').slice(0, 4)).toEqual([
      'INF',
      'Putin made clear that Moscow is committed to dialogue on all of arms control,',
      'including the START and INF treaties.',
      '— as told by Yury Ushakov, on the Putin–Pompeo talks',
    ]);
    expect(text('what about INF?')).toMatch(/\(Pompeo in Sochi · no date given\)$/);
  });

  it('shows both sides of a contradiction side by side', () => {
    const said = text('was Venezuela discussed?');
    expect(said).toContain('The article is of two minds');
    expect(said).toMatch(/^Discussed {5}Ushakov said/m);
    expect(said).toMatch(/^Not discussed Putin and Pompeo did not discuss Venezuela\.$/m);
  });

  it('names a spelling repair in one line', () => {
    expect(text('venezula crisis')).toMatch(/^Showing results for Venezuela\nVenezula crisis\n/);
  });

  it('names what is missing and calls the nearest fact that', () => {
    const said = text('when does the INF treaty expire?');
    expect(said).toMatch(/^I found nothing on “when does the INF treaty expire\?”\nNearest\n/);
    expect(said.replace(/\s+/g, ' ')).toContain('nothing here about “expire”');
  });

  it('names the words of a question that the quote lacks, a denial among them', () => {
    expect(text('what did Trump not declare?').replaceAll('\n', ' ')).toContain('not in the quote: “not”');
    expect(text('who did not meet Putin?')).not.toContain('not in the quote');
    expect(text('what about INF?')).not.toContain('not in the quote');
  });

  it('does not miss a denial that the other side of a contradiction holds', () => {
    expect(text('what was not discussed about Venezuela?')).not.toContain('not in the quote');
  });

  it('names each thing that was not discussed, though one sentence denies them all', () => {
    for (const question of ['what was not discussed?', 'what did Putin and Pompeo not discuss?'])
      for (const thing of ['Venezuela', 'Ukraine', 'the case of Baring Vostok'])
        expect(text(question)).toContain(`Putin and Pompeo did not discuss ${thing}.`);
    // One sentence denies three topics. It is shown once, not once per topic.
    expect(text('what about Putin?').match(/did not discuss/g)).toHaveLength(1);
  });

  it('begins with what matters most of somebody whose name stands nearly everywhere', () => {
    for (const question of ['what about Pompeo?', 'Putin', 'lavrov'])
      expect(text(question)).toMatch(/^.*\n(?:• )?US Secretary of State Mike Pompeo held talks/);
    // A fact is not about "US" because another topic's name contains the word.
    expect(text('US')).not.toContain('Views differ');
  });

  it('says in how many articles nothing is near', () => {
    expect(text('Nord Stream 2')).toMatch(/^I found nothing on “Nord Stream 2” in 1 article/);
  });

  it('marks the quoted sentence among its neighbours', () => {
    const said = renderText(sourceDraft(['pompeo-sochi/inf'], 'what about INF?', basis).card);
    expect(said).toMatch(/^> The Russian leader made it clear/m);
    expect(said).toMatch(/^— Yury Ushakov · Pompeo in Sochi, no date given · paragraph \d+ of \d+$/m);
  });

  it('uses colour only when asked to', () => {
    expect(text('what about INF?')).not.toContain('\u001b');
    expect(renderText(card('what about INF?'), { colour: true })).toContain('\u001b[1mINF\u001b[22m');
  });

  it('numbers the buttons where a number can be typed', () => {
    expect(renderText(card('what about INF?'), { actions: true })).toContain(
      '[1] Source  [2] Share  [3] START',
    );
  });
});

describe('wrapping', () => {
  it('counts wide characters twice and combining marks not at all', () => {
    expect(widthOf('漢字')).toBe(4);
    expect(widthOf('e\u0301')).toBe(1);
    expect(widthOf('👩‍👩‍👧‍👦')).toBe(2);
    for (const line of wrap('漢字'.repeat(60), 40)) expect(widthOf(line)).toBeLessThanOrEqual(40);
  });
});

describe('a card on Slack', () => {
  it('tells the whole answer in its top-level text, for notifications and screen readers', () => {
    const { text: said } = renderSlack(card('was Venezuela discussed?'));
    for (const { claim } of card('was Venezuela discussed?').sections.flatMap(({ lines }) => lines))
      expect(said).toContain(claim);
  });
});

describe('a card whose lines come from', () => {
  const text =
    'The port reopened on Monday. “We are glad,” Anna Berg said. The strike cost 4 million kronor a day.';
  const quotes = ['The port reopened on Monday.', 'The strike cost 4 million kronor a day.'];
  const article = (id: string, url: string): Article => ({
    id,
    title: `Report ${id}`,
    text,
    published: '2026-02-27T08:00:00Z',
    retrieved: null,
    source: { kind: 'url', url },
  });
  const factOf = (of: string, at: number): Fact => ({
    id: `${of}/${at}`,
    article: of,
    claim: quotes[at]!,
    quote: quotes[at]!,
    speaker: null,
    stance: 'affirmed',
    topics: [],
    entities: [],
    salience: 0.5,
    span: [text.indexOf(quotes[at]!), text.indexOf(quotes[at]!) + quotes[at]!.length],
  });
  const cardOf = (facts: readonly Fact[], articles: readonly Article[]) => {
    const library = createReadout({
      articles: new Map(articles.map((one) => [one.id, one])),
      facts,
      factById: new Map(facts.map((one) => [one.id, one])),
      topics: new Map(),
    });
    const found = facts.map((fact) => ({ fact, hit: { id: fact.id, score: 1, matches: [], missing: [] } }));
    const wanted = { title: 'Port', question: 'port', about: [], before: [], rest: [], smallPrint: [] };
    return factsDraft({ ...wanted, facts: found }, { ...basis, readout: library.of(null) }).card;
  };
  const headline = 'https://www.harbour.example/a?x=1&y=2';

  it('one article names it once, its headline a link with site and day, on every platform', () => {
    const one = cardOf([factOf('a', 0), factOf('a', 1)], [article('a', headline)]);
    expect(JSON.stringify(renderSlack(one).blocks)).toContain(
      '<https://www.harbour.example/a?x=1&amp;y=2|Report a> · harbour.example · 27 February 2026',
    );
    expect(JSON.stringify(renderDiscord(one))).toContain(
      '-# [Report a](<https://www.harbour.example/a?x=1&y=2>) · harbour.example · 27 February 2026',
    );
    expect(renderHtml(one)).toContain('href="https://www.harbour.example/a?x=1&amp;y=2"');
    expect(renderText(one)).toMatch(/\(Report a · harbour\.example · 27 February 2026\)$/);
  });

  describe('that needs the sentence before it', () => {
    const context = quotes[0]!;
    const claim = 'It cost 4 million kronor a day.';
    const needing = { ...factOf('a', 1), claim, context };
    const one = cardOf([needing], [article('a', headline)]);

    it('shows it in small print above the line, on every platform', () => {
      expect(JSON.stringify(renderSlack(one).blocks)).toMatch(
        /"text":"The port reopened on Monday\."[^[]*\}.*"text":"It cost/,
      );
      expect(renderSlack(one).text).toContain(`(${context})\n${claim}`);
      expect(JSON.stringify(renderDiscord(one))).toContain(`-# ${context}\\n${claim}`);
      expect(renderHtml(one)).toContain(`<p class="card-before">${context}</p><p class="card-claim">`);
      expect(renderText(one)).toContain(`(${context})\n${claim}`);
    });

    it('shows it once if the line above is that sentence', () => {
      const both = renderText(cardOf([factOf('a', 0), needing], [article('a', headline)]));
      expect(both.split(context)).toHaveLength(2);
    });

    it.each([
      ['leaves it out if the line above says most of it', `${context.slice(0, -1)}, Berg said.`, 1],
      ['keeps it if the line above says little of it', `${context} Berg said so in a long letter to all.`, 2],
    ])('%s', (_, longer, times) => {
      const lines = [factOf('a', 0), { ...needing, context: longer }];
      const both = renderText(cardOf(lines, [article('a', headline)])).replace(/\s+/g, ' ');
      expect(both.split(context.slice(0, -1))).toHaveLength(times + 1);
    });
  });

  it('a quote has the spaces around it that its text has', () => {
    const quoted: readonly [string, string, string][] = [
      ['He said: ', '"We are glad."', ' "They are not."'],
      ['the town (', 'in Småland', ') and its port'],
      ['港口', '星期一', '重新开放'],
    ];
    for (const [before, quote, after] of quoted) {
      const passage = { before, quote, after, where: '', speaker: null, articleTitle: 'A', url: null };
      const one = { ...card('what about INF?'), passages: [{ factId: 'a', ...passage }] };
      expect(
        renderHtml(one)
          .replaceAll('&quot;', '"')
          .replace(/<\/?mark>/g, ''),
      ).toContain(before + quote + after);
    }
  });

  it('a claim that names its speaker has no by-line, on any platform', () => {
    const named = { ...factOf('a', 0), claim: 'Anna Berg said the port reopened.', speaker: 'Anna Berg' };
    const one = cardOf([named], [article('a', headline)]);
    for (const said of [renderSlack(one).blocks, renderDiscord(one), renderHtml(one), renderText(one)])
      expect(JSON.stringify(said).match(/Anna Berg/g)).toHaveLength(1);
  });

  it('several articles names each beside its line', () => {
    const two = cardOf(
      [factOf('a', 0), factOf('b', 1)],
      [article('a', headline), article('b', 'https://other.example/b')],
    );
    expect(two.sources).toBeUndefined();
    const said = renderSlack(two).text.split('\n');
    expect(said[said.indexOf(quotes[0]!) + 1]).toContain('Report a · harbour.example');
    expect(said[said.indexOf(quotes[1]!) + 1]).toContain('Report b · other.example');
  });
});

describe('what answers the question', () => {
  it('is bold in the line, as a whole word only', () => {
    expect(emphasized('START and INFO on INF, inf.', ['INF'])).toEqual([
      { text: 'START and INFO on ', strong: false },
      { text: 'INF', strong: true },
      { text: ', ', strong: false },
      { text: 'inf', strong: true },
      { text: '.', strong: false },
    ]);
    expect(emphasized('Erdoğan met Erdo', ['erdo'])).toContainEqual({ text: 'Erdo', strong: true });
    expect(emphasized('', ['x'])).toEqual([{ text: '', strong: false }]);
    const wire = renderSlack(card('what about INF?')).blocks;
    expect(JSON.stringify(wire)).toContain('{"type":"text","text":"INF","style":{"bold":true}}');
    expect(JSON.stringify(renderDiscord(card('what about INF?')))).toContain('**INF**');
  });
});

describe('Discord', () => {
  it('sets a line apart from the small print of the line before', () => {
    const said = renderDiscord(card('what about Lavrov?')).components[0].components;
    const texts = said.flatMap((one) => ('content' in one ? [one.content] : []));
    const lines = texts.filter((text) => text.includes('\n-# —'));
    expect(lines.length).toBe(3);
    for (const text of lines) expect(text.match(/\n-# —/g)).toHaveLength(1);
  });
});

describe('a list of linked things', () => {
  it('links the name alone', () => {
    const claim = 'Report a · harbour.example · 5 lines';
    const line = { factId: null, attribution: null, claim, url: 'https://harbour.example/a' };
    const lines = [{ ...line, cells: ['Report a', 'harbour.example', 5] }];
    const list = { ...card('topics'), sections: [{ style: 'list' as const, lines }] };
    expect(JSON.stringify(renderDiscord(list))).toContain(
      '- [Report a](<https://harbour.example/a>) · harbour.example · 5 lines',
    );
    expect(renderHtml(list)).toContain('>Report a</a> · harbour.example · 5 lines');
  });
});

describe('buttons', () => {
  it('are three at most; the rest stands in a menu, and thumbs in their own place', () => {
    const one = card('what about Lavrov?');
    const [actions, feedback] = renderSlack(one).blocks.slice(-2);
    const elements = actions?.type === 'actions' ? actions.elements : [];
    expect(elements.map(({ type }) => type)).toEqual(['button', 'button', 'button', 'overflow']);
    expect(feedback).toMatchObject({
      type: 'context_actions',
      elements: [
        {
          positive_button: { accessibility_label: 'Helpful' },
          negative_button: { accessibility_label: 'Not helpful' },
        },
      ],
    });
    const rows = renderDiscord(one).components[0].components.filter((part) => part.type === 1);
    expect(rows.map(({ components }) => components.map(({ type }) => type))).toEqual([[2, 2, 2], [3]]);
  });
});

describe('a list', () => {
  const topics = topicsDraft(basis).card;

  it('is a table and a menu on Slack, and a list and a menu on Discord', () => {
    const blocks = renderSlack(topics).blocks;
    const table = blocks.find((block) => block.type === 'data_table');
    expect(table?.type === 'data_table' && table.rows).toHaveLength(PAGE + 1);
    const wire = JSON.stringify(renderDiscord(topics));
    for (const { label, detail } of topics.actions.slice(0, PAGE)) {
      expect(wire).toContain(`"label":"${label}"`);
      expect(wire).toContain(`"description":"${detail}"`);
    }
    expect(wire).toContain('- US–Russia relations · ');
  });

  it('is never cut silently: its pages hold every entry once', () => {
    const all = shippedReadout
      .of(null)
      .topics()
      .map(({ topic }) => topic.label);
    const seen: string[] = [];
    for (let from = 0; from < all.length; from += PAGE) {
      const page = topicsDraft(basis, from).card;
      seen.push(...page.sections[0]!.lines.map(({ cells }) => String(cells?.[0])));
      expect(page.footer).toEqual([`${from + 1} to ${Math.min(from + PAGE, all.length)} of ${all.length}`]);
      expect(page.actions.some(({ label }) => label === 'Next')).toBe(from + PAGE < all.length);
    }
    expect(seen).toEqual(all);
  });

  it('starts at the first page if its page no longer exists', () => {
    expect(topicsDraft(basis, 9000).card.sections).toEqual(topics.sections);
  });
});
