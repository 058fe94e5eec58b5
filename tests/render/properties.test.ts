import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from '../../src/core/action.ts';
import type { Card, CardLine, CardSection } from '../../src/core/card.ts';
import { renderDiscord } from '../../src/render/discord.ts';
import { discordHtml } from '../../src/render/discord-html.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderSlack } from '../../src/render/slack.ts';
import { slackHtml } from '../../src/render/slack-html.ts';
import { renderText } from '../../src/render/text.ts';
import { discordPayloadFaults } from '../fakes/checks/discord-payload.ts';
import { slackPayloadFaults } from '../fakes/checks/slack-payload.ts';

/** What an article or a person may put into a card to break out of it. */
const HOSTILE = [
  '@everyone',
  '@here',
  '<!channel>',
  '<!here>',
  '<@U123>',
  '<@&42>',
  '<@42>',
  '<#C1>',
  '<!subteam^S1>',
  '[x](http://evil.example)',
  '<http://evil.example|click>',
  '||spoiler||',
  '```code',
  '> quote',
  '# head',
  '- item',
  '1. one',
  '-# small',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;http://evil.example\u0007x',
  '\u202eevil\u202c',
  '\u0000\u0007\b',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'שלום עולם',
  'مرحبا',
  '漢字かな交じり',
  'e\u0301'.repeat(5),
  '\ud800',
  '*bold* _it_ ~s~',
  '\\',
  '&amp;&lt;',
  'a\nb\r\nc',
  ':smile:',
  '{{x}}',
  'it\'s "so"',
];

const hostileText = (most: number) =>
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...HOSTILE),
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.lorem({ maxCount: 8 }),
      ),
      { maxLength: most },
    )
    .map((parts) => parts.join(' '));
const anyText = fc.oneof(
  { weight: 8, arbitrary: hostileText(6) },
  { weight: 1, arbitrary: fc.constant('x'.repeat(10_000)) },
  { weight: 1, arbitrary: fc.constant('*_<@!&> '.repeat(1250)) },
);

const line: fc.Arbitrary<CardLine> = fc.record(
  {
    factId: fc.constant('a/1'),
    claim: anyText,
    attribution: fc.option(anyText),
    label: anyText,
    note: anyText,
    otherSources: fc.nat(9),
  },
  { requiredKeys: ['factId', 'claim', 'attribution'] },
);
const section: fc.Arbitrary<CardSection> = fc.record(
  {
    style: fc.constantFrom('facts', 'conflict', 'nearest', 'also', 'list'),
    heading: anyText,
    badge: anyText,
    lines: fc.array(line, { maxLength: 60 }),
  },
  { requiredKeys: ['style', 'lines'] },
);
const action: fc.Arbitrary<Action> = fc.record(
  {
    verb: fc.constantFrom('source', 'more', 'why', 'share', 'topic', 'ask'),
    label: anyText,
    arg: fc.stringMatching(/^[a-z0-9]{1,20}$/),
    primary: fc.boolean(),
  },
  { requiredKeys: ['verb', 'label', 'arg'] },
);
const passage = fc.record({
  factId: fc.constant('a/1'),
  before: anyText,
  quote: anyText,
  after: anyText,
  where: anyText,
  speaker: fc.option(anyText),
  articleTitle: anyText,
  url: fc.option(
    fc.oneof(
      fc.webUrl(),
      fc.constantFrom('javascript:alert(1)', 'http://u:p@evil.example/', 'https://a.example/x|y>z'),
    ),
  ),
});
const card: fc.Arbitrary<Card> = fc.record(
  {
    id: fc.constant('abcdefghijkl'),
    kind: fc.constantFrom('brief', 'conflict', 'nearest', 'source', 'error'),
    title: anyText,
    notice: anyText,
    lede: anyText,
    sections: fc.array(section, { maxLength: 4 }),
    passages: fc.array(passage, { maxLength: 12 }),
    hidden: fc.nat(99),
    footer: fc.array(anyText, { maxLength: 4 }),
    actions: fc.array(action, { maxLength: 40 }),
  },
  { requiredKeys: ['id', 'kind', 'title', 'sections', 'hidden', 'footer', 'actions'] },
);

const RUNS = { numRuns: 60 };
const strings = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(strings)
      : [];

describe('whatever stands in a card', () => {
  it('Slack would take the message', () => {
    fc.assert(
      fc.property(card, (one) => {
        expect(slackPayloadFaults(renderSlack(one))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('Discord would take the message, with components and plain', () => {
    fc.assert(
      fc.property(card, (one) => {
        expect(discordPayloadFaults(renderDiscord(one))).toEqual([]);
        expect(discordPayloadFaults(renderDiscord(one, { plain: true }))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('nobody is pinged and no link is made on Slack', () => {
    fc.assert(
      fc.property(card, (one) => {
        const { text, blocks } = renderSlack({ ...one, passages: [] });
        expect(text).not.toMatch(/<[!@#h]/i);
        for (const said of strings(blocks)) expect(said).not.toMatch(/<[!@#h]/i);
      }),
      RUNS,
    );
  });

  it('no markdown of a source is read as markdown on Discord', () => {
    fc.assert(
      fc.property(hostileText(6), (claim) => {
        const one: Card = {
          id: 'abcdefghijkl',
          kind: 'brief',
          title: 'T',
          hidden: 0,
          footer: [],
          actions: [],
          sections: [{ style: 'facts', lines: [{ factId: 'a', claim, attribution: 'b' }] }],
        };
        const { content } = renderDiscord(one, { plain: true });
        const said = content!.split('\n')[1]!.replace(/\\[\s\S]/g, 'x');
        expect(said).not.toMatch(/[*_~|`[\]<]|^\s*(?:[>#+-]|\d+[.)])|@(?:everyone|here)|:\/\//i);
      }),
      RUNS,
    );
  });

  it('HTML holds nothing that runs or breaks out', () => {
    fc.assert(
      fc.property(card, (one) => {
        for (const html of [renderHtml(one), slackHtml(renderSlack(one)), discordHtml(renderDiscord(one))]) {
          expect(html).not.toMatch(/<script|<img|<[^>]*\son\w+=|javascript:[^&]*"/i);
          const tags = [...html.matchAll(/<(\/?)(\w+)[^>]*>/g)].filter(([, , tag]) => tag !== 'hr');
          expect(tags.filter(([, end]) => end === '/').length * 2).toBe(tags.length);
        }
      }),
      RUNS,
    );
  });

  it('a terminal is sent no control sequence and no turned direction', () => {
    fc.assert(
      fc.property(card, (one) => {
        expect(renderText(one, { actions: true })).not.toMatch(
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/,
        );
      }),
      RUNS,
    );
  });

  it('what does not fit is counted: lines, passages and buttons alike', () => {
    const lines = Array.from({ length: 60 }, (_, at) => ({
      factId: `f${at}`,
      claim: `Claim ${at} ${'x'.repeat(300)}`,
      attribution: `Speaker ${at}`,
    }));
    const actions = Array.from(
      { length: 40 },
      (_, at): Action => ({ verb: 'topic', label: `Topic ${at}`, arg: `t${at}` }),
    );
    const one: Card = {
      id: 'abcdefghijkl',
      kind: 'brief',
      title: 'T',
      hidden: 2,
      footer: ['Source'],
      actions,
      sections: [{ style: 'facts', lines }],
    };
    for (const said of [
      JSON.stringify(renderSlack(one).blocks),
      JSON.stringify(renderDiscord(one)),
      JSON.stringify(renderDiscord(one, { plain: true })),
    ]) {
      const shown = new Set(said.match(/Claim \d+/g)).size;
      const buttons = new Set(said.match(/Topic \d+/g)).size;
      expect(said).toContain(`and ${62 - shown} more`);
      expect(said).toContain(`${40 - buttons} buttons not shown`);
      expect(said).toContain('Source');
      for (const claim of said.match(/Claim \d+/g)!)
        expect(said).toContain(claim.replace('Claim', 'Speaker'));
    }
  });

  it('both sides of a contradiction go together', () => {
    const sides = Array.from({ length: 30 }, (_, at) => ({
      factId: `f${at}`,
      claim: `Side ${at} ${'y'.repeat(400)}`,
      attribution: 'A',
      label: 'L',
    }));
    const one: Card = {
      id: 'abcdefghijkl',
      kind: 'conflict',
      title: 'T',
      hidden: 0,
      footer: [],
      actions: [],
      sections: [{ style: 'conflict', lines: sides }],
    };
    const numbers = [...JSON.stringify(renderDiscord(one)).matchAll(/Side (\d+)/g)].map(([, at]) =>
      Number(at),
    );
    expect(numbers.length).toBeGreaterThan(0);
    for (const at of numbers) expect(numbers).toContain(at % 2 === 0 ? at + 1 : at - 1);
  });
});
