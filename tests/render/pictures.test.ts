import { describe, expect, it } from 'vitest';
import { discordHtml } from '../../src/adapters/discord/preview.ts';
import { renderDiscord } from '../../src/adapters/discord/render.ts';
import { cardView } from '../../src/adapters/slack/modal.ts';
import { slackHtml } from '../../src/adapters/slack/preview.ts';
import { renderSlack } from '../../src/adapters/slack/render.ts';
import type { Card, CardSource } from '../../src/domain/card.ts';
import { EN } from '../../src/domain/words/en.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderText } from '../../src/render/text.ts';

const picture = 'https://pictures.example/pier.jpg?a=1&b=2';
const source: CardSource = {
  title: 'Pier *closes* <now>',
  url: 'https://harbour.example/pier',
  site: 'harbour.example',
  date: '3 March 2026',
};
const brief: Card = {
  id: 'abcdefghijkl',
  kind: 'brief',
  title: 'pier',
  picture,
  sections: [{ style: 'facts', lines: [{ factId: 'a/1', claim: 'The pier is closed.', attribution: null }] }],
  sources: [source],
  hidden: 0,
  footer: ['2 months old'],
  actions: [],
};
const article: Card = {
  ...brief,
  kind: 'article',
  title: 'Pier *closes* <now>',
  url: 'https://harbour.example/pier',
  lede: 'harbour.example · 3 March 2026',
  sources: [],
};

const slackImages = (card: Card) =>
  renderSlack(card).blocks.flatMap((block) => (block.type === 'section' ? block : []));
const discordImages = (card: Card) =>
  renderDiscord(card).components[0].components.flatMap((one) => (one.type === 9 ? one : []));

describe('the picture of a card', () => {
  it('stands beside the title of an article and has the headline as its text', () => {
    expect(slackImages(article)).toEqual([
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: expect.stringMatching(
            /^\*<https:\/\/harbour\.example\/pier\|Pier .*closes.* &lt;now&gt;>\*\nharbour\.example · 3 March 2026$/,
          ),
          verbatim: true,
        },
        accessory: { type: 'image', image_url: picture, alt_text: 'Pier *closes* <now>' },
      },
    ]);
    expect(renderSlack(article).blocks[0]!.type).toBe('section');
    expect(discordImages(article)).toEqual([
      {
        type: 9,
        components: [{ type: 10, content: expect.stringMatching(/^### \[Pier .*\n-# harbour\.example/) }],
        accessory: { type: 11, media: { url: picture }, description: 'Pier *closes* <now>' },
      },
    ]);
  });

  it('stands beside the only source of an answer, below its lines', () => {
    const [image] = slackImages(brief);
    expect(image).toMatchObject({ accessory: { image_url: picture, alt_text: source.title } });
    expect(image!.text.text).toMatch(
      /^<https:\/\/harbour\.example\/pier\|.*\nharbour\.example · 3 March 2026$/,
    );
    expect(renderSlack(brief).blocks.map(({ type }) => type)).toEqual([
      ...['context', 'rich_text', 'section', 'context'],
    ]);
    const [thumbnail] = discordImages(brief);
    expect(thumbnail!.components[0].content).toMatch(/^-# \[Pier .*\n-# 2 months old$/);
    expect(thumbnail!.accessory).toMatchObject({ media: { url: picture }, description: source.title });
  });

  it.each([
    ['whose lines name several articles', { ...brief, sources: [source, source] }],
    ['that names none', { ...brief, sources: [] }],
    ['whose picture has no web address', { ...article, picture: 'data:image/png;base64,x' }],
    ['without one', { ...article, picture: undefined as never }],
  ])('is not on a card %s', (_, card: Card) => {
    expect([...slackImages(card), ...discordImages(card)]).toEqual([]);
    expect(renderSlack(card).text).toBe(renderSlack({ ...card, picture }).text);
  });

  it('is left out where its address is longer than the platform takes', () => {
    const long = (length: number) => ({ ...article, picture: picture.padEnd(length, 'x') });
    expect([slackImages(long(3000)).length, slackImages(long(3001)).length]).toEqual([1, 0]);
    expect([discordImages(long(2048)).length, discordImages(long(2049)).length]).toEqual([1, 0]);
  });

  it('is not in a modal, which would not open if Slack could not load it', () => {
    const view = cardView(article, { channel: 'C1' }, EN);
    expect(JSON.stringify(view)).not.toContain('pictures.example');
  });

  it('is loaded by no page: previews show an empty box with its text, the card itself none', () => {
    for (const card of [brief, article]) {
      for (const html of [slackHtml(renderSlack(card)), discordHtml(renderDiscord(card))]) {
        expect(html).toContain(
          '<span class="picture" role="img" aria-label="Pier *closes* &lt;now&gt;"></span>',
        );
        expect(html).toContain('Pier');
        expect(html).not.toContain('pictures.example');
        expect(html).not.toContain('<img');
      }
      for (const said of [renderHtml(card), renderText(card)]) expect(said).not.toContain('pictures.example');
    }
  });
});
