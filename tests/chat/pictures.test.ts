import { describe, expect, it } from 'vitest';
import type { Chat } from '../../src/chat/call-types.ts';
import { actionToken } from '../../src/domain/action.ts';
import type { Card, Reply } from '../../src/domain/card.ts';
import { commonKey, privateKey } from '../../src/domain/conversation-key.ts';
import { HARBOUR_PICTURE, harbourSite } from '../helpers/harbour.ts';
import { chatsReading } from '../helpers/requested.ts';

const site = await harbourSite();
const newChat = chatsReading(site);

const place = { tenant: 'slack:T1', channel: 'C1', person: 'U1', mayManage: async () => true, eventId: null };
const say = async (chat: Chat, text: string): Promise<Card> =>
  (await chat.message({ ...place, thread: commonKey('C1', '1.0'), text }))!.card;
const link = site.link();

describe('the picture of the article that a card is about', () => {
  it.each([
    ['its brief', link, 'article'],
    ['its summary', `in 2 bullets ${link}`, 'article'],
    ['an answer from it alone', `how much did the strike cost a day? ${link}`, 'brief'],
  ])('is on %s', async (_, text, kind) => {
    expect(await say(newChat(), text)).toMatchObject({ kind, picture: HARBOUR_PICTURE });
  });

  it.each([
    ['of several articles', `${link} ${site.link('bridge')}`],
    ['of an article without one', site.link('bridge')],
    ['about other articles', 'what about INF?'],
    ['of no article', 'help'],
  ])('is not on a card %s', async (_, text) => {
    expect(await say(newChat(), text)).not.toHaveProperty('picture');
  });

  it('is not on an answer whose lines come from several articles', async () => {
    const chat = newChat();
    await say(chat, link);
    await say(chat, site.link('bridge'));
    const card = await chat.message({ ...place, thread: commonKey('C1', '9.0'), text: 'Monday or Friday' });
    const articles = new Set(
      card!.card.sections.flatMap(({ lines }) => lines.map(({ factId }) => factId?.split('/')[0])),
    );
    expect(articles.size).toBeGreaterThan(1);
    expect(card!.card).not.toHaveProperty('picture');
  });

  it('stays on the card when it is shared', async () => {
    const chat = newChat();
    const thread = privateKey('C1', 'U1');
    const { card } = (await chat.command({ ...place, thread, command: 'brief', text: link }))!;
    const share = card.actions.find(({ verb }) => verb === 'share')!;
    const shared: Reply | null = await chat.press({ ...place, thread, token: actionToken(share, card.id) });
    expect(shared).toMatchObject({ visibility: 'channel', card: { picture: HARBOUR_PICTURE } });
  });

  it('is on no card where the operator turned pictures off', async () => {
    const chat = newChat(false);
    for (const text of [link, `how much did the strike cost a day? ${link}`])
      expect(await say(chat, text)).not.toHaveProperty('picture');
  });
});
