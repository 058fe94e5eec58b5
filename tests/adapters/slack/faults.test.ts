import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buttonOn, type Fault } from '../../fakes/slack/seen.ts';
import { type Bed, slackBed } from './harness.ts';

const LOST: Fault[] = [{ status: 500 }, { cut: true }, { error: 'fatal_error' }];
const EACH = LOST.flatMap((fault): Fault[] => [fault, { ...fault, after: true }]);

describe('what people see when Slack fails', () => {
  let bed: Bed;
  beforeEach(async () => {
    bed = await slackBed();
  });
  afterEach(() => bed.stop());
  const count = (name: string) => bed.slack.calls.filter((called) => called === name).length;

  it.each(EACH)('a mention is answered once in its thread, though its post came to %j', async (fault) => {
    const { slack, ada, next, waits } = bed;
    slack.failNext('chat.postMessage', fault);
    expect(await next(ada.mentions('what about INF?', { ts: '1.1' }))).toMatchObject({
      method: 'chat.postMessage',
      thread: '1.1',
    });
    await bed.bot().stop();
    expect(waits).toEqual([2000]);
    expect(count('conversations.replies')).toBe(1);
    expect(slack.messages('C1')).toHaveLength(1);
    await bed.quiet(1);
  });

  it.each(EACH)('so is a direct message, after %j', async (fault) => {
    const { slack, ada, next } = bed;
    slack.failNext('chat.postMessage', fault);
    await next(ada.says('what about INF?'));
    await bed.quiet(1);
    expect(slack.messages('D1')).toHaveLength(1);
  });

  it('says that an answer may be lost if it cannot search for it, and shows it again on request', async () => {
    const { slack, ada, next } = bed;
    slack.failNext('chat.postMessage', { status: 500 });
    slack.failNext('conversations.replies', { error: 'missing_scope' });
    const word = await next(ada.mentions('what about INF?', { ts: '1.1' }));
    expect(word).toMatchObject({ method: 'chat.postEphemeral', onlyFor: 'U1', thread: '1.1' });
    expect(word.text).toContain('Slack did not confirm your answer');
    const shown = await next(ada.presses(buttonOn(word, 'Show it'), { thread: '1.1', action: 'more.0' }));
    expect(shown).toMatchObject({ onlyFor: 'U1' });
    expect(shown.text).toContain('START and INF');
    expect(slack.messages('C1')).toEqual([]);
  });

  it.each([{ status: 500 }, { cut: true }] as Fault[])(
    'a slash command’s answer appears once at the most, after %j, and can be shown again',
    async (fault) => {
      const { slack, ada, next } = bed;
      slack.failNext('response_url', fault);
      const word = await next(ada.slash('what about INF?'));
      expect(word).toMatchObject({ method: 'response_url', onlyFor: 'U1' });
      expect(word.text).toContain('If you don’t see it, show it again');
      const shown = await next(ada.presses(buttonOn(word, 'Show it'), { action: 'more.0' }));
      expect(shown.text).toContain('START and INF');
      slack.failNext('response_url', { ...fault, after: true });
      await ada.slash('what about Lavrov?');
      await slack.sees(3);
      expect(slack.seen.filter(({ text }) => text.includes('Lavrov'))).toHaveLength(1);
    },
  );

  it('answers in another way if a response URL is used up: in the channel, else directly, for the asker alone', async () => {
    const { slack, ada, next } = bed;
    for (let times = 0; times < 2; times++) slack.failNext('response_url', { status: 404, body: 'used_url' });
    expect(await next(ada.slash('what about INF?'))).toMatchObject({
      method: 'chat.postEphemeral',
      onlyFor: 'U1',
    });
    slack.setChannel('C1', { refuses: 'not_in_channel' });
    for (let times = 0; times < 2; times++) slack.failNext('response_url', { status: 404, body: 'used_url' });
    expect(await next(ada.slash('what about INF?'))).toMatchObject({
      method: 'chat.postMessage',
      channel: 'D1',
      text: expect.stringContaining('START and INF'),
    });
  });

  it('waits as long as Slack asks, then the answer comes once; asks who it is once, not at every event', async () => {
    const { slack, ada, next, waits } = bed;
    slack.failNext('chat.postMessage', { retryAfter: 30 });
    expect((await next(ada.mentions('what about INF?', { ts: '2.1' }))).thread).toBe('2.1');
    slack.failNext('response_url', { retryAfter: 7 });
    await next(ada.slash('what about INF?'));
    slack.failNext('views.publish', { retryAfter: 2 });
    await next(ada.opensHome());
    expect(waits).toEqual([30_000, 7000, 2000]);
    expect(slack.seen).toHaveLength(3);
    expect(count('auth.test')).toBe(1);
  });

  it.each(LOST)('fills the Home tab and suggests prompts, though a call came to %j', async (fault) => {
    const { slack, ada, next } = bed;
    slack.failNext('views.publish', fault);
    expect((await next(ada.opensHome())).text).toContain('Pompeo in Sochi');
    slack.failNext('assistant.threads.setSuggestedPrompts', fault);
    expect((await next(ada.opensMessages())).text).toContain('What about');
  });

  it('answers a direct message though its title fails', async () => {
    const { slack, ada, next } = bed;
    slack.failNext('assistant.threads.setTitle', { status: 500 });
    expect((await next(ada.says('what about INF?', { ts: '9.1' }))).thread).toBe('9.1');
    await bed.quiet(1);
  });

  it('gives up on a pause that is too long, and says so to the asker', async () => {
    const { slack, ada, next } = bed;
    slack.failNext('chat.postMessage', { retryAfter: 600 });
    const word = await next(ada.mentions('what about INF?', { ts: '2.1' }));
    expect(word).toMatchObject({ onlyFor: 'U1', text: expect.stringContaining('Slack asks to wait 600 s') });
  });

  it.each([
    ['not_in_channel', 'Invite it: /invite @Readout'],
    ['is_archived', 'The channel is archived'],
    ['restricted_action_read_only_channel', 'forbids the bot to post there'],
  ])('tells the asker directly where the channel is %s', async (refuses, why) => {
    const { slack, ada, next } = bed;
    slack.setChannel('C1', { refuses });
    const word = await next(ada.mentions('what about INF?', { ts: '2.1' }));
    expect(word).toMatchObject({ channel: 'D1', text: expect.stringContaining(why) });
    expect(slack.messages('C1')).toEqual([]);
  });

  it('says to the asker alone that a card was not shared', async () => {
    const { slack, ada, next } = bed;
    const card = await next(ada.slash('what about INF?'));
    slack.failNext('response_url', { status: 500 });
    const word = await next(ada.presses(buttonOn(card, 'Share'), { action: 'share.4' }));
    expect(word).toMatchObject({
      onlyFor: 'U1',
      text: expect.stringContaining('did not confirm that the card'),
    });
    expect(slack.seen.filter(({ onlyFor }) => onlyFor === null)).toEqual([]);
  });

  it('answers slash commands also after its token was revoked, and tells the operator and the health page', async () => {
    const { slack, ada, next, logged } = bed;
    slack.revoke('token_revoked');
    await ada.mentions('my secret INF', { ts: '2.1' });
    await bed.says(/SLACK_BOT_TOKEN was revoked/);
    expect(bed.bot().state().state).toBe('disconnected');
    expect(logged).toHaveLength(1);
    expect((await next(ada.slash('what about INF?'))).text).toContain('START and INF');
    await bed.quiet(1);
  });

  it('tells the operator when it was removed from the workspace', async () => {
    await bed.slack.uninstall();
    await bed.says(/removed from the workspace/);
    expect(bed.bot().state().state).toBe('disconnected');
  });

  it('takes the removal from another workspace for that workspace’s alone', async () => {
    await bed.slack.person('U9', 'T9').uninstalls();
    expect((await bed.next(bed.ada.slash('what about INF?'))).text).toContain('START and INF');
    expect(bed.bot().state().state).toBe('connected');
    const health = await fetch(`http://127.0.0.1:${bed.bot().port}/health`);
    expect([health.status, await health.text()]).toEqual([200, '{"status":"ok"}']);
  });

  it('reports at its own port that it can no longer answer', async () => {
    await bed.slack.uninstall();
    await bed.says(/removed from the workspace/);
    const at = (path: string) => fetch(`http://127.0.0.1:${bed.bot().port}${path}`);
    expect((await at('/health')).status).toBe(503);
    expect((await at('/ready')).status).toBe(503);
    expect((await at('/live')).status).toBe(200);
  });

  it('waits for a slow response URL, others meanwhile and a shutdown at the end; takes nothing new', async () => {
    const { slack, ada, ben, next } = bed;
    const slow = Promise.withResolvers<void>();
    slack.failNext('response_url', { until: slow.promise });
    await ada.slash('what about Lavrov?');
    expect((await next(ben.slash('what about INF?'))).onlyFor).toBe('U2');
    const stopped = bed.bot().stop();
    await expect(ben.slash('help')).rejects.toThrow();
    slow.resolve();
    await stopped;
    expect(slack.seen.map(({ onlyFor }) => onlyFor)).toEqual(['U2', 'U1']);
  });

  it('logs ids and faults, no text and no token', async () => {
    const { slack, ada, next, logged } = bed;
    for (const fault of [...LOST, { error: '<html>my secret xoxb-good</html>' }]) {
      slack.failNext('chat.postMessage', fault);
      await next(ada.mentions('my secret INF'));
    }
    slack.failNext('response_url', { status: 500 });
    await next(ada.slash('my secret INF'));
    await bed.bot().stop();
    expect(logged.length).toBeGreaterThanOrEqual(5);
    expect(logged[0]!.fields).toMatchObject({ surface: 'mention', tenant: 'slack:T1', channel: 'C1' });
    expect(JSON.stringify(logged)).not.toMatch(/secret|xoxb|xapp/);
  });
});
