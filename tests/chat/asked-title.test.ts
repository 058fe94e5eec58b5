import { describe, expect, it } from 'vitest';
import { renderDiscord } from '../../src/adapters/discord/render.ts';
import { renderSlack } from '../../src/adapters/slack/render.ts';
import { newId } from '../../src/chat/ids.ts';
import type { Reply } from '../../src/domain/card.ts';
import { commonKey, privateKey } from '../../src/domain/conversation-key.ts';
import { renderHtml } from '../../src/render/html.ts';
import { renderText } from '../../src/render/text.ts';
import { shippedChat } from '../helpers/shipped.ts';

const place = { tenant: 't', channel: 'C1', person: 'ada', mayManage: async () => true, eventId: null };

/** Asks questions in one thread and returns the answers. */
async function said(...questions: readonly string[]): Promise<Reply> {
  const chat = shippedChat();
  const thread = commonKey('C1', newId());
  let last: Reply | null = null;
  for (const text of questions) last = await chat.message({ ...place, thread, text });
  return last!;
}
/** Returns everything shown of a card, on every platform. */
const shown = ({ card }: Reply) => [
  renderText(card),
  renderSlack(card).text,
  JSON.stringify(renderSlack(card).blocks),
  JSON.stringify(renderDiscord(card)),
  renderHtml(card).replace(/aria-label="[^"]*"/g, ''),
];

describe('a title that repeats the question', () => {
  it.each([
    'was Venezuela discussed?',
    'what did Lavrov say?',
    'Compare Pompeo and Ushakov',
    'any contradictions?',
    'key quotes',
    'list everything about sanctions',
    'did Putin arrive late at the talks in Sochi?',
  ])('is not shown right under it: “%s”', async (question) => {
    const reply = await said(question);
    const { title } = reply.card;
    if (reply.card.isAsked) for (const text of shown(reply)) expect(text).not.toContain(title);
    else expect(title.toLowerCase().replace(/\W/g, '')).not.toBe(question.toLowerCase().replace(/\W/g, ''));
    expect(shown(reply)[0]).not.toBe('');
  });

  it('names what it is a name of for whoever listens to the page', async () => {
    const reply = await said('key quotes');
    expect(renderHtml(reply.card)).toContain('aria-label="Key quotes"');
  });

  it.each([['tl;dr'], ['who is Ushakov?'], ['what about INF?', 'more'], ['what about INF?', 'source?']])(
    'stays where it says something else: %s',
    async (...questions) => expect((await said(...questions)).card.isAsked).toBeUndefined(),
  );

  it('stays where the question is out of sight: a slash command’s', async () => {
    const call = { ...place, thread: privateKey('C1', 'ada'), command: 'brief', text: 'what about INF?' };
    const reply = await shippedChat().command(call);
    expect(renderText(reply!.card)).toMatch(/^INF\n/);
  });
});

describe('what is carried over', () => {
  it.each([
    ['what about the G20?', 'and Lavrov?', 'Lavrov', 'On G20'],
    ['what about Ukraine?', 'and Lavrov?', 'Lavrov', 'On Ukraine'],
    ['how about sanctions?', 'and Ushakov?', 'Ushakov', 'On Sanctions'],
  ])(
    '“%s” “%s” keeps the matter, says so, and heads the card by the name',
    async (first, next, title, notice) => {
      const { card } = await said(first, next);
      expect(card.title).toBe(title);
      expect(card.notice).toBe(notice);
      expect(card.actions.map(({ label }) => label)).toContain(`All on ${title}`);
    },
  );

  it('goes on with the matter, person after person', async () => {
    expect((await said('what about the G20?', 'and Lavrov?', 'and Trump?')).card.notice).toBe('On G20');
  });
});

describe('what is not found', () => {
  it.each([
    ['ven', 'Venezuela'],
    ['what about sanc?', 'Sanctions'],
    ['rovan', 'Rovaniemi'],
  ])('is asked back where it begins a name: “%s”', async (question, name) => {
    const { card } = await said(question);
    expect(card.lede).toContain(`Did you mean ${name}`);
    expect(card.actions[0]).toMatchObject({ verb: 'ask', label: name });
  });

  it.each([
    ['brief me on Xyzzy', 'Xyzzy'],
    ['give me everything on Mars', 'Mars'],
    ['what about Zelensky?', 'Zelensky'],
  ])('is named without the words around it: “%s”', async (question, name) => {
    const { card } = await said(question);
    expect(card.title).toMatch(new RegExp(`^I found nothing on “${name}”`));
    expect(card.footer).toEqual([]);
  });
});

describe('a message that names the bot', () => {
  it.each([
    '@Readout what about INF?',
    'Readout, what about INF?',
    'what about INF? @readout',
    'hey readout, what about INF?',
  ])('asks the same: “%s”', async (question) => expect((await said(question)).card.title).toBe('INF'));
});

it('offers no button for the topic that is asked about', async () => {
  for (const [question, label] of [
    ['US–Russia relations', 'US–Russia relations'],
    ['us-russia relations', 'US–Russia relations'],
    ['what about Pompeo?', 'Mike Pompeo'],
    ['what about arms control?', 'Arms control'],
  ] as const)
    expect((await said(question)).card.actions.map((action) => action.label)).not.toContain(label);
});
