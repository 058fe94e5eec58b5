import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonOn } from '../../fakes/discord/seen.ts';
import { HARBOUR_TITLE, harbourSite } from '../../helpers/harbour.ts';
import { chatsReading } from '../../helpers/requested.ts';
import { CONVERSATION } from '../../helpers/thread-talk.ts';
import { ADA, BEN, type Bed, startBed } from './harness.ts';

const site = await harbourSite();
const newChat = chatsReading(site);

let bed: Bed;
beforeEach(async () => {
  const chat = newChat();
  bed = await startBed({ chat: () => chat });
});
afterEach(() => bed.stop());

const ada = () => bed.discord.person(ADA);
const ben = () => bed.discord.person(BEN);
const mention = { mentions: true };

describe('a link pasted in a Discord channel', () => {
  it('is talked about in a thread that was opened on the brief', async () => {
    const brief = await bed.next(() => ada().says(site.link(), mention));
    expect(brief.text).toContain(HARBOUR_TITLE);
    const channel = bed.discord.openThread(brief.id);
    const asked = await bed.next(() => ben().says('how much did it cost a day?', { ...mention, channel }));
    expect(asked).toMatchObject({ channel, onlyFor: null });
    expect(asked.text).toContain('4 million kronor');
    // Discord empties messages that neither mention the bot nor reply to it.
    ada().says('lunch?', { channel });
    ben().says('in ten minutes', { channel });
    ben().says('told you so, that is a lot', { channel, repliesTo: asked.id });
    const next = await bed.next(() => ada().says('who said that?', { ...mention, channel }));
    expect(next.text).toContain('the port company said in a statement');
    const last = await bed.next(() => ben().says('and Nils Holm?', { channel, repliesTo: next.id }));
    expect(last.text).toContain('We will be back');
    await bed.settled();
    expect(bed.discord.seen).toHaveLength(4);
  });

  it('is talked about in a thread that was opened on the message with the link', async () => {
    await bed.next(() => ada().says(site.link(), { ...mention, messageId: '4001' }));
    const channel = bed.discord.openThread('4001');
    const asked = await bed.next(() => ben().says('what did Nils Holm say?', { ...mention, channel }));
    expect(asked.text).toContain('We will be back');
    const source = await bed.next(() => ada().says('source?', { ...mention, channel }));
    expect(source.text).toContain('union leader Nils Holm told reporters');
  });

  it('stays the subject of its thread after a restart', async () => {
    const brief = await bed.next(() => ada().says(site.link(), mention));
    const channel = bed.discord.openThread(brief.id);
    await bed.restart();
    const asked = await bed.next(() => ben().says('how many passengers waited?', { ...mention, channel }));
    expect(asked.text).toContain('400 passengers');
  });

  it('is not the subject of another link’s thread', async () => {
    await bed.next(() => ada().says(site.link(), mention));
    const other = await bed.next(() => ada().says(site.link('bridge'), mention));
    const channel = bed.discord.openThread(other.id);
    const said = await bed.next(() => ben().says('how long was it closed?', { ...mention, channel }));
    expect(said.text).toContain('two hours');
  });
});

describe('a Discord thread', () => {
  it('is one conversation, whoever mentions the bot in it', async () => {
    ada().says('we need to talk about the news', { messageId: '4002' });
    const channel = bed.discord.openThread('4002');
    await bed.next(() => ada().says('what did Pompeo say about Venezuela?', { ...mention, channel }));
    const carried = await bed.next(() => ben().says('and Lavrov?', { ...mention, channel }));
    expect(carried.text).toContain('On Venezuela');
    // The channel has a conversation of its own.
    const elsewhere = await bed.next(() => ben().says('who said that?', mention));
    expect(elsewhere.text).toContain('Ask something first');
  });

  it('on a shared card goes on from that card', async () => {
    const card = await bed.next(() => ada().slash('brief', { question: 'what about INF?' }));
    const shared = await bed.next(() => ada().presses(buttonOn(card, 'Share')));
    const channel = bed.discord.openThread(shared.id);
    const source = await bed.next(() => ben().says('who said that?', { ...mention, channel }));
    expect(source.text).toContain('The Russian leader made it clear');
    const more = await bed.next(() => ben().says('and START?', { ...mention, channel }));
    expect(more.text).toContain('START');
  });

  it('whose first message cannot be seen is a conversation all the same, and is looked up once', async () => {
    const channel = bed.discord.openThread('4003');
    bed.discord.close(bed.discord.CHANNEL, 'history');
    await bed.next(() => ada().says('what about INF?', { ...mention, channel }));
    const source = await bed.next(() => ben().says('who said that?', { ...mention, channel }));
    expect(source.text).toContain('The Russian leader made it clear');
    const looked = bed.discord.calls.filter(
      (call) => call.startsWith('GET') && call.includes('/messages/4003'),
    );
    expect(looked.length).toBeLessThanOrEqual(1);
  });
});

describe('a reply to a card', () => {
  const TALK = [
    'ha, Ushakov again',
    'I think Pompeo and Lavrov are wrong about all of it',
    'Tom has the slides I think',
    'that is a weak statement if you ask me',
    'what a mess',
    'so no deal then',
    'Lavrov is lying',
    'they should resign',
    'sure',
    'this is from 2019',
    'let me check',
    'see you at 13:00',
    'lol nice',
    'agreed 👍',
    'how funny!',
    'lol',
    'same',
    'is that good for us?',
    'see you tomorrow',
    'what do you think?',
    'are you coming to lunch?',
    'did anyone read this?',
    'what about lunch?',
    'really?',
    'why though?',
    'so what?',
    'what time is it?',
    'should we talk about arms control?',
    'where is it?',
    'stop it',
    'sources say so',
    'will Bob and Tom be there?',
    'hi',
  ];
  it.each(TALK)('that remarks on it between people gets no answer: "%s"', async (text) => {
    const card = await bed.next(() => ada().says('what about INF?', mention));
    ben().says(text, { repliesTo: card.id });
    const next = await bed.next(() => ada().says('who said that?', { repliesTo: card.id }));
    expect(next.text).toContain('The Russian leader made it clear');
    await bed.settled();
    expect(bed.discord.seen).toHaveLength(2);
  });

  it.each([
    ['was Syria discussed?', 'Syria was among the main topics'],
    ['and START?', 'START'],
    ['What about Zelensky?', 'I found nothing on “Zelensky”'],
    ['Venezuela', 'Venezuela'],
    ['tell me about North Korea', 'North Korea'],
    ['how long did the talks last?', 'talks'],
    ['when did they meet?', 'Pompeo'],
    ['is Lavrov right?', 'I found nothing on'],
    ['Tell me about Zelensky', 'I found nothing on'],
    ['are you sure?', 'The Russian leader'],
    ['when was this?', 'gives no date'],
    ['why?', 'INF'],
    ['source?', 'The Russian leader'],
    ['who said that?', 'The Russian leader'],
  ])('that asks is answered for all: "%s"', async (text, words) => {
    const card = await bed.next(() => ada().says('what about INF?', mention));
    const said = await bed.next(() => ben().says(text, { repliesTo: card.id }));
    expect(said).toMatchObject({ onlyFor: null, channel: bed.discord.CHANNEL });
    expect(said.text).toContain(words);
  });

  it('that names the bot is for it, whatever it says; thanks get a reaction', async () => {
    const card = await bed.next(() => ada().says('what about INF?', mention));
    const named = await bed.next(() =>
      ben().says('sanctions relief', { repliesTo: card.id, mentions: true }),
    );
    expect(named.text).toContain('anctions');
    expect(await bed.next(() => ben().says('thanks!', { repliesTo: card.id }))).toMatchObject({
      how: 'reaction',
      text: '🙏',
    });
  });
});

it('answers of forty messages in a Discord thread the four that are for it, and no other', async () => {
  const card = await bed.next(() => ada().says('what about INF?', mention));
  const channel = bed.discord.openThread(card.id);
  const first = await bed.next(() => ada().says('what about Lavrov?', { ...mention, channel }));
  const answered: string[] = [];
  for (const [at, line] of CONVERSATION.entries()) {
    const person = at % 2 === 0 ? ada() : ben();
    const text = line.replace(/^! /, '');
    const before = bed.discord.seen.length;
    if (line.startsWith('!')) await bed.next(() => person.says(text, { channel, repliesTo: first.id }));
    // Every third of the other messages is a reply to the card.
    else person.says(text, { channel, ...(at % 3 === 0 ? { repliesTo: first.id } : {}) });
    if (bed.discord.seen.length > before) answered.push(text);
  }
  await bed.bot().stop();
  const wanted = CONVERSATION.filter((line) => line.startsWith('!'));
  expect(answered).toEqual(wanted.map((line) => line.slice(2)));
  expect(bed.discord.seen).toHaveLength(2 + wanted.length);
});
