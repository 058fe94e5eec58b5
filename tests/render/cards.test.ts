import { describe, expect, it } from 'vitest';
import { renderDiscord } from '../../src/adapters/discord/render.ts';
import { renderSlack } from '../../src/adapters/slack/render.ts';
import { discordHtml } from '../../src/adapters/web/discord-preview.ts';
import { briefDraft } from '../../src/answer/cards/brief-card.ts';
import { topicsDraft } from '../../src/answer/cards/list-cards.ts';
import { sourceDraft } from '../../src/answer/cards/passage-card.ts';
import { widthOf, wrap } from '../../src/render/display-width.ts';
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

describe('a card as plain text', () => {
  it('answers first, then who said it, then where it stands', () => {
    expect(text('what about INF?').split('\n').slice(0, 4)).toEqual([
      'INF',
      'Putin made clear that Moscow is committed to dialogue on all of arms control,',
      'including the START and INF treaties.',
      '— as told by Yury Ushakov, on the Putin–Pompeo talks',
    ]);
    expect(text('what about INF?')).toMatch(/\(Pompeo in Sochi · undated · 1 of \d+ facts\)$/);
  });

  it('shows both sides of a contradiction side by side', () => {
    const said = text('was Venezuela discussed?');
    expect(said).toContain('The article is of two minds');
    expect(said).toMatch(/^Discussed {5}Ushakov said/m);
    expect(said).toMatch(/^Not discussed Putin and Pompeo did not discuss Venezuela\.$/m);
  });

  it('says the repair in one line', () => {
    expect(text('venezula crisis')).toMatch(/^Showing results for Venezuela\nVenezuela crisis\n/);
  });

  it('names what is missing and calls the nearest fact that', () => {
    const said = text('when does the INF treaty expire?');
    expect(said).toMatch(/^The article doesn't say: “when does the INF treaty expire\?”\nNearest\n/);
    expect(said.replace(/\s+/g, ' ')).toContain('looked for: INF ✓ treaty ✓ expire ✗');
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
    // Who asks for something else is not told the same sentence three times.
    expect(text('what about Putin?').match(/did not discuss/g)).toHaveLength(1);
  });

  it('begins with what matters most of somebody whose name stands nearly everywhere', () => {
    for (const question of ['what about Pompeo?', 'Putin', 'lavrov'])
      expect(text(question)).toMatch(/^.*\n(?:• )?US Secretary of State Mike Pompeo held talks/);
    // Another topic's name that holds the word makes no fact one about it.
    expect(text('US')).not.toContain('Views differ');
  });

  it('says how much is loaded where nothing is near', () => {
    expect(text('Nord Stream 2')).toMatch(
      /^Nothing on “Nord Stream 2” in what is loaded \(1 article, \d+ facts\)/,
    );
  });

  it('marks the quoted sentence among its neighbours', () => {
    const said = renderText(sourceDraft(['pompeo-sochi/inf'], 'what about INF?', basis).card);
    expect(said).toMatch(/^> The Russian leader made it clear/m);
    expect(said).toMatch(/^— Yury Ushakov · Pompeo in Sochi, undated · paragraph \d+ of \d+$/m);
  });

  it('colours only when asked to', () => {
    expect(text('what about INF?')).not.toContain('\u001b');
    expect(renderText(card('what about INF?'), { colour: true })).toContain('\u001b[1mINF\u001b[22m');
  });

  it('numbers the buttons where a number can be typed', () => {
    expect(renderText(card('what about INF?'), { actions: true })).toContain('[1] Show source  [2] START');
  });
});

describe('wrapping', () => {
  it('counts wide characters twice and marks not at all', () => {
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

describe('the topics on Discord', () => {
  const { card: topics } = topicsDraft(basis);
  const message = renderDiscord(topics);
  const wire = JSON.stringify(message);

  it('stand there once: in the menu, each with its facts, and what it has no room for counted', () => {
    for (const { label, detail } of topics.actions.slice(0, 25)) {
      expect(wire.split(`"${label}"`)).toHaveLength(2);
      expect(wire).toContain(`"label":"${label}"`);
      expect(wire).toContain(`"description":"${detail}"`);
      expect(discordHtml(message).split(`>${label} · ${detail}<`)).toHaveLength(2);
    }
    expect(wire).not.toContain('- US–Russia relations');
    expect(wire).toContain(`and ${shippedReadout.of(null).topics().length - 25} more`);
  });

  it('stand in a list above their buttons where they are few', () => {
    const few = { ...topics, hidden: 0, actions: topics.actions.slice(0, 3) };
    const section = { ...topics.sections[0]!, lines: topics.sections[0]!.lines.slice(0, 3) };
    const said = JSON.stringify(renderDiscord({ ...few, sections: [section] }));
    expect(said).toContain('- US–Russia relations · ');
    expect(said).toContain('"label":"US–Russia relations"');
  });
});
