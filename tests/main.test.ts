import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startFakeDiscord } from './fakes/discord/discord.ts';
import { buttonOn as discordButton } from './fakes/discord/seen.ts';
import { startProxy } from './fakes/proxy.ts';
import { buttonOn as slackButton } from './fakes/slack/seen.ts';
import { startFakeSlack } from './fakes/slack/slack.ts';
import { type Bot, emptyFolder, startBot } from './helpers/bot.ts';
import { freePort } from './helpers/free-port.ts';

const ADA = '100000000000000001';
const TOKENS = {
  SLACK_BOT_TOKEN: 'xoxb-good',
  SLACK_APP_TOKEN: 'xapp-1',
  DISCORD_TOKEN: 'good.token.here',
};

/** The real process, started as by `npm start`, with both chats connected. */
describe('the running bot', () => {
  let slack: Awaited<ReturnType<typeof startFakeSlack>>;
  let discord: Awaited<ReturnType<typeof startFakeDiscord>>;
  let toSlack: Awaited<ReturnType<typeof startProxy>>;
  let toDiscord: Awaited<ReturnType<typeof startProxy>>;
  let READOUT_DB: string;
  let bot: Bot;
  const start = async () => {
    bot = await startBot({
      ...TOKENS,
      SLACK_API_URL: toSlack.url,
      DISCORD_API_URL: toDiscord.url,
      READOUT_DB,
      LOG_LEVEL: 'debug',
    });
  };
  beforeAll(async () => {
    slack = await startFakeSlack();
    discord = await startFakeDiscord();
    toSlack = await startProxy(slack.apiUrl());
    toDiscord = await startProxy(discord.apiUrl());
    READOUT_DB = join(emptyFolder(), 'readout.db');
    await start();
  });
  afterAll(async () => {
    await bot?.end('SIGKILL');
    for (const one of [toSlack, toDiscord, slack, discord]) await one?.stop();
  });
  afterEach(() => {
    // Checks every test's log, including faults that the test did not expect.
    expect(bot.said()).not.toMatch(/xoxb-|xapp-|good\.token|secret|Venezuela|Ushakov/i);
  });
  const health = async () => (await fetch(`http://127.0.0.1:${bot.port}/health`)).json();
  const nextOnSlack = async (act: () => Promise<unknown>) => {
    const at = slack.seen.length;
    await act();
    return slack.sees(at);
  };
  const nextOnDiscord = (act: () => unknown) => {
    const at = discord.seen.length;
    act();
    return discord.sees(at);
  };

  it('tells of both connections, and since when', async () => {
    expect(await health()).toMatchObject({
      status: 'ok',
      store: { kind: 'sqlite', ok: true },
      slack: { mode: 'socket', state: 'connected', since: expect.stringMatching(/^20.*Z$/) },
      discord: { state: 'connected' },
    });
    await Promise.all([slack.cutSockets(), discord.cutGateway()]);
    await nextOnSlack(() => slack.person('U1').slash('help'));
    await nextOnDiscord(() => discord.person(ADA).slash('help'));
    expect(await health()).toMatchObject({
      slack: { state: 'connected', lost: 1 },
      discord: { state: 'connected', lost: 1 },
    });
  });

  it('logs every event by its ids, and never a text or a token, by whatever surface it came', async () => {
    const [ada, ben] = [slack.person('U1'), discord.person(ADA)];
    const text = 'my secret about Venezuela';
    const card = await nextOnSlack(() => ada.slash(text));
    await nextOnSlack(() => ada.mentions(text, { ts: '50.1' }));
    await nextOnSlack(() => ada.says(text));
    await nextOnSlack(() =>
      ada.says(`what did they say about Venezuela, ${text}?`, { channel: 'C1', thread: '50.1' }),
    );
    await nextOnSlack(() => ada.usesShortcut(text));
    await nextOnSlack(() => ada.presses(slackButton(card, /^Sources?$/)));
    await nextOnSlack(() => ada.slash(`sources add https://example.org/${text.replaceAll(' ', '-')}`));
    const theirs = await nextOnDiscord(() => ben.slash('brief', { question: text }));
    await nextOnDiscord(() => ben.completes('brief', 'question', text));
    await nextOnDiscord(() => ben.says(text, { mentions: true }));
    await nextOnDiscord(() => ben.says(text, { channel: '600000000000000001', guild: null }));
    await nextOnDiscord(() => ben.usesMenu(text));
    await nextOnDiscord(() => ben.presses(discordButton(theirs, /^Sources?$/)));
    // Refusals by the services are logged too. The refused message is at hand then and must not be logged.
    slack.failNext('chat.postMessage', { error: 'not_in_channel' });
    await ada.mentions(text, { ts: '50.9' });
    await bot.says(/invite @Readout/);
    const lines = bot
      .said()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const answered = told.filter(({ msg }) => msg === 'answered');
    expect(answered.length).toBeGreaterThanOrEqual(12);
    for (const { event, tenant } of answered)
      expect([event, tenant]).toEqual([expect.any(String), expect.stringMatching(/^(?:slack|discord):/)]);
  });

  it.each(['before', 'after'] as const)(
    'killed %s its answer was posted, it posts nothing twice',
    async (when) => {
      const held = toSlack.hold(/chat\.postMessage/, when);
      const at = slack.seen.length;
      const ts = when === 'before' ? '70.1' : '70.2';
      await slack.person('U1').mentions('what about INF?', { ts });
      await held.arrived;
      await bot.end('SIGKILL');
      const log = bot.said();
      held.release();
      await start();
      await slack.connected();
      // Slack redelivers an event that it believes unacknowledged.
      await slack.person('U1').mentions('what about INF?', { ts });
      await nextOnSlack(() => slack.person('U2').slash('help'));
      expect(slack.seen.slice(at).filter(({ thread }) => thread === ts).length).toBeLessThanOrEqual(1);
      expect(log).not.toContain('a bug');
    },
  );

  it('finishes its current work before it ends, and accepts nothing new', async () => {
    const held = toSlack.hold(/chat\.postMessage/);
    const at = slack.seen.length;
    await slack.person('U1').mentions('what about INF?', { ts: '60.1' });
    await held.arrived;
    const ended = bot.end('SIGINT');
    // npm forwards the terminal's Ctrl-C, so the process gets the signal twice.
    const isServing = () => health().then(Boolean, () => false);
    while (await isServing());
    void bot.end('SIGINT');
    held.release();
    expect((await slack.sees(at)).thread).toBe('60.1');
    expect(await ended).toBe(0);
    expect(slack.seen).toHaveLength(at + 1);
  });
});

it('names the step at which a slow start is, and still shuts down in order', async () => {
  const nobody = `postgres://nobody@127.0.0.1:${await freePort()}/none`;
  const bot = await startBot({ DATABASE_URL: nobody }, /Readout waits for it/);
  await bot.says(/Opening what is stored/);
  expect(await bot.end('SIGTERM')).toBe(0);
});
