import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readShards } from '../../../src/adapters/discord/shards.ts';
import { storeMemory } from '../../../src/chat/store/chat-state-rows.ts';
import { openStore } from '../../../src/storage/open.ts';
import { shardOf } from '../../fakes/discord/gateway.ts';
import { ADA, type Bed, type BedOptions, startBed } from './harness.ts';

describe('the gateway', () => {
  let bed: Bed | null = null;
  afterEach(async () => {
    await bed?.stop();
    bed = null;
  });
  const begin = async (options: BedOptions = {}) => {
    bed = await startBed(options);
    return { ...bed, ada: bed.discord.person(ADA) };
  };
  const help = (ask: () => unknown, { discord }: Pick<Bed, 'discord'>) => {
    const at = discord.seen.length;
    ask();
    return discord.sees(at);
  };

  it('answers a message sent while the connection was lost, once', async () => {
    const { discord, ada, bot } = await begin();
    const { back } = discord.gateway.cut();
    ada.slash('brief', { question: 'INF' });
    ada.says('what about INF?', { mentions: true });
    await back;
    await discord.sees(1);
    // Discord may repeat an event.
    discord.gateway.replay('INTERACTION_CREATE');
    discord.gateway.replay('MESSAGE_CREATE');
    await help(() => ada.slash('help'), { discord });
    expect(discord.seen).toHaveLength(3);
    expect(bot().state()).toMatchObject({ state: 'connected', lost: 1 });
  });

  it('survives a packet that cannot be read, and logs it once', async () => {
    const { discord, ada, bot, logged } = await begin();
    for (const type of [
      'MESSAGE_CREATE',
      'INTERACTION_CREATE',
      'GUILD_CREATE',
      'CHANNEL_UPDATE',
      'constructor',
    ])
      for (const data of [null, {}, { id: null, author: null }, { type: {}, data: 7, user: [] }])
        discord.gateway.dispatch(type, data as never);
    const card = await help(() => ada.slash('brief', { question: 'what about INF?' }), { discord });
    expect(card.text).toContain('START and INF');
    expect(bot().state().state).toBe('connected');
    expect(logged.filter((line) => line.includes('A packet could not be read'))).toHaveLength(1);
  });

  it('begins a new session if Discord ended the old one', async () => {
    const { discord, ada } = await begin();
    await discord.invalidate();
    await discord.gateway.identified(2);
    expect((await help(() => ada.slash('brief', { question: 'INF' }), { discord })).text).toContain('INF');
    expect(discord.seen).toHaveLength(1);
  });

  it('reconnects when asked to, and when its heartbeats are not answered', async () => {
    const { discord, ada } = await begin({ fake: { heartbeat: 60 } });
    await discord.gateway.heartbeats(2);
    await discord.gateway.askToReconnect();
    discord.gateway.ignoreHeartbeats(true);
    await discord.gateway.resumed(2);
    discord.gateway.ignoreHeartbeats(false);
    await help(() => ada.slash('help'), { discord });
    expect(discord.identifies()).toBe(1);
    expect(discord.seen).toHaveLength(1);
  });

  it('answers a delivery once across a restart, by the store', async () => {
    const store = await openStore({
      path: join(mkdtempSync(join(tmpdir(), 'readout-discord-')), 'readout.db'),
      now: () => new Date(),
    });
    const { discord, ada, restart } = await begin({ memory: storeMemory(store) });
    const again = () => {
      ada.slash('brief', { question: 'INF' }, { id: '1234567890123456789' });
      ada.says('what about INF?', { mentions: true, messageId: '1234567890123456788' });
    };
    again();
    await discord.sees(1);
    await restart();
    again();
    await help(() => ada.slash('help'), { discord });
    expect(discord.seen).toHaveLength(3);
    await bed!.stop();
    bed = null;
    await store.close();
  });

  it('runs the shards that Discord recommends; a server’s events reach the one that owns it', async () => {
    const other = String((1n << 22n) * 200_000_000_002n);
    const { discord, bot } = await begin({
      fake: { shards: 2, concurrency: 2, guilds: [other] },
      settings: { shards: 'auto' },
    });
    expect(discord.gateway.shards().toSorted()).toEqual(['0/2', '1/2']);
    expect(shardOf(other, 2)).not.toBe(shardOf(discord.GUILD, 2));
    for (const guild of [discord.GUILD, other]) {
      const channel = guild === other ? String(BigInt(other) + 1n) : discord.CHANNEL;
      const card = await help(
        () => discord.person(ADA).says('what about INF?', { mentions: true, guild, channel }),
        { discord },
      );
      expect(card).toMatchObject({ channel });
      const kinds = discord.gateway.sentTo(shardOf(guild, 2));
      expect(kinds.filter((kind) => kind === 'MESSAGE_CREATE')).toHaveLength(1);
    }
    expect(discord.seen).toHaveLength(2);
    expect(bot().state()).toMatchObject({
      state: 'connected',
      shards: [
        { id: 0, state: 'connected', guilds: 1 },
        { id: 1, state: 'connected', guilds: 1 },
      ],
    });
    expect(discord.calls.filter((name) => name.startsWith('PUT'))).toHaveLength(1);
  });

  it('runs some of the shards here and others elsewhere, which do not register', async () => {
    const { discord } = await begin({ fake: { shards: 2 }, settings: { shards: '1/2' } });
    expect(discord.gateway.shards()).toEqual(['1/2']);
    expect(discord.calls.filter((name) => name.startsWith('PUT'))).toHaveLength(0);
  });

  it('reads the forms of DISCORD_SHARDS', () => {
    expect(readShards(undefined)).toEqual({ ids: [0], count: 1 });
    expect(readShards('auto')).toBe('auto');
    expect(readShards('2')).toEqual({ ids: [0, 1], count: 2 });
    expect(readShards('2-3/4')).toEqual({ ids: [2, 3], count: 4 });
    for (const bad of ['0', '4/4', '3-1/4', 'all', '1-2']) expect(readShards(bad)).toBeNull();
  });

  it.each([
    [{ settings: { token: 'bad' } }, /DISCORD_TOKEN is not valid.*Bot/],
    [{ settings: { guildId: '800000000000000009' } }, /not in the server that DISCORD_GUILD_ID names/],
    [{ settings: { shards: 'many' } }, /DISCORD_SHARDS must be auto/],
    [{ fake: { sessionsLeft: 0 } }, /allows no more new connections today.*after \d{4}-/],
  ])('says in one line what keeps it from starting: %o', async (options, line) => {
    await expect(startBed(options)).rejects.toThrow(line);
  });

  it.each([
    [4004, /DISCORD_TOKEN is not valid/],
    [4011, /DISCORD_SHARDS=auto/],
    [4014, /privileged intent/],
  ])(
    'says what to do where the gateway closes for good with %i, and its state shows it',
    async (code, line) => {
      const { discord, bot, logs } = await begin();
      const told = logs(line);
      discord.gateway.closeAll(code);
      await told;
      expect(bot().state()).toMatchObject({ state: 'disconnected', lost: 1 });
    },
  );
});
