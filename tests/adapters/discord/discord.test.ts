import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../commands/all.ts';
import { startDiscord } from '../../../src/adapters/discord/start.ts';
import { memoryInProcess } from '../../../src/domain/chat-state.ts';
import { startFakeDiscord } from '../../fakes/discord/discord.ts';
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

  it('answers a mention in its place and follow-ups by reply', async () => {
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

  it('answers a mention of its role of the same name, and of no other role', async () => {
    const mention = (role: string) =>
      discord
        .person(ADA)
        .says('x', { extra: { content: `<@&${role}> what about INF?`, mention_roles: [role] } });
    mention('556');
    expect((await next(() => mention('555'))).text).toContain('INF');
    expect(discord.seen).toHaveLength(1);
  });

  it('removes emoji, times and mentions from a question', async () => {
    const said =
      '<:thonk:123456789012345678> what about <#1> INF <t:1700000000:R> <a:x:1> <@100000000000000003>?';
    const { text } = await next(() => discord.person(ADA).says(said, { mentions: true }));
    expect(text).toContain('START and INF');
    expect(text).not.toMatch(/thonk|1700000000|100000000000000003/);
  });

  it('reacts to thanks instead of sending a card, and does nothing if it may not react', async () => {
    const thanks = () => discord.person(ADA).says('thanks!', { mentions: true });
    expect(await next(thanks)).toMatchObject({ how: 'reaction', text: '🙏' });
    discord.failNext('/reactions/', { status: 403, body: { code: 50013, message: 'Missing Permissions' } });
    thanks();
    expect((await next(() => discord.person(ADA).slash('brief', { question: 'INF' }))).text).toContain('INF');
    expect(discord.seen).toHaveLength(2);
  });

  it('accepts a choice’s name instead of its value, as some clients send it', async () => {
    const card = await next(() =>
      discord.person(ADA).slash('brief', { question: 'INF', article: 'Pompeo in Sochi' }),
    );
    expect(card.text).toContain('START and INF');
  });

  it('resumes after a lost connection, answers nothing twice, and reports its state', async () => {
    expect(bot.state()).toMatchObject({ state: 'connected', lost: 0 });
    await discord.cutGateway();
    expect(discord.resumes()).toBe(1);
    expect((await next(() => discord.person(ADA).slash('brief', { question: 'INF' }))).text).toContain('INF');
    expect(discord.identifies()).toBe(1);
    expect(discord.seen).toHaveLength(1);
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

  it('names DISCORD_TOKEN if the token is wrong', async () => {
    await expect(
      startDiscord(
        { token: 'bad.token.here', apiUrl: discord.apiUrl() },
        { chat: shippedChat(), commands: COMMANDS, log },
      ),
    ).rejects.toThrow(/DISCORD_TOKEN is not valid/);
  });
});
