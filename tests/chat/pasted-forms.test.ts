import { beforeEach, describe, expect, it } from 'vitest';
import type { Chat } from '../../src/chat/call-types.ts';
import { privateKey } from '../../src/domain/conversation-key.ts';
import { HARBOUR, HARBOUR_TITLE, harbourSite } from '../helpers/harbour.ts';
import { chatsReading } from '../helpers/requested.ts';

const site = await harbourSite();
const newChat = chatsReading(site);

let chat: Chat;
beforeEach(() => {
  chat = newChat();
});
const place = { tenant: 'slack:T1', channel: 'D1', person: 'ada', mayManage: async () => true };
const says = async (text: string) =>
  (await chat.message({ ...place, thread: privateKey('D1', 'ada'), eventId: null, text }))!.card;
const linesOf = (card: Awaited<ReturnType<typeof says>>) =>
  card.sections.flatMap(({ lines }) => lines.map(({ claim }) => claim));

describe('a form asked for with a link or a text', () => {
  it.each([
    ['summarize % in 3 bullets', 3],
    ['% 2 bullets please', 2],
    ['3 bullets: %', 3],
    ['tl;dr in one sentence %', 1],
    ['please summarise % in two sentences', 2],
  ])('gives as many lines as are asked for: %s', async (message, count) => {
    const card = await says(message.replace('%', site.link()));
    expect(linesOf(card)).toHaveLength(count);
    expect(card.notice).toBeUndefined();
    expect(card.title).toBe(HARBOUR_TITLE);
  });

  it.each([
    ['key quotes from %', 'We will be back'],
    ['what are the key numbers in %?', '400 passengers'],
    ['who is Nils Holm? %', 'Nils Holm'],
  ])('gives what is asked for: %s', async (message, words) => {
    const card = await says(message.replace('%', site.link()));
    expect(linesOf(card).join()).toContain(words);
    expect(card.notice).toBeUndefined();
  });

  it('is that of the pasted text, too, and the thread goes on about it', async () => {
    const text = [...HARBOUR, ...HARBOUR].join('\n\n');
    expect(linesOf(await says(`2 bullets:\n\n${HARBOUR_TITLE}\n\n${text}`))).toHaveLength(2);
    expect(linesOf(await says('what did Nils Holm say?')).join()).toContain('We will be back');
  });

  it('falls back to the brief, and says so, where the article has nothing of the kind', async () => {
    const card = await says(`timeline of ${site.link('bridge')}`);
    expect(card.notice).toMatch(/^I found no answer to “timeline of” in it\.$|^$/);
    expect(linesOf(card).join()).toContain('The bridge between Oland');
  });
});
