import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../commands/all.ts';
import { startSlack } from '../../../src/adapters/slack/app.ts';
import { memoryInProcess } from '../../../src/core/memory.ts';
import { buttonOn, signed } from '../../fakes/slack/seen.ts';
import { startFakeSlack } from '../../fakes/slack/slack.ts';
import { shippedChat, shippedReadout } from '../../helpers/shipped.ts';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const logged: unknown[] = [];
const log = { warn: (fields: unknown, message: string) => void logged.push([fields, message]) };

describe.each(['socket', 'http'] as const)('Slack by %s', (mode) => {
  let slack: Awaited<ReturnType<typeof startFakeSlack>>;
  let bot: Awaited<ReturnType<typeof startSlack>>;
  let memory = memoryInProcess();

  const start = async () => {
    const port = await freePort();
    const mine = mode === 'socket' ? { appToken: 'xapp-1' } : { signingSecret: slack.SECRET };
    bot = await startSlack(
      { botToken: 'xoxb-good', ...mine, port, apiUrl: slack.apiUrl() },
      { chat: shippedChat(memory), readout: shippedReadout, commands: COMMANDS, log },
    );
    if (mode === 'http') slack.sendTo(`http://127.0.0.1:${port}/slack/events`);
    else await slack.connected();
  };
  beforeEach(async () => {
    logged.length = 0;
    memory = memoryInProcess();
    slack = await startFakeSlack();
    await start();
  });
  afterEach(async () => {
    await bot.stop();
    await slack.stop();
  });
  /** What is seen after an act; a second act proves that nothing else was sent in between. */
  const next = async (act: Promise<{ status: number }>) => {
    const at = slack.seen.length;
    expect((await act).status).toBe(200);
    return slack.sees(at);
  };

  it('answers a slash command for the asker alone', async () => {
    const card = await next(slack.person('U1').slash('what about INF?'));
    expect(card).toMatchObject({ method: 'response_url', channel: 'C1', onlyFor: 'U1' });
    expect(card.text).toContain('including the START and INF treaties');
    expect(card.text).toContain('as told by Yury Ushakov');
    const help = await next(slack.person('U1').slash('help'));
    expect(help.text).toContain('/topics');
    expect(slack.seen).toHaveLength(2);
  });

  it('answers a mention in its thread, and follow-ups there without a mention', async () => {
    const card = await next(slack.person('U1').mentions('what about INF?', { ts: '100.1' }));
    expect(card).toMatchObject({ method: 'chat.postMessage', onlyFor: null, thread: '100.1' });
    const more = await next(slack.person('U2').says('who said that?', { channel: 'C1', thread: '100.1' }));
    expect(more).toMatchObject({ thread: '100.1', onlyFor: null });
    expect(more.text).toContain('The Russian leader made it clear');
  });

  it('answers direct messages, and leaves bots, edits, joins and talk of others alone', async () => {
    const ada = slack.person('U1');
    await ada.says('what about INF?', { channel: 'C1' });
    await ada.says('what about INF?', { channel: 'C1', thread: '7.7' });
    await ada.says('what about INF?', { extra: { bot_id: 'B9' } });
    await ada.says('what about INF?', { extra: { subtype: 'message_changed' } });
    await ada.says('x joined', { channel: 'C1', extra: { subtype: 'channel_join' } });
    await slack.person('UBOT').says('what about INF?');
    const card = await next(ada.says('was Venezuela discussed?'));
    expect(card).toMatchObject({ channel: 'D1', thread: null });
    expect(card.text).toContain('The article is of two minds');
    expect(slack.seen).toHaveLength(1);
  });

  it('opens sources, goes on, says why, and shares to the channel', async () => {
    const ada = slack.person('U1');
    const card = await next(ada.slash('what about Lavrov?'));
    const source = await next(ada.presses(buttonOn(card, /^Show source/)));
    expect(source).toMatchObject({ onlyFor: 'U1' });
    const more = await next(ada.presses(buttonOn(card, /more$/), { action: 'more.1' }));
    expect(more.onlyFor).toBe('U1');
    expect((await next(ada.presses(buttonOn(card, 'Why this?'), { action: 'why.3' }))).text).toContain(
      'Lavrov',
    );
    const shared = await next(ada.presses(buttonOn(card, 'Share'), { action: 'share.4' }));
    expect(shared.onlyFor).toBeNull();
    expect(shared.text).toContain(card.text.split('\n')[1]);
  });

  it('lets nobody else, from nowhere else, press a private card’s button; works after a restart', async () => {
    const token = buttonOn(await next(slack.person('U1').slash('what about INF?')), 'Show source');
    expect((await next(slack.person('U2').presses(token))).text).toContain('somebody else');
    expect((await next(slack.person('U1').presses(token, { team: 'T2' }))).text).toContain('aged');
    await bot.stop();
    await start();
    expect((await next(slack.person('U1').presses(token))).text).toContain('The Russian leader');
    expect((await next(slack.person('U1').presses('source~gone12345678'))).text).toContain('aged');
  });

  it('briefs on a message by its shortcut, fills the Home tab, prompts in the assistant pane', async () => {
    const ada = slack.person('U1');
    expect((await next(ada.usesShortcut('what about INF?'))).text).toContain('START and INF');
    const home = await next(ada.opensHome());
    expect(home).toMatchObject({ method: 'views.publish', onlyFor: 'U1' });
    expect(home.text).toContain('Pompeo in Sochi');
    expect((await next(ada.opensAssistant())).text).toContain('what about');
  });

  it('answers the same delivery once, however often Slack repeats it', async () => {
    const ada = slack.person('U1');
    for (let times = 0; times < 3; times++) {
      await ada.slash('what about INF?', { trigger: 'same' });
      await ada.mentions('what about INF?', { ts: '5.5' });
    }
    await next(ada.slash('help'));
    expect(slack.seen.map(({ method }) => method).sort()).toEqual([
      'chat.postMessage',
      'response_url',
      'response_url',
    ]);
  });

  it('stays harmless whatever is asked', async () => {
    for (const text of [
      '<!channel> <!everyone>',
      '@everyone',
      '<http://evil.example|INF>',
      '*INF* `x` ~y~',
      'INF '.repeat(2500),
    ]) {
      const card = await next(slack.person('U1').slash(text));
      expect(JSON.stringify([card.text, card.blocks])).not.toMatch(/<[!@#]|<http/);
    }
  });

  it('says in one line what Slack refused, posts nothing twice and logs no text', async () => {
    slack.failNext('chat.postMessage', { status: 500 });
    slack.failNext('chat.postMessage', { error: 'not_in_channel' });
    const ada = slack.person('U1');
    await ada.mentions('my secret INF', { ts: '1.1' });
    await ada.mentions('my secret INF', { ts: '1.2' });
    const card = await next(ada.mentions('what about INF?', { ts: '1.3' }));
    expect(card.thread).toBe('1.3');
    expect(slack.seen).toHaveLength(1);
    expect(slack.calls.filter((name) => name === 'chat.postMessage')).toHaveLength(3);
    const said = JSON.stringify(logged);
    expect(said).toContain('Invite it: /invite @Readout');
    expect(said).not.toMatch(/secret|xoxb|xapp/);
  });

  it('waits as long as Slack asks, then the answer comes once; asks who it is once, not at every event', async () => {
    slack.failNext('chat.postMessage', { retryAfter: 1 });
    const card = await next(slack.person('U1').mentions('what about INF?', { ts: '2.1' }));
    expect(card.thread).toBe('2.1');
    expect(slack.seen).toHaveLength(1);
    expect(slack.calls.filter((name) => name === 'auth.test')).toHaveLength(1);
  });

  it('answers a direct message that names it, and a reply also sent to the channel; not an edited mention', async () => {
    const ada = slack.person('U1');
    expect((await next(ada.says('<@UBOT> what about INF?'))).text).toContain('INF');
    await next(ada.mentions('what about INF?', { ts: '3.1' }));
    const more = await next(
      ada.says('who said that?', { channel: 'C1', thread: '3.1', extra: { subtype: 'thread_broadcast' } }),
    );
    expect(more.text).toContain('The Russian leader');
    await slack.deliver(
      'events_api',
      slack.event({
        type: 'app_mention',
        user: 'U1',
        ts: '3.9',
        text: '<@UBOT> INF',
        channel: 'C1',
        event_ts: '3.9',
        edited: { user: 'U1', ts: '4' },
      }),
    );
    await next(ada.slash('help'));
    expect(slack.seen).toHaveLength(4);
  });

  it('is told of a wrong token at the start, by the variable’s name', async () => {
    slack.revoke();
    const port = await freePort();
    const failing = startSlack(
      { botToken: 'xoxb-good', appToken: 'xapp-1', port, apiUrl: slack.apiUrl() },
      { chat: shippedChat(), readout: shippedReadout, commands: COMMANDS, log },
    );
    await expect(failing).rejects.toThrow(/SLACK_BOT_TOKEN is not a valid token/);
  });

  if (mode === 'socket')
    it('names SLACK_APP_TOKEN where that is the wrong one', async () => {
      const failing = startSlack(
        { botToken: 'xoxb-good', appToken: 'xapp-wrong', port: await freePort(), apiUrl: slack.apiUrl() },
        { chat: shippedChat(), readout: shippedReadout, commands: COMMANDS, log },
      );
      await expect(failing).rejects.toThrow(/SLACK_APP_TOKEN is not valid/);
    });

  if (mode === 'socket')
    it('comes back after its socket was cut', async () => {
      await slack.cutSockets();
      expect((await next(slack.person('U1').slash('what about INF?'))).text).toContain('INF');
    });

  if (mode === 'http')
    it('refuses a bad, a missing and a stale signature with 401, before reading anything', async () => {
      const payload = slack.event({
        type: 'app_mention',
        user: 'U1',
        ts: '9.9',
        text: 'INF',
        channel: 'C1',
        event_ts: '9.9',
      });
      const bad = await slack.byHttp('events_api', payload, (raw, at) => signed(raw, at, 'wrong'));
      const missing = await slack.byHttp('events_api', payload, () => ({}));
      const stale = await slack.byHttp('events_api', payload, (raw, at) => signed(raw, at - 400));
      expect([bad.status, missing.status, stale.status]).toEqual([401, 401, 401]);
      await next(slack.person('U1').slash('help'));
      expect(slack.seen).toHaveLength(1);
    });
});
