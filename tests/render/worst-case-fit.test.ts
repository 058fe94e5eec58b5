import { describe, expect, it } from 'vitest';
import { renderDiscord } from '../../src/adapters/discord/render.ts';
import { renderSlack } from '../../src/adapters/slack/render.ts';
import type { Card, CardLine } from '../../src/domain/card.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderText } from '../../src/render/text.ts';
import { discordPayloadFaults } from '../fakes/checks/discord-payload.ts';
import { slackPayloadFaults } from '../fakes/checks/slack-payload.ts';

const EMPTY: Card = {
  id: 'abcdefghijkl',
  kind: 'brief',
  title: 'T',
  sections: [],
  hidden: 0,
  footer: ['Pompeo in Sochi · no date given'],
  actions: [],
};
const line = (claim: string, extra: Partial<CardLine> = {}): CardLine => ({
  factId: 'a/1',
  claim,
  attribution: 'as told by Ushakov',
  ...extra,
});

function faults(card: Card): string[] {
  return [...slackPayloadFaults(renderSlack(card)), ...discordPayloadFaults(renderDiscord(card))];
}

/** Renders everything of a card that a reader sees, by output format. */
const FORMS: readonly (readonly [string, (card: Card) => string])[] = [
  ['Slack', (card) => JSON.stringify(renderSlack(card).blocks)],
  ['Slack text', (card) => renderSlack(card).text],
  ['Discord', (card) => JSON.stringify(renderDiscord(card))],
  ['text', (card) => renderText(card)],
  ['HTML', (card) => renderHtml(card)],
];

describe('the tightest cards', () => {
  it('fits a card of which every part is as long and as costly to escape as can be', () => {
    const bad = '&<>"*_~`|[]\\:x:'.repeat(800);
    const costly = line(bad, { attribution: bad, label: bad, note: bad, otherSources: 9 });
    const passage = {
      factId: 'a/1',
      before: bad,
      quote: bad,
      after: bad,
      where: bad,
      speaker: bad,
      articleTitle: bad,
      url: `https://a.example/${'x&'.repeat(230)}`,
    };
    const actions = Array.from(
      { length: 40 },
      (_, at) => ({ verb: 'digest', label: '"\\'.repeat(60), arg: `${'x'.repeat(70)}${at}` }) as const,
    );
    const card: Card = {
      ...EMPTY,
      title: bad,
      notice: bad,
      lede: bad,
      hidden: 99,
      footer: Array(60).fill(bad),
      actions,
      sections: [
        { style: 'conflict', heading: bad, badge: bad, lines: [costly, costly, costly] },
        { style: 'facts', lines: Array(60).fill(costly) },
      ],
      passages: Array(12).fill(passage),
    };
    expect(faults(card)).toEqual([]);
    const picture = `https://a.example/${'x'.repeat(2030)}`;
    const source = { title: bad, url: passage.url, site: bad, date: bad };
    expect(faults({ ...card, picture, sources: [source] })).toEqual([]);
    expect(faults({ ...card, picture, kind: 'article', url: passage.url })).toEqual([]);
    expect(JSON.stringify(renderSlack(card).blocks)).toMatch(/and \d+ more · \d+ buttons not shown/);
  });

  it('counts a line that stands on a card many times as many lines', () => {
    const same = line('same '.repeat(60));
    expect(faults({ ...EMPTY, sections: [{ style: 'facts', lines: Array(60).fill(same) }] })).toEqual([]);
  });

  it('marks a cut also where the text before it was mostly invisible', () => {
    const card = {
      ...EMPTY,
      sections: [{ style: 'facts', lines: [line(`a${'\u200b'.repeat(9000)}b`)] }],
    } as const;
    expect(renderSlack(card).text).toContain('a…');
  });

  it('marks a button that was cut, and keeps what is like a mention apart on it', () => {
    const actions = [{ verb: 'ask', label: `${'<!channel>'.repeat(7)}12345`, arg: '1' }] as const;
    const [button] = renderSlack({ ...EMPTY, actions }).blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements : [],
    );
    const text = button?.type === 'button' ? button.text.text : '';
    expect(text).toMatch(/…$/);
    expect(text).not.toContain('<!');
  });
});

describe.each(FORMS)('on %s', (_, form) => {
  it('a digest shows its headings, both views, their speakers, and how many more there are', () => {
    const said = form({
      ...EMPTY,
      kind: 'digest',
      title: 'Tuesday 14 May · daily briefing',
      hidden: 7,
      sections: [
        { style: 'facts', heading: 'Arms control', lines: [line('Moscow is committed to dialogue.')] },
        {
          style: 'conflict',
          heading: 'Results of the talks',
          badge: 'Views differ',
          lines: [line('No breakthrough.'), line('A step forward.', { attribution: 'Mike Pompeo' })],
        },
      ],
    });
    for (const part of [
      'Tuesday 14 May · daily briefing',
      'Arms control',
      'Moscow is committed to dialogue.',
    ])
      expect(said).toContain(part);
    for (const part of ['Results of the talks', 'Views differ', 'No breakthrough.', 'A step forward.'])
      expect(said).toContain(part);
    for (const part of [
      '— as told by Ushakov',
      '— Mike Pompeo',
      'Pompeo in Sochi · no date given',
      'and 7 more',
    ])
      expect(said).toContain(part);
  });

  it('an error says what to do next', () => {
    const card: Card = {
      ...EMPTY,
      kind: 'error',
      footer: [],
      title: 'I don’t know the time zone “Berlim”.',
      lede: 'Did you mean Europe/Berlin?',
      actions: [{ verb: 'digest', label: 'Use Europe/Berlin', arg: 'zone=Europe/Berlin' }],
    };
    expect(form(card)).toContain('I don’t know the time zone “Berlim”.');
    expect(form(card)).toContain('Did you mean Europe/Berlin?');
  });

  it('a passage keeps its sentence verbatim and closes up to the marks around it', () => {
    const said = form({
      ...EMPTY,
      kind: 'source',
      footer: [],
      passages: [
        {
          ...{
            factId: 'a/1',
            before: 'He noted that “',
            quote: 'a breakthrough did not happen',
            after: '.” Later',
          },
          where: 'paragraph 13 of 22',
          speaker: 'Yury Ushakov',
          articleTitle: 'Pompeo in Sochi',
          url: 'https://news.example/a?b=1&c=2',
        },
      ],
    });
    expect(said).toContain('a breakthrough did not happen');
    expect(said).toContain('Yury Ushakov · Pompeo in Sochi');
    expect(said).toContain('paragraph 13 of 22');
    expect(said).toContain('https://news.example/a?b=1');
    expect(said).not.toMatch(/happen(?:\*\*|<\/mark>) \./);
  });
});
