import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { discordHtml } from '../../src/adapters/discord/preview.ts';
import { renderDiscord } from '../../src/adapters/discord/render.ts';
import { slackHtml } from '../../src/adapters/slack/preview.ts';
import { renderSlack } from '../../src/adapters/slack/render.ts';
import type { Action } from '../../src/domain/action.ts';
import type { Card } from '../../src/domain/card.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderText } from '../../src/render/text.ts';
import { discordPayloadFaults } from '../fakes/checks/discord-payload.ts';
import { slackPayloadFaults } from '../fakes/checks/slack-payload.ts';
import { card, hostileText } from './hostile.ts';

const RUNS = { numRuns: 25 };
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

  it('Discord would take the message', () => {
    fc.assert(
      fc.property(card, (one) => {
        expect(discordPayloadFaults(renderDiscord(one))).toEqual([]);
      }),
      RUNS,
    );
  });

  it('nobody is pinged and no link is made on Slack', () => {
    fc.assert(
      fc.property(card, (one) => {
        const { text, blocks } = renderSlack({ ...one, passages: [] });
        expect(text).not.toMatch(/<[!@#h]/i);
        // The only links are the sources' own addresses, in small print or in an element of their own.
        for (const said of strings(blocks)) expect(said).not.toMatch(/<[!@#]|<h(?!ttps?:[^|>\s]+\|)/i);
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
        const [, text] = renderDiscord(one).components[0].components;
        const said = (text as { content: string }).content.split('\n')[0]!.replace(/\\[\s\S]/g, 'x');
        expect(said).not.toMatch(/[*_~|`[\]<]|^\s*(?:[>#+-]|\d+[.)])|@(?:everyone|here)|:\/\//i);
      }),
      RUNS,
    );
  });

  it('HTML holds nothing that runs or breaks out', () => {
    fc.assert(
      fc.property(card, (one) => {
        for (const html of [renderHtml(one), slackHtml(renderSlack(one)), discordHtml(renderDiscord(one))]) {
          expect(html).not.toMatch(/<script|<img|javascript:[^&]*"/i);
          // Markup inside quotes has no effect, provided that no quote ends early.
          const bare = html.replace(/"[^"]*"/g, '""');
          expect(bare).not.toMatch(/<[^>]*\son\w+=/i);
          const tags = [...bare.matchAll(/<(\/?)(\w+)[^>]*>/g)].filter(([, , tag]) => tag !== 'hr');
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
      (_, at): Action => ({ verb: 'ask', label: `Topic ${at}`, arg: `${at}` }),
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
    for (const said of [JSON.stringify(renderSlack(one).blocks), JSON.stringify(renderDiscord(one))]) {
      const shown = new Set(said.match(/Claim \d+/g)).size;
      const buttons = new Set(said.match(/Topic \d+/g)).size;
      expect(said).toContain(`and ${62 - shown} more`);
      if (buttons < 40) expect(said).toContain(`${40 - buttons} buttons not shown`);
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
