import { afterEach, describe, expect, it } from 'vitest';
import { refusedReply } from '../../../src/adapters/discord/message-payload.ts';
import type { Chat } from '../../../src/chat/call-types.ts';
import { memoryInProcess } from '../../../src/domain/chat-state.ts';
import { MINUTE } from '../../../src/domain/time.ts';
import { buttonOn } from '../../fakes/discord/seen.ts';
import { ADA, type Bed, type BedOptions, startBed, TOKEN } from './harness.ts';

/** So short a delay that every answer which waits for the gate is deferred. */
const SHORT = { patience: 10 };
/** A connection that breaks after Discord has done what was asked. */
const LOST = { status: 0, cut: true, after: true };
const REFUSED = { status: 400, body: { code: 50035, message: 'Invalid Form Body' } };

/** A chat that answers only after the gate opens. */
const slow =
  (opened: Promise<void>) =>
  (chat: Chat): Chat => ({
    ...chat,
    command: (call) => opened.then(() => chat.command(call)),
    press: (call) => opened.then(() => chat.press(call)),
  });

describe('when Discord or the network fails', () => {
  let bed: Bed;
  afterEach(() => bed.stop());
  const begin = async (options: BedOptions = {}) => {
    bed = await startBed(options);
    return { ...bed, ada: bed.discord.person(ADA) };
  };
  const question = { question: 'what about INF?' };

  it('acknowledges a slow request at once, for the asker alone, and answers later', async () => {
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    const { discord, ada, next } = await begin({ settings: SHORT, chat: slow(opened) });
    const acknowledged = discord.isCalled('/callback');
    const card = next(() => ada.slash('brief', question));
    await acknowledged;
    expect(discord.seen).toHaveLength(0);
    open();
    expect(await card).toMatchObject({ how: 'edit', onlyFor: ADA, text: expect.stringContaining('INF') });
    expect(discord.seen).toHaveLength(1);
  });

  it('says what went wrong if the work itself fails', async () => {
    const memory = { ...memoryInProcess(), firstSeen: () => Promise.reject(new Error('secret')) };
    const { ada, next, logged } = await begin({ memory });
    const told = await next(() => ada.slash('brief', question));
    expect(told).toMatchObject({ onlyFor: ADA, text: expect.stringContaining('Something went wrong') });
    const id = /this id: ([\w-]+)/.exec(told.text.replaceAll('\\', ''))![1]!;
    expect(logged.join()).toContain(id);
    expect(logged.join()).not.toContain('secret');
  });

  it('shares once even if sharing takes long', async () => {
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    let isSlow = false;
    const { discord, ada, next } = await begin({
      settings: SHORT,
      chat: (chat) => ({
        ...chat,
        press: (call) => (isSlow ? opened : Promise.resolve()).then(() => chat.press(call)),
      }),
    });
    const share = buttonOn(await next(() => ada.slash('brief', question)), 'Share');
    isSlow = true;
    const acknowledged = discord.isCalled('/callback');
    const card = next(() => ada.presses(share));
    await acknowledged;
    discord.failNext('/@original', LOST);
    open();
    expect(await card).toMatchObject({ how: 'edit', onlyFor: null });
    const again = await next(() => ada.presses(share));
    expect(again.text).not.toContain('START and INF');
  });

  it('says in a direct message that the answer came after the token’s 15 minutes', async () => {
    let clock = Date.now();
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    const { discord, ada, next } = await begin({
      settings: SHORT,
      chat: slow(opened),
      fake: { now: () => clock },
    });
    const acknowledged = discord.isCalled('/callback');
    const told = next(() => ada.slash('brief', question));
    await acknowledged;
    clock += 16 * MINUTE;
    open();
    expect(await told).toMatchObject({
      channel: discord.channels.direct(ADA),
      text: expect.stringContaining('15 minutes'),
    });
  });

  it('does not answer twice if Discord’s response to its answer was lost', async () => {
    const { discord, ada, next } = await begin();
    discord.failNext('/callback', LOST);
    await next(() => ada.slash('brief', question));
    discord.failNext('/messages', LOST);
    await next(() => ada.says('what about INF?', { mentions: true }));
    discord.failNext('/messages', { status: 502, after: true });
    await next(() => ada.says('what about START?', { mentions: true }));
    await next(() => ada.slash('help'));
    expect(discord.seen.map(({ how }) => how)).toEqual(['reply', 'message', 'message', 'reply']);
  });

  it('delivers its answer once to a Discord that fails at first', async () => {
    const { discord, ada, next } = await begin();
    for (const fault of [{ status: 500 }, { status: 0, cut: true }, { status: 429, retryAfter: 0.05 }]) {
      discord.failNext('/callback', fault);
      expect((await next(() => ada.slash('brief', question))).text).toContain('INF');
      discord.failNext('/messages', fault);
      expect((await next(() => ada.says('INF', { mentions: true }))).text).toContain('INF');
    }
    expect(discord.seen).toHaveLength(6);
  });

  it('tells the asker that Discord refused the card, with an id that the log has', async () => {
    const { discord, ada, next, logged } = await begin();
    discord.failNext('/callback', REFUSED);
    const told = await next(() => ada.slash('brief', question));
    expect(told).toMatchObject({ onlyFor: ADA, text: expect.stringContaining('could not be shown') });
    const id = /this id: ([\w-]+)/.exec(told.text.replaceAll('\\', ''))![1]!;
    expect(logged.join()).toContain(id);
    discord.failNext('/messages', REFUSED);
    const direct = await next(() => ada.says('INF', { mentions: true }));
    expect(direct).toMatchObject({ channel: discord.channels.direct(ADA) });
  });

  it('tells the writer of a mention directly if it may not post', async () => {
    const { discord, ada, next } = await begin();
    discord.close(discord.CHANNEL, 'send');
    const told = await next(() => ada.says('what about INF?', { mentions: true }));
    expect(told).toMatchObject({
      channel: discord.channels.direct(ADA),
      text: expect.stringContaining('Give it Send Messages'),
    });
  });

  it('offers nothing if completing fails, so that the person can type on', async () => {
    const { ada, next } = await begin({
      chat: (chat) => ({ ...chat, complete: () => Promise.reject(new Error('x')) }),
    });
    expect(await next(() => ada.completes('brief', 'question', 'IN'))).toMatchObject({
      how: 'choices',
      text: '',
    });
  });

  it('writes no word of anybody and no token into the log', async () => {
    const { discord, ada, logged, logs } = await begin();
    const told = logs(/over 3 seconds/);
    discord.failNext('/callback', { status: 404, body: { code: 10062, message: 'Unknown interaction' } });
    ada.slash('brief', { question: 'my secret INF' });
    await told;
    expect(logged.length).toBeGreaterThan(0);
    expect(logged.join()).not.toMatch(/secret INF|token\d/);
    expect(logged.join()).not.toContain(TOKEN);
    expect(discord.seen).toHaveLength(0);
  });
});

it.each([
  ['de', /hat die Nachricht als fehlerhaft abgelehnt/, /diese Nummer: /],
  ['es-ES', /Discord rechazó el mensaje/, /este número a tu operador: /],
  ['en-US', /Discord refused the message/, /this id: /],
])('says in the asker’s language (%s) what Discord refused', (locale, why, id) => {
  const logged: string[] = [];
  const error = Object.assign(new Error('Invalid Form Body'), { code: 50035, status: 400 });
  const { card } = refusedReply(error, { warn: (_, line) => void logged.push(line) }, 'message', locale);
  expect(card.lede).toMatch(why);
  expect(card.lede).toMatch(id);
  expect(logged.join()).toContain('Discord refused the message');
});
