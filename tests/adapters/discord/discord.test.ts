import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../commands/all.ts';
import { startDiscord } from '../../../src/adapters/discord/app.ts';
import { memoryInProcess } from '../../../src/core/memory.ts';
import { startFakeDiscord } from '../../fakes/discord/discord.ts';
import { buttonOn } from '../../fakes/discord/seen.ts';
import { shippedChat } from '../../helpers/shipped.ts';

const ADA = '100000000000000001';
const BEN = '100000000000000002';
const logged: unknown[] = [];
let warned = () => {};
const log = {
  warn: (fields: unknown, message: string) => {
    logged.push([fields, message]);
    warned();
  },
};

describe('Discord', () => {
  let discord: Awaited<ReturnType<typeof startFakeDiscord>>;
  let bot: Awaited<ReturnType<typeof startDiscord>>;
  let memory = memoryInProcess();
  const start = async () => {
    bot = await startDiscord(
      { token: 'good.token.here', apiUrl: discord.apiUrl() },
      { chat: shippedChat(memory), commands: COMMANDS, log },
    );
  };
  beforeEach(async () => {
    logged.length = 0;
    memory = memoryInProcess();
    discord = await startFakeDiscord();
    await start();
  });
  afterEach(async () => {
    await bot.stop();
    await discord.stop();
  });
  const next = (act: () => unknown) => {
    const at = discord.seen.length;
    act();
    return discord.sees(at);
  };

  it('answers a slash command for the asker alone, pinging nobody', async () => {
    const card = await next(() => discord.person(ADA).slash('brief', { question: 'what about INF?' }));
    expect(card).toMatchObject({ how: 'reply', onlyFor: ADA });
    expect(card.text).toContain('including the START and INF treaties');
    expect(card.payload.allowed_mentions).toMatchObject({ parse: [] });
    await next(() => discord.person(ADA).slash('topics'));
    expect(discord.seen).toHaveLength(2);
  });

  it('registers the commands by one bulk call, and not again while they are the same', async () => {
    expect(discord.registered()).toHaveLength(COMMANDS.length + 1);
    await bot.stop();
    await start();
    expect(discord.calls.filter((name) => name.startsWith('PUT'))).toHaveLength(1);
  });

  it('completes questions while they are typed', async () => {
    expect((await next(() => discord.person(ADA).completes('brief', 'question', 'Vene'))).text).toContain(
      'Venezuela',
    );
    expect(
      (await next(() => discord.person(ADA).completes('brief', 'question', ''))).text.split('\n'),
    ).toHaveLength(25);
    expect((await next(() => discord.person(ADA).completes('brief', 'article', 'poms'))).text).toBe('');
  });

  it('answers a mention where it stands and follow-ups by reply', async () => {
    const card = await next(() => discord.person(ADA).says('what about INF?', { mentions: true }));
    expect(card).toMatchObject({ how: 'message', onlyFor: null, channel: discord.CHANNEL });
    const source = await next(() => discord.person(BEN).says('who said that?', { repliesTo: card.id }));
    expect(source.text).toContain('The Russian leader made it clear');
  });

  it('answers direct messages, and leaves bots, webhooks and talk of others alone', async () => {
    const ada = discord.person(ADA);
    ada.says('what about INF?');
    ada.says('INF', {
      mentions: true,
      extra: { author: { id: '3', username: 'b', bot: true, discriminator: '0' } },
    });
    ada.says('INF', { mentions: true, extra: { webhook_id: '4' } });
    const card = await next(() =>
      ada.says('was Venezuela discussed?', { channel: '600000000000000001', guild: null }),
    );
    expect(card.text).toContain('The article is of two minds');
    expect(discord.seen).toHaveLength(1);
  });

  it('opens sources, goes on, says why, and shares to the channel', async () => {
    const ada = discord.person(ADA);
    const card = await next(() => ada.slash('brief', { question: 'what about Lavrov?' }));
    expect(await next(() => ada.presses(buttonOn(card, /^Show source/)))).toMatchObject({ onlyFor: ADA });
    expect(await next(() => ada.presses(buttonOn(card, /more$/)))).toMatchObject({ onlyFor: ADA });
    expect((await next(() => ada.presses(buttonOn(card, 'Why this?')))).text).toContain('Lavrov');
    expect(await next(() => ada.presses(buttonOn(card, 'Share')))).toMatchObject({ onlyFor: null });
    expect((await next(() => ada.presses(buttonOn(card, '👍')))).text).toContain('Noted');
  });

  it('lets nobody else press a private card’s button; works after a restart', async () => {
    const card = await next(() => discord.person(ADA).slash('brief', { question: 'what about INF?' }));
    const button = buttonOn(card, 'Show source');
    expect((await next(() => discord.person(BEN).presses(button))).text).toContain('somebody else');
    expect(
      (await next(() => discord.person(ADA).presses(button, { guild: '800000000000000009' }))).text,
    ).toContain('aged');
    await bot.stop();
    await start();
    expect((await next(() => discord.person(ADA).presses(button))).text).toContain('The Russian leader');
  });

  it('takes a choice’s name for its value, as some clients send it', async () => {
    const card = await next(() =>
      discord.person(ADA).slash('brief', { question: 'INF', article: 'Pompeo in Sochi' }),
    );
    expect(card.text).toContain('START and INF');
  });

  it('briefs on a message from its menu', async () => {
    expect((await next(() => discord.person(ADA).usesMenu('what about INF?'))).text).toContain(
      'START and INF',
    );
  });

  it('answers the same delivery once', async () => {
    const ada = discord.person(ADA);
    for (let times = 0; times < 3; times++) {
      ada.slash('brief', { question: 'INF' }, { id: '1234567890123456789' });
      ada.says('what about INF?', { mentions: true, messageId: '1234567890123456788' });
    }
    await discord.sees(1);
    await next(() => ada.slash('help'));
    expect(discord.seen.map(({ how }) => how).sort()).toEqual(['message', 'reply', 'reply']);
  });

  it('resumes after a cut, answering nothing twice, and tells its state', async () => {
    expect(bot.state()).toMatchObject({ state: 'connected', lost: 0 });
    await discord.cutGateway();
    expect(discord.resumes()).toBe(1);
    expect((await next(() => discord.person(ADA).slash('brief', { question: 'INF' }))).text).toContain('INF');
    expect(discord.identifies()).toBe(1);
    expect(discord.seen).toHaveLength(1);
  });

  it('stays harmless whatever is asked', async () => {
    for (const question of [
      '@everyone INF',
      '<@1> <@&2> <#3>',
      '[INF](http://evil.example)',
      '**INF** `x` ||y||',
      'INF '.repeat(1500),
    ]) {
      const card = await next(() => discord.person(ADA).slash('brief', { question }));
      expect(card.payload.allowed_mentions).toMatchObject({ parse: [] });
      expect(JSON.stringify(card.payload)).not.toMatch(/[^\\]\]\(http/);
    }
  });

  it('waits as long as Discord asks, then the answer comes once', async () => {
    discord.failNext('/messages', { status: 429, retryAfter: 0.2 });
    const card = await next(() => discord.person(ADA).says('what about INF?', { mentions: true }));
    expect(card.text).toContain('INF');
    expect(discord.seen).toHaveLength(1);
  });

  it('says in one line what Discord refused and logs no text', async () => {
    discord.failNext('/callback', { status: 403, body: { code: 50013, message: 'Missing Permissions' } });
    const told = new Promise<void>((resolve) => {
      warned = resolve;
    });
    discord.person(ADA).slash('brief', { question: 'my secret INF' });
    await told;
    const said = JSON.stringify(logged);
    expect(said).toContain('Send Messages');
    expect(said).not.toMatch(/secret|good\.token/);
  });

  it('names DISCORD_TOKEN where the token is wrong', async () => {
    await expect(
      startDiscord(
        { token: 'bad.token.here', apiUrl: discord.apiUrl() },
        { chat: shippedChat(), commands: COMMANDS, log },
      ),
    ).rejects.toThrow(/DISCORD_TOKEN is not valid/);
  });
});
