import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formOf, stencilled } from '../../../src/adapters/slack/render-cache.ts';
import type { Card } from '../../../src/domain/card.ts';
import { slackPayloadFaults } from '../../fakes/checks/slack-payload.ts';
import { card as anyCard } from '../../render/hostile.ts';

const ownId = fc.stringMatching(/^[\w-]{12}$/);
const channelId = fc.option(fc.stringMatching(/^C[A-Z0-9]{9,11}$/), { nil: undefined });

const DIGEST: Card = {
  ...({ id: 'first-card_1', kind: 'digest', title: 'Thursday 14 May · daily briefing' } as const),
  ...{ channel: 'C0123456789', hidden: 2, footer: ['1 source', 'undated'] },
  sections: [{ style: 'facts', lines: [{ factId: 'a/1', claim: 'They spoke of INF.', attribution: null }] }],
  actions: [{ verb: 'source', label: 'Show sources', primary: true }],
};
const forChannel = (id: string, channel?: string): Card => {
  const { channel: _, ...rest } = DIGEST;
  return { ...rest, id, ...(channel === undefined ? {} : { channel }) };
};

/** A renderer that counts how often it renders. */
function counting() {
  let times = 0;
  const render = stencilled((card) => {
    times++;
    return formOf(card);
  });
  return { render, times: () => times };
}

describe('a card that many channels get', () => {
  it('is rendered once, and each channel gets its own', () => {
    const { render, times } = counting();
    for (let at = 0; at < 50; at++) {
      const one = forChannel(`card_number${at % 10}`, `C00000000${at % 10}`);
      expect(render(one)).toEqual(formOf(one));
    }
    expect(times()).toBe(1);
  });

  it('is rendered anew where it says anything else, or stands in a direct conversation', () => {
    const { render, times } = counting();
    for (const one of [
      forChannel('card_number1', 'C000000001'),
      forChannel('card_number2'),
      { ...forChannel('card_number3', 'C000000003'), title: 'Friday 15 May · daily briefing' },
      { ...forChannel('card_number4', 'C000000004'), hidden: 3 },
      forChannel('a_longer_card_id', 'C000000005'),
    ])
      expect(render(one)).toEqual(formOf(one));
    expect(times()).toBe(5);
  });

  it.each([
    ['names the channel in its text', { title: 'News of C0123456789' }],
    ['names its id in its text', { lede: 'first-card_1' }],
    ['has an id that needs escapes', { id: 'a"b\\c_first-1' }],
    ['has a channel that needs escapes', { channel: 'C"0123456789' }],
  ] as const)('is never made a pattern of where it %s', (_, what) => {
    const { render } = counting();
    const first = { ...DIGEST, ...what };
    expect(render(first)).toEqual(formOf(first));
    const next = { ...first, id: 'other-card_2', channel: 'C9999999999' };
    expect(render(next)).toEqual(formOf(next));
    expect(render(first)).toEqual(formOf(first));
  });

  it('keeps a bounded number of patterns', () => {
    const { render, times } = counting();
    const titled = (at: number) => ({ ...DIGEST, title: `No. ${at}` });
    for (let at = 0; at <= 100; at++) render(titled(at));
    render(titled(100));
    expect(times()).toBe(101);
    render(titled(0));
    expect(times()).toBe(102);
  });

  it('is what the renderer gives, whatever stands in it', () => {
    fc.assert(
      fc.property(
        anyCard,
        fc.array(fc.tuple(ownId, channelId), { minLength: 2, maxLength: 4 }),
        (card, places) => {
          const render = stencilled();
          for (const [id, channel] of places) {
            const one: Card = { ...card, id, ...(channel === undefined ? {} : { channel }) };
            const form = render(one);
            expect(form).toEqual(formOf(one));
            expect(slackPayloadFaults({ text: form.text, blocks: JSON.parse(form.blocks) })).toEqual([]);
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
