import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDiscordPublisher } from '../../../src/adapters/discord/discord-publisher.ts';
import { noticeDraft } from '../../../src/answer/cards/notice-card.ts';
import type { Post, Publisher } from '../../../src/domain/publisher.ts';
import { MINUTE } from '../../../src/domain/time.ts';
import { type FakeDiscord, startFakeDiscord } from '../../fakes/discord/discord.ts';
import { REAL_RATES } from '../../fakes/discord/rates.ts';

const ADA = '100000000000000001';
const TOKEN = 'good.token.here';
let clock = Date.parse('2026-05-14T09:00:00Z');
const now = () => clock;

describe('posts to Discord over REST', () => {
  let discord: FakeDiscord;
  let publisher: Publisher;
  let post: Post;
  const card = (id: string) => noticeDraft({ id }, 'Nothing new today.').card;
  const lost = { status: 0, cut: true, after: true };
  const shown = () => discord.seen.length;

  beforeEach(async () => {
    clock = Date.parse('2026-05-14T09:00:00Z');
    discord = await startFakeDiscord({ now });
    publisher = createDiscordPublisher({
      token: TOKEN,
      apiUrl: discord.apiUrl(),
      now: () => new Date(clock),
    });
    const since = new Date(clock).toISOString();
    post = { id: 'd1', tenant: 'discord:8', channel: discord.CHANNEL, card: card('d1'), since };
  });
  afterEach(() => discord.stop());

  it('posts a card that pings nobody, with its delivery as nonce', async () => {
    const posted = await publisher.post(post);
    expect(discord.seen).toMatchObject([
      { channel: discord.CHANNEL, onlyFor: null, text: expect.stringContaining('Nothing new today.') },
    ]);
    expect(posted).toEqual({ kind: 'sent', messageId: discord.seen[0]!.id });
    expect(discord.seen[0]!.payload).toMatchObject({
      nonce: 'd1',
      enforce_nonce: true,
      allowed_mentions: { parse: [] },
    });
  });

  it('shows a post once even if it is sent again within minutes', async () => {
    const first = await publisher.post(post);
    expect(await publisher.post(post)).toEqual(first);
    expect(shown()).toBe(1);
  });

  it('is doubtful if the response was lost, and finds the post', async () => {
    discord.failNext('/messages', lost);
    expect((await publisher.post(post)).kind).toBe('doubtful');
    clock += 30 * MINUTE;
    expect(await publisher.find(post)).toEqual({ kind: 'found', messageId: discord.seen[0]!.id });
  });

  it.each([
    ['the connection broke before', { status: 0, cut: true }],
    ['Discord failed', { status: 503 }],
  ])('is in doubt where %s, and finds nothing posted', async (_, fault) => {
    discord.failNext('/messages', fault);
    expect((await publisher.post(post)).kind).toBe('doubtful');
    clock += 30 * MINUTE;
    expect(await publisher.find(post)).toEqual({ kind: 'absent' });
    expect(discord.calls.filter((name) => name.startsWith('POST'))).toHaveLength(1);
  });

  it('distinguishes its own post from others of the day, page by page', async () => {
    await publisher.post({ ...post, id: 'd0', card: card('d0') });
    for (let said = 0; said < 150; said++) {
      clock += 1000;
      discord.person(ADA).says(`${said}`);
    }
    clock += MINUTE;
    expect(await publisher.find(post)).toEqual({ kind: 'absent' });
    const posted = await publisher.post(post);
    for (let said = 0; said < 150; said++) discord.person(ADA).says(`${said}`);
    expect(await publisher.find(post)).toMatchObject({
      kind: 'found',
      ...(posted.kind === 'sent' && { messageId: posted.messageId }),
    });
  });

  it('trusts an empty history only if the channel confirms it: without the right to read it, it cannot know', async () => {
    await publisher.post(post);
    discord.close(discord.CHANNEL, 'history');
    expect(await publisher.find(post)).toEqual({ kind: 'absent' });
    expect(await publisher.post(post)).toMatchObject({ kind: 'sent' });
    expect(shown()).toBe(1);
    clock += 30 * MINUTE;
    expect(await publisher.find(post)).toMatchObject({
      kind: 'unsure',
      why: expect.stringContaining('Read Message History'),
    });
    const quiet = { ...post, channel: '700000000000000077' };
    discord.close(quiet.channel, 'history');
    expect(await publisher.find(quiet)).toEqual({ kind: 'absent' });
  });

  it('waits if a wait is short and returns a long one to the caller', async () => {
    discord.failNext('/messages', { status: 429, retryAfter: 0.05 });
    expect((await publisher.post(post)).kind).toBe('sent');
    discord.failNext('/messages', { status: 429, retryAfter: 30 });
    const later = await publisher.post({ ...post, id: 'd2', card: card('d2') });
    expect(later).toMatchObject({ kind: 'later' });
    expect(later.kind === 'later' && later.afterMs).toBeGreaterThanOrEqual(30_000);
    expect(shown()).toBe(1);
    discord.failNext('GET', { status: 429, retryAfter: 30 });
    expect(await publisher.find(post)).toMatchObject({ kind: 'unsure', afterMs: expect.any(Number) });
  });

  it('keeps to a channel’s rate limit without being refused', async () => {
    const busy = await startFakeDiscord({ rates: { ...REAL_RATES, channel: 2, channelWindow: 150 } });
    const keeping = createDiscordPublisher({ token: TOKEN, apiUrl: busy.apiUrl() });
    for (const id of ['a', 'b', 'c', 'd', 'e'])
      expect((await keeping.post({ ...post, id, card: card(id) })).kind).toBe('sent');
    expect(busy.seen).toHaveLength(5);
    expect(busy.refusals()).toBe(0);
    await busy.stop();
  });

  it.each([
    ['unknown', /no longer|does not know the channel/],
    ['access', /View Channel/],
    ['send', /Send Messages/],
  ] as const)('knows a channel that is closed (%s) and says what to do', async (why, says) => {
    discord.close(discord.CHANNEL, why);
    const posted = await publisher.post(post);
    expect(posted).toMatchObject({ kind: 'gone', why: expect.stringMatching(says) });
  });

  it('is refused for good if the message itself is wrong', async () => {
    const posted = await publisher.post({ ...post, id: 'a nonce of over 25 characters' });
    expect(posted).toMatchObject({ kind: 'refused' });
  });

  it('waits if nothing can be reached, and if the token is wrong', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const away = createDiscordPublisher({ token: TOKEN, apiUrl: `http://127.0.0.1:${port}/api` });
    expect(await away.post(post)).toMatchObject({ kind: 'later', why: expect.stringContaining('network') });
    const wrong = createDiscordPublisher({ token: 'bad', apiUrl: discord.apiUrl() });
    for (let times = 0; times < 3; times++)
      expect(await wrong.post(post)).toMatchObject({
        kind: 'later',
        why: expect.stringContaining('DISCORD_TOKEN'),
      });
    // Refused requests count towards a ban, so a refused token is not tried again.
    expect(discord.refusals()).toBe(1);
  });

  it('gives up on a response that does not come, and is doubtful', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as AddressInfo;
    const slow = createDiscordPublisher({
      token: TOKEN,
      apiUrl: `http://127.0.0.1:${port}/api`,
      timeout: 30,
    });
    expect((await slow.post(post)).kind).toBe('doubtful');
    expect(await slow.find(post)).toMatchObject({ kind: 'unsure', afterMs: expect.any(Number) });
    silent.closeAllConnections();
    silent.close();
  });

  it('tells a person directly, and returns whether it reached them', async () => {
    expect(await publisher.tell('discord:8', ADA, card('n'))).toBe(true);
    expect(discord.seen[0]).toMatchObject({ channel: discord.channels.direct(ADA) });
    discord.close(ADA, 'dm');
    expect(await publisher.tell('discord:8', ADA, card('n'))).toBe(false);
  });
});
