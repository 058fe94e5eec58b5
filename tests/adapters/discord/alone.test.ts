import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Place } from '../../../src/chat/commands/command-spec.ts';
import { EN, type Words } from '../../../src/domain/words/en.ts';
import { buttonOn, menuOn } from '../../fakes/discord/seen.ts';
import { ADA, BEN, type Bed, startBed } from './harness.ts';

/** Discord's permission bit for Manage Channels. */
const MANAGE_CHANNELS = '16';
const MANAGE_GUILD = String(1n << 5n);
/** The lifetime of transient notices in these tests, in milliseconds. */
const BRIEFLY = 20;

describe('who sees what on Discord', () => {
  let bed: Bed;
  const places: Place[] = [];
  beforeEach(async () => {
    bed = await startBed({
      settings: { noteStays: BRIEFLY },
      chat: (chat) => ({
        ...chat,
        command: (call) => {
          places.push(call);
          return chat.command(call);
        },
        message: (call) => {
          places.push(call);
          return chat.message(call);
        },
      }),
    });
  });
  afterEach(() => bed.stop());

  it('tells what is wrong with a mention to its writer alone', async () => {
    const { discord, next } = bed;
    const told = await next(() => discord.person(ADA).says('?!', { mentions: true }));
    expect(told).toMatchObject({ channel: discord.channels.direct(ADA), onlyFor: null });
    expect(told.text).toContain('Ask about something');
    expect(discord.seen.filter(({ channel }) => channel === discord.CHANNEL)).toEqual([]);
  });

  it('leaves a short-lived note without details if the writer accepts no direct messages', async () => {
    const { discord, next } = bed;
    discord.close(ADA, 'dm');
    const gone = discord.isCalled('DELETE /channels');
    const note = await next(() => discord.person(ADA).says('x'.repeat(1500), { mentions: true }));
    expect(note).toMatchObject({ channel: discord.CHANNEL, how: 'message' });
    expect(note.text).toContain('you take no direct messages');
    expect(note.text).not.toContain('characters long');
    await gone;
  });

  it('answers in a direct message whatever it is', async () => {
    const { discord, next } = bed;
    const channel = discord.channels.direct(ADA);
    const told = await next(() => discord.person(ADA).says('?!', { channel, guild: null }));
    expect(told).toMatchObject({ channel, text: expect.stringContaining('Ask about something') });
  });

  it('offers topics as a menu; an entry acts like a button', async () => {
    const { discord, next } = bed;
    const card = await next(() => discord.person(ADA).slash('topics'));
    const menu = menuOn(card);
    expect(menu.options.length).toBeGreaterThan(5);
    expect(menu.options.length).toBeLessThanOrEqual(25);
    const { label, value } = menu.options[0]!;
    const answer = await next(() => discord.person(ADA).presses(value));
    expect(answer).toMatchObject({
      how: 'update',
      id: card.id,
      onlyFor: ADA,
      text: expect.stringContaining(label),
    });
  });

  it('briefs on a message by its menu, however long the message is', async () => {
    const { discord, next } = bed;
    const long = await next(() => discord.person(ADA).usesMenu(`INF ${'and so on '.repeat(180)}`));
    expect(long).toMatchObject({ onlyFor: ADA });
    expect(long.text).not.toContain('characters long');
  });

  it('opens an article from the list of sources', async () => {
    const { discord, next } = bed;
    const card = await next(() => discord.person(ADA).slash('sources'));
    const answer = await next(() => discord.person(ADA).presses(buttonOn(card, 'Pompeo in Sochi')));
    expect(answer).toMatchObject({ onlyFor: ADA, text: expect.stringContaining('Pompeo in Sochi') });
    expect(buttonOn(answer, /more$/)).toBeTruthy();
  });

  it('shares a card with the channel exactly once', async () => {
    const { discord, next } = bed;
    const ada = discord.person(ADA);
    const share = buttonOn(await next(() => ada.slash('brief', { question: 'INF' })), 'Share');
    expect(await next(() => ada.presses(share))).toMatchObject({ onlyFor: null });
    const again = await next(() => ada.presses(share));
    expect(again).toMatchObject({ onlyFor: ADA, text: expect.stringContaining('Shared already') });
    await bed.restart();
    expect(await next(() => ada.presses(share))).toMatchObject({ onlyFor: ADA });
    expect(discord.seen.filter(({ onlyFor }) => onlyFor === null)).toHaveLength(1);
  });

  it('continues from a reply to a message sent before a restart', async () => {
    const { discord, next } = bed;
    const card = await next(() => discord.person(ADA).says('what about INF?', { mentions: true }));
    await bed.restart();
    const more = await next(() => discord.person(BEN).says('who said that?', { repliesTo: card.id }));
    expect(more.text).toContain('The Russian leader made it clear');
    await bed.restart();
    const third = await next(() => discord.person(ADA).says('why?', { repliesTo: more.id }));
    expect(third.text).toContain('INF');
  });

  it('ignores edits, joins, bots, webhooks, replies to others, and itself', async () => {
    const { discord, next } = bed;
    const ada = discord.person(ADA);
    const first = await next(() => ada.says('what about INF?', { mentions: true }));
    ada.edits('1300000000000000001', 'what about START?');
    ada.joins();
    ada.says('INF', { mentions: true, extra: { webhook_id: '4' } });
    ada.says('INF', {
      mentions: true,
      extra: { author: { id: '3', username: 'b', bot: true, discriminator: '0' } },
    });
    ada.says('INF', { repliesTo: first.id, extra: { mentions: [] } });
    ada.says('@everyone INF', { extra: { mention_everyone: true } });
    await next(() => ada.slash('help'));
    expect(discord.seen).toHaveLength(2);
  });

  it('answers by a person’s own installation in a server that has not added it, and shares there', async () => {
    const { discord, next } = bed;
    const away = { guild: '810000000000000001', channel: '710000000000000001', userInstalled: true };
    const ada = discord.person(ADA);
    const card = await next(() => ada.slash('brief', { question: 'INF' }, away));
    expect(card).toMatchObject({ onlyFor: ADA, channel: away.channel });
    expect(await next(() => ada.presses(buttonOn(card, 'Share'), away))).toMatchObject({ onlyFor: null });
    expect((await next(() => ada.usesMenu('<@1> what about INF?', away))).text).toContain('INF');
    // The bot cannot post there by itself, so nobody may manage digests there.
    await next(() => ada.slash('help', {}, { ...away, permissions: MANAGE_CHANNELS }));
    expect(await places.at(-1)!.mayManage()).toBe(false);
    expect((places.at(-1)!.managers as (words: Words) => string)(EN)).toContain('add Readout to this server');
    await next(() => ada.slash('help', {}, { permissions: MANAGE_CHANNELS }));
    expect(await places.at(-1)!.mayManage()).toBe(true);
    await next(() => ada.slash('help'));
    expect(await places.at(-1)!.mayManage()).toBe(false);
  });

  it('lets only those who manage the server change what it reads, and everybody what their direct message reads', async () => {
    const { discord, next } = bed;
    const ada = discord.person(ADA);
    const may = async (where: object) => {
      await next(() => ada.slash('help', {}, where));
      return places.at(-1)!.mayManageSources!();
    };
    const away = { guild: '810000000000000001', channel: '710000000000000001', userInstalled: true };
    expect(await may({ permissions: MANAGE_CHANNELS })).toBe(false);
    expect(await may({ permissions: MANAGE_GUILD })).toBe(true);
    expect(await may({ ...away, permissions: MANAGE_GUILD })).toBe(false);
    expect(await may({ channel: discord.channels.direct(ADA), guild: null })).toBe(true);
    await next(() => ada.says('what about INF?', { mentions: true }));
    expect(await places.at(-1)!.mayManageSources!()).toBe(false);
  });

  it('stays harmless on the wire, whatever is asked and however long', async () => {
    const { discord, next } = bed;
    const nasty = '@everyone <@&1> [INF](http://evil.example) **INF** ||x|| `y`';
    for (const text of [nasty, `INF ${'a'.repeat(10_000)}`]) {
      const alone = await next(() => discord.person(ADA).slash('brief', { question: text }));
      const open = await next(() => discord.person(ADA).says(text, { mentions: true }));
      for (const { payload } of [alone, open]) {
        expect(payload.allowed_mentions).toMatchObject({ parse: [] });
        expect(JSON.stringify(payload)).not.toMatch(/@everyone|[^\\]\]\(http|[^\\]<@/);
      }
    }
  });
});
