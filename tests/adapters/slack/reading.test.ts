import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Chat } from '../../../src/chat/call-types.ts';
import { HARBOUR, HARBOUR_PICTURE, HARBOUR_TITLE, harbourSite } from '../../helpers/harbour.ts';
import { chatsReading } from '../../helpers/requested.ts';
import { makePdf, pagesOf } from '../../ingest/documents/make-pdf.ts';
import { makeDocx } from '../../ingest/documents/make-zip.ts';
import { type Bed, slackBed } from './harness.ts';

const site = await harbourSite();
const newChat = chatsReading(site);

let bed: Bed;
beforeEach(async () => {
  bed = await slackBed({ chat: newChat() });
});
afterEach(() => bed.stop());

/** Returns what was shown, without reactions. */
const cards = () => bed.slack.seen.filter(({ method }) => method !== 'reactions.add');
/** Waits for the card that an action leads to. */
async function cardAfter(act: Promise<unknown>) {
  const before = bed.slack.seen.length;
  await act;
  for (let at = before; ; at++) {
    const seen = await bed.slack.sees(at);
    // A progress line may come first if reading takes a moment.
    if (seen.method !== 'reactions.add' && !seen.text.startsWith('Reading ')) return seen;
  }
}
const share = (text: string) => ({ extra: { attachments: [{ is_share: true, text, ts: '1.1' }] } });

describe('a link in Slack', () => {
  it.each([
    ['alone', (url: string) => `<${url}>`],
    ['with a label', (url: string) => `<${url}|Kalmar strike>`],
    ['with words', (url: string) => `can you brief us on <${url}> please`],
    ['twice', (url: string) => `<${url}> and again <${url}|here>`],
    ['once more', (url: string) => `same link once more, just below: <${url}>`],
  ])('%s is answered by its brief in the thread, with 👀 while it is read', async (_, text) => {
    const brief = await cardAfter(bed.ada.mentions(text(site.link()), { ts: '5.1' }));
    expect(brief).toMatchObject({ method: 'chat.postMessage', thread: '5.1', onlyFor: null });
    expect(brief.text).toContain(HARBOUR_TITLE);
    expect(brief.text).toContain('ended a three-day strike');
    expect(bed.slack.seen[0]).toMatchObject({ method: 'reactions.add', text: '"eyes"', thread: '5.1' });
    await bed.bot().stop();
    expect([...bed.slack.reactions]).toEqual([]);
  });

  it('is read for one person by /brief, in a direct message, and by a message’s menu', async () => {
    const slash = await cardAfter(bed.ada.slash(site.link()));
    expect(slash).toMatchObject({ onlyFor: 'U1' });
    const direct = await cardAfter(bed.ada.says(`<${site.link()}>`));
    expect(direct).toMatchObject({ channel: 'D1' });
    const menu = await cardAfter(bed.ada.usesShortcut(`Interesting: <${site.link()}|a strike>`));
    expect(menu).toMatchObject({ onlyFor: 'U1' });
    for (const card of [slash, direct, menu]) expect(card.text).toContain(HARBOUR_TITLE);
  });

  it('shows a status line in a direct message while it is read', async () => {
    const release = site.hold();
    const done = cardAfter(bed.ada.says(`<${site.link()}>`));
    while (!bed.slack.calls.includes('assistant.threads.setStatus')) await new Promise(setImmediate);
    release();
    expect((await done).text).toContain(HARBOUR_TITLE);
    expect(bed.slack.assistantCalls.some(({ status }) => status !== '' && status !== undefined)).toBe(true);
  });

  it('of several is read one by one, on one card', async () => {
    const text = `<${site.link()}> <${site.link('bridge')}|Oland> <${site.link('gone')}>`;
    const brief = await cardAfter(bed.ada.mentions(text));
    expect(brief.text).toContain(HARBOUR_TITLE);
    expect(brief.text).toContain('Bridge to Oland');
    expect(brief.text).toContain('404');
  });
});

describe('a link that takes long to read, in a slash command', () => {
  let announced: PromiseWithResolvers<void>;
  let release: () => void;
  const slowly = (chat: Chat): Chat => ({
    ...chat,
    command: async (call) => {
      call.announce?.('Reading harbour.example …');
      announced.resolve();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return chat.command({ ...call, announce: () => {} });
    },
  });
  beforeEach(() => {
    announced = Promise.withResolvers();
  });
  afterEach(() => void vi.useRealTimers());

  // Slack replaces no response to a command, so a progress line stays beside the answer.
  it.each([
    ['two seconds', 2_000, []],
    ['three seconds', 3_000, ['Reading harbour.example …']],
  ])('of %s', async (_, ms, lines) => {
    const slow = await slackBed({ chat: slowly(newChat()) });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await slow.ada.slash(site.link());
    await announced.promise;
    vi.advanceTimersByTime(ms);
    vi.useRealTimers();
    release();
    const brief = await slow.slack.sees(lines.length);
    expect(brief.text).toContain(HARBOUR_TITLE);
    await slow.quiet(lines.length + 1);
    expect(slow.slack.seen.slice(0, -1).map(({ text }) => text)).toEqual(lines);
    await slow.stop();
  });
});

describe('the picture of an article in Slack', () => {
  const image = { type: 'image', image_url: HARBOUR_PICTURE, alt_text: HARBOUR_TITLE };
  /** Every way in which a card is sent: in a channel, in a direct message, and to the asker only. */
  const ways = [
    ['in a channel', () => bed.ada.mentions(`<${site.link()}>`)],
    ['in a direct message', () => bed.ada.says(`<${site.link()}>`)],
    ['to the asker', () => bed.ada.slash(site.link())],
  ] as const;

  it.each(ways)('stands beside the headline, %s', async (_, act) => {
    const { blocks } = await cardAfter(act());
    expect(blocks[0]).toMatchObject({ type: 'section', accessory: image });
    expect(JSON.stringify(blocks[0])).toContain(HARBOUR_TITLE);
  });

  it.each(ways)('that Slack cannot load is left out and the card is sent once, %s', async (_, act) => {
    bed.slack.cannotLoad(HARBOUR_PICTURE);
    const { blocks, text } = await cardAfter(act());
    expect(text).toContain(HARBOUR_TITLE);
    expect(JSON.stringify(blocks)).not.toContain('image');
    await bed.bot().stop();
    expect(cards().filter((card) => card.text.includes(HARBOUR_TITLE))).toHaveLength(1);
    expect(bed.logged).toEqual([]);
  });

  it('stands beside the source of an answer, and not where a page names none', async () => {
    const { blocks } = await cardAfter(
      bed.ada.mentions(`how much did the strike cost a day? <${site.link()}>`),
    );
    const at = blocks.findIndex(({ type }) => type === 'section');
    expect(at).toBeGreaterThan(0);
    expect(blocks[at]).toMatchObject({ accessory: image });
    const bridge = await cardAfter(bed.ada.mentions(`<${site.link('bridge')}>`));
    expect(JSON.stringify(bridge.blocks)).not.toContain('image');
  });
});

describe('a message that somebody else wrote', () => {
  it.each(['what does it say?', 'summarise this please', 'tl;dr', ''])(
    'is read when “%s” is asked under its link',
    async (asked) => {
      const { ts } = bed.slack.addMessage('C1', `Look: <${site.link()}>`, 'T1', { user: 'U9' });
      const brief = await cardAfter(bed.ada.mentions(asked, { thread: ts, extra: { parent_user_id: 'U9' } }));
      expect(brief).toMatchObject({ thread: ts });
      expect(brief.text).toContain(HARBOUR_TITLE);
    },
  );

  it('answers a question under its link, and one that is about other news from those', async () => {
    const { ts } = bed.slack.addMessage('C1', `<${site.link()}|strike>`, 'T1', { user: 'U9' });
    const under = { thread: ts, extra: { parent_user_id: 'U9' } };
    const cost = await cardAfter(bed.ada.mentions('how much did the strike cost a day?', under));
    expect(cost.text).toContain('4 million kronor');
    const other = bed.slack.addMessage('C1', `<${site.link('bridge')}|wind>`, 'T1', { user: 'U9' });
    const holm = await cardAfter(
      bed.ada.mentions('what about Nils Holm?', { thread: other.ts, extra: { parent_user_id: 'U9' } }),
    );
    expect(holm.text).toContain('We will be back');
  });

  it('is read where it is forwarded, quoted, or an app’s own post', async () => {
    const forwarded = await cardAfter(bed.ada.mentions('', share(`News: <${site.link()}>`)));
    expect(forwarded.text).toContain(HARBOUR_TITLE);
    const text = await cardAfter(bed.ada.says('thoughts?', share(HARBOUR.join('\n\n'))));
    expect(text.text).toContain('three-day strike');
    const attachments = [{ title: 'Strike over', title_link: site.link(), text: 'It ended.' }];
    const post = await cardAfter(bed.ada.usesShortcut('', { extra: { attachments } }));
    expect(post.text).toContain(HARBOUR_TITLE);
    const elements = [
      { type: 'rich_text_section', elements: [{ type: 'link', url: site.link(), text: 'x' }] },
    ];
    const blocks = [{ type: 'rich_text', elements }];
    const rich = await cardAfter(bed.ada.usesShortcut('', { extra: { blocks } }));
    expect(rich.text).toContain(HARBOUR_TITLE);
  });
});

describe('a file in Slack', () => {
  const text = `${HARBOUR_TITLE}\n\n${HARBOUR.join('\n\n')}`;
  const dropped = (files: readonly object[]) => ({ extra: { subtype: 'file_share', files } });

  it.each([
    ['text', () => bed.slack.upload({ name: 'strike.txt', bytes: text })],
    [
      'PDF',
      () =>
        bed.slack.upload({
          name: 'strike.pdf',
          bytes: makePdf(pagesOf(HARBOUR)),
          mimetype: 'application/pdf',
        }),
    ],
    [
      'Word',
      () =>
        bed.slack.upload({
          name: 'strike.docx',
          bytes: makeDocx(HARBOUR),
          mimetype: 'application/octet-stream',
        }),
    ],
    ['file of a shared channel', () => bed.slack.upload({ name: 'strike.txt', bytes: text, isStub: true })],
  ])('%s is fetched with the bot’s token and briefed on', async (_, upload) => {
    const direct = await cardAfter(bed.ada.says('', dropped([upload()])));
    expect(direct.text).toContain('three-day strike');
    const mention = await cardAfter(
      bed.ada.mentions('how many passengers waited?', { extra: { files: [upload()] } }),
    );
    expect(mention.text).toContain('400 passengers');
    expect(mention).toMatchObject({ onlyFor: null });
  });

  it.each<[string, RegExp, () => object]>([
    ['deleted', /^a\.txt was deleted\.$/m, () => bed.slack.upload({ name: 'a.txt', deleted: true })],
    [
      'over the plan’s limit',
      /over its limit/,
      () => bed.slack.upload({ name: 'a.txt', extra: { mode: 'hidden_by_limit' } }),
    ],
    [
      'kept elsewhere',
      /kept outside Slack/,
      () => bed.slack.upload({ name: 'plan', extra: { mode: 'external' } }),
    ],
    [
      'a canvas',
      /canvases/,
      () => bed.slack.upload({ name: 'c', extra: { filetype: 'canvas', mode: 'space' } }),
    ],
    [
      'too big',
      /too large: I read files up to 5 MB/,
      () => ({ ...bed.slack.upload({ name: 'a.txt' }), size: 9_000_000 }),
    ],
    [
      'bigger than it said',
      /too large/,
      () => ({ ...bed.slack.upload({ name: 'a.txt', bytes: 'x'.repeat(5_100_000) }), size: 10 }),
    ],
    [
      'too big in a shared channel',
      /too large/,
      () => bed.slack.upload({ name: 'a.txt', isStub: true, extra: { size: 9_000_000 } }),
    ],
    [
      'no text',
      /I can read text/,
      () =>
        bed.slack.upload({
          name: 'a.bin',
          bytes: Buffer.from([0, 1, 2, 3, 0, 0]),
          mimetype: 'application/octet-stream',
        }),
    ],
    [
      'a picture',
      /I can read text/,
      () => bed.slack.upload({ name: 'a.png', bytes: '\x89PNG', mimetype: 'image/png' }),
    ],
    [
      'of another host',
      /does not give/,
      () => ({
        ...bed.slack.upload({ name: 'a.txt' }),
        url_private: 'https://evil.example/a',
        url_private_download: undefined,
      }),
    ],
  ])('%s is told of in one line, to its owner alone', async (_, line, upload) => {
    const told = await cardAfter(bed.ada.mentions('', { extra: { files: [upload()] } }));
    expect(told).toMatchObject({ onlyFor: 'U1' });
    expect(told.text).toMatch(line);
    expect(told.text.trim().split('\n')).toHaveLength(1);
  });

  it('asks for the scope where the app has none, and shows the login page of nobody', async () => {
    bed.slack.tokens.of('xoxb-good')!.scopes = new Set(['chat:write', 'reactions:write']);
    for (const isStub of [false, true]) {
      const told = await cardAfter(
        bed.ada.mentions('', {
          extra: { files: [bed.slack.upload({ name: 'a.txt', bytes: text, isStub })] },
        }),
      );
      expect(told.text).toContain('scope files:read');
    }
    expect(cards()).toHaveLength(2);
  });
});
