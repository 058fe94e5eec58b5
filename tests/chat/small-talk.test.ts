import { beforeEach, describe, expect, it } from 'vitest';
import { readSmallTalk } from '../../src/answer/intent/small-talk.ts';
import type { Chat } from '../../src/chat/call-types.ts';
import { commonKey } from '../../src/domain/conversation-key.ts';
import { shippedChat } from '../helpers/shipped.ts';

const place = {
  ...{ tenant: 'slack:T1', channel: 'C1', person: 'ada', thread: commonKey('C1', '1') },
  mayManage: async () => true,
};
let chat: Chat;
beforeEach(() => {
  chat = shippedChat();
});
const says = (text: string) => chat.message({ ...place, eventId: null, text });
const overhears = (text: string) => chat.message({ ...place, eventId: null, text, overheard: true });

describe('what is no question', () => {
  it.each(['yes', 'No, thanks!', 'ok thanks', 'Thank you very much.', 'I think so', 'wow'])(
    '"%s" is not searched, and leaves the conversation where it was',
    async (text) => {
      await says('what about INF?');
      expect((await says(text))!.card).toMatchObject({
        kind: 'notice',
        title: 'Name what you want to know about',
      });
      expect((await says('who said that?'))!.card.kind).toBe('source');
    },
  );

  it.each(['share', 'Share it please', 'please share this with the channel'])(
    '"%s" is told of the button',
    async (text) => {
      const { title } = (await says(text))!.card;
      expect(title).toBe('To share a card, press Share under it');
    },
  );

  it('stays without an answer between people in the bot’s thread', async () => {
    await says('what about INF?');
    for (const text of ['yes', 'thanks', 'share it']) expect(await overhears(text)).toBeNull();
    expect((await overhears('and START?'))!.card.title).toBe('START');
  });

  it.each(['yes or no to Venezuela?', 'did he say yes?', 'share of votes', 'shares', 'thanks to Putin'])(
    'is not what "%s" is',
    (text) => {
      expect(readSmallTalk(text)).toBeNull();
    },
  );
});

describe('a long run of nods', () => {
  // Each of these can be parted in 2^n ways. Work that grows with the ways never ends here.
  const doubled = ['yes please ', 'no thanks, ', 'thanks a lot! ', 'thank you very much ', 'good to know. '];
  it.each(doubled)('of "%s" is read, and so is one that ends in something else', (nod) => {
    const run = nod.repeat(2_000);
    expect(readSmallTalk(run)).toBe('nod');
    expect(readSmallTalk(`${run}x`)).toBeNull();
    expect(readSmallTalk(`${run}thanks a`)).toBeNull();
  });

  it('may hold sounds drawn out, and any mark between', () => {
    for (const text of ['Hmmm, ok.', 'hahahaha yes!', 'thanks,ok', 'oh... I see'])
      expect(readSmallTalk(text)).toBe('nod');
    for (const text of ['', '...', 'hmmx', 'to know', 'see']) expect(readSmallTalk(text)).toBeNull();
  });
});

describe('how a question is read', () => {
  it('"and START?" is headed START, whoever it was read about', async () => {
    await says('what about INF?');
    await says('who said that?');
    expect((await says('and START?'))!.card.title).toBe('START');
    expect((await says('and what about Syria?'))!.card.title).toBe('Syria');
    expect((await says('did he mention Ukraine?'))!.card.title).toBe('Did Yury Ushakov mention Ukraine?');
  });

  it('"think" is no slip for "thing", and "I think" asks for nothing', async () => {
    for (const text of ['I think that Venezuela was discussed', 'what does Pompeo think of Venezuela?']) {
      const { card } = (await says(text))!;
      expect(card.notice).toBeUndefined();
      expect(card.title).toBe(text.replace(/^w/, 'W'));
      expect(JSON.stringify(card.sections)).toContain('Venezuela');
      expect(card.footer.join()).not.toContain('think');
    }
    expect((await says('what do you think?'))!.card.title).toBe('Name what you want to know about');
  });
});
