import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../fakes/discord/seen.ts';
import { HARBOUR, HARBOUR_PICTURE, HARBOUR_TITLE, harbourSite } from '../../helpers/harbour.ts';
import { chatsReading } from '../../helpers/requested.ts';
import { makePdf, pagesOf } from '../../ingest/documents/make-pdf.ts';
import { makeDocx } from '../../ingest/documents/make-zip.ts';
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
const DIRECT = { channel: '700000000000000777', guild: null };

describe('a link in Discord', () => {
  it.each([
    ['alone', (url: string) => url],
    ['without its preview', (url: string) => `<${url}>`],
    ['with a label', (url: string) => `[the strike](${url})`],
    ['with words', (url: string) => `brief us on ${url} pls`],
  ])('%s is answered by its brief, in reply', async (_, text) => {
    const brief = await bed.next(() => ada().says(text(site.link()), { mentions: true, messageId: '900' }));
    expect(brief).toMatchObject({ how: 'message', onlyFor: null, repliesTo: '900' });
    expect(brief.text).toContain(HARBOUR_TITLE);
    expect(brief.text).toContain('ended a three-day strike');
  });

  it('is read for one person by /brief, in a direct message, and by a message’s menu', async () => {
    const slash = await bed.next(() => ada().slash('brief', { question: site.link() }));
    const menu = await bed.next(() => ada().usesMenu(`Interesting: ${site.link()}`));
    const direct = await bed.next(() => ada().says(site.link(), DIRECT));
    for (const card of [slash, menu]) expect(card.onlyFor).toBe(ADA);
    for (const card of [slash, menu, direct]) expect(card.text).toContain(HARBOUR_TITLE);
  });

  it('of a slow site is deferred within Discord’s three seconds, then answered', async () => {
    const release = site.hold();
    const called = bed.discord.isCalled('/callback');
    const done = bed.next(() => ada().slash('brief', { question: site.link() }));
    await called;
    release();
    expect(await done).toMatchObject({ how: 'edit', onlyFor: ADA });
  });
});

describe('the picture of an article in Discord', () => {
  it('stands beside the headline', async () => {
    const brief = await bed.next(() => ada().says(site.link(), { mentions: true }));
    const [{ components }] = brief.payload.components as [{ readonly components: readonly Json[] }];
    expect(components[0]).toMatchObject({
      type: 9,
      components: [{ content: expect.stringContaining(HARBOUR_TITLE) }],
      accessory: { type: 11, media: { url: HARBOUR_PICTURE }, description: HARBOUR_TITLE },
    });
  });
});

describe('a message that somebody else wrote', () => {
  const ben = () => bed.discord.person(BEN);
  const seenBy = (content: string) => ({ content });

  it.each(['what does it say?', 'summarise this please', 'tl;dr', ''])(
    'is read when “%s” replies to its link',
    async (asked) => {
      // Discord includes the message's text with the message-content intent, or if it mentions the bot.
      ben().says('', { messageId: '901', extra: seenBy(`Look: ${site.link()}`) });
      const brief = await bed.next(() => ada().says(asked, { repliesTo: '901', mentions: true }));
      expect(brief.text).toContain(HARBOUR_TITLE);
    },
  );

  it('cannot be read where Discord keeps its words back, and that is said', async () => {
    ben().says(`Look: ${site.link()}`, { messageId: '902' });
    const told = await bed.next(() => ada().says('what does it say?', { repliesTo: '902', mentions: true }));
    expect(told.onlyFor ?? told.channel).not.toBe(bed.discord.CHANNEL);
    expect(told.text).toContain('I cannot see the message that you reply to');
    const asked = await bed.next(() => ada().says('what about INF?', { repliesTo: '902', mentions: true }));
    expect(asked.text).toContain('INF treaties');
  });

  it('is read where it is forwarded', async () => {
    const message = { content: `News: ${site.link()}`, embeds: [], attachments: [], type: 0, flags: 0 };
    const extra: Json = {
      message_reference: { type: 1, channel_id: '1', message_id: '2' },
      message_snapshots: [{ message: { ...message, timestamp: new Date(0).toISOString(), components: [] } }],
    };
    const brief = await bed.next(() => ada().says('', { ...DIRECT, extra }));
    expect(brief.text).toContain(HARBOUR_TITLE);
  });

  it('is read where it is an embed and nothing else', async () => {
    const embeds = [{ type: 'article', title: 'Strike over', url: site.link() }];
    const brief = await bed.next(() => ada().usesMenu('', { extra: { embeds } }));
    expect(brief.text).toContain(HARBOUR_TITLE);
  });
});

describe('a file in Discord', () => {
  const text = `${HARBOUR_TITLE}\n\n${HARBOUR.join('\n\n')}`;

  it.each<[string, () => Json]>([
    ['text', () => bed.discord.upload('strike.txt', text)],
    ['PDF', () => bed.discord.upload('strike.pdf', makePdf(pagesOf(HARBOUR)), 'application/pdf')],
    ['Word', () => bed.discord.upload('strike.docx', makeDocx(HARBOUR), 'application/octet-stream')],
  ])('%s is briefed on, attached to a message or chosen in /brief', async (_, upload) => {
    const direct = await bed.next(() => ada().says('', { ...DIRECT, extra: { attachments: [upload()] } }));
    expect(direct.text).toContain('three-day strike');
    const attached = { mentions: true, extra: { attachments: [upload()] } };
    const mention = await bed.next(() => ada().says('how many passengers waited?', attached));
    expect(mention.text).toContain('400 passengers');
    const chosen = await bed.next(() => ada().slash('brief', {}, { file: upload() }));
    expect(chosen).toMatchObject({ onlyFor: ADA });
    expect(chosen.text).toContain('three-day strike');
    const question = { question: 'what did Nils Holm say?' };
    const answered = await bed.next(() => ada().slash('brief', question, { file: upload() }));
    expect(answered.text).toContain('We will be back');
  });

  it.each<[string, RegExp, () => Json]>([
    ['too big', /too large/, () => bed.discord.upload('a.txt', 'x', 'text/plain', { size: 9_000_000 })],
    [
      'bigger than it said',
      /too large/,
      () => bed.discord.upload('a.txt', 'x'.repeat(5_100_000), 'text/plain', { size: 9 }),
    ],
    [
      'no text',
      /I can read text/,
      () => bed.discord.upload('a.bin', Buffer.from([0, 1, 2, 0]), 'application/octet-stream'),
    ],
    ['a picture', /I can read text/, () => bed.discord.upload('a.png', '\x89PNG', 'image/png')],
    [
      'gone',
      /not there any more/,
      () => ({
        ...bed.discord.upload('a.txt', 'x'),
        url: `${bed.discord.apiUrl().replace('/api', '')}/attachments/1/2/a.txt`,
      }),
    ],
    [
      'of another host',
      /does not give/,
      () => bed.discord.upload('a.txt', 'x', 'text/plain', { url: 'https://evil.example/a' }),
    ],
    [
      'of another port',
      /does not give/,
      () => bed.discord.upload('a.txt', 'x', 'text/plain', { url: site.link() }),
    ],
  ])('%s is told of in one line, to its owner alone', async (_, line, upload) => {
    const told = await bed.next(() => ada().slash('brief', {}, { file: upload() }));
    expect(told).toMatchObject({ onlyFor: ADA });
    expect(told.text).toMatch(line);
  });

  it('may be left out of /brief, and so may the question, which is then asked for', async () => {
    const [registered] = (bed.discord.registered() as Json[]).filter(({ name }) => name === 'brief');
    expect(registered!.options).toMatchObject([
      { name: 'question', type: 3 },
      { name: 'file', type: 11 },
      { name: 'article', type: 3 },
    ]);
    expect((await bed.next(() => ada().slash('brief'))).text).toContain('Ask about something');
  });
});
