import { describe, expect, it } from 'vitest';
import { actionToken } from '../../src/domain/action.ts';
import { privateKey } from '../../src/domain/conversation-key.ts';
import { chatInThread, place } from './chat-in-thread.ts';

const { chat, says } = chatInThread();

describe('what is nearly a command', () => {
  it.each([
    ['/nope', 'There is no command “nope”'],
    ['/topcis', 'There is no command “topcis”'],
    ['topcis', 'Did you mean /topics?'],
    ['digset on 9', 'Did you mean /digest on 9?'],
    ['digest please whenever', 'Say when the digest is to come'],
    [
      'follow the yellow brick road',
      'To follow a page, name its address; to watch a topic, name one that is here',
    ],
  ])('"%s" is shown its right form, and not searched', async (text, title) => {
    expect((await says(text))!.card).toMatchObject({ kind: 'error', title });
  });

  it.each([
    'subscribe',
    'follow this',
    'feed add',
    'help?',
    '--help',
    'please stop',
    'digest stop',
    'unsubscribe me',
  ])('"%s" is done, or told how', async (text) =>
    expect(['help', 'error', 'notice']).toContain((await says(text))!.card.kind),
  );

  it('searches it after all where its button is pressed', async () => {
    const reply = (await says('follow the road to the sanatorium'))!;
    const search = reply.card.actions.find(({ label }) => label === 'Search for it')!;
    const { card } = (await chat().press({
      ...place,
      eventId: null,
      token: actionToken(search, reply.card.id),
    }))!;
    expect(['brief', 'conflict', 'nearest', 'abstained']).toContain(card.kind);
  });

  it('runs no command out of another person’s message', async () => {
    const values = { question: 'digest off' };
    const { card } = (await chat().command({
      ...place,
      thread: privateKey('C1', 'ada'),
      eventId: null,
      command: 'brief',
      values,
    }))!;
    expect(card.title).toBe('Did you mean /digest off?');
  });
});
