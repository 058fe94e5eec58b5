import { webApi } from '@slack/bolt';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSlackPublisher } from '../../../src/adapters/slack/slack-publisher.ts';
import { clientOptions, type Workspaces } from '../../../src/adapters/slack/workspace.ts';
import { noticeDraft } from '../../../src/answer/cards/notice-card.ts';
import type { Post, Publisher } from '../../../src/domain/publisher.ts';
import { REAL_RATE } from '../../fakes/slack/rates.ts';
import type { Fault } from '../../fakes/slack/seen.ts';
import { type FakeSlack, startFakeSlack } from '../../fakes/slack/slack.ts';

const SINCE = '2026-03-01T08:00:00.000Z';
const card = noticeDraft({ id: 'card1' }, 'Two new facts', 'On INF and START.').card;
const post = (id: string, channel = 'C1'): Post => ({ id, tenant: 'slack:T1', channel, card, since: SINCE });

describe('a digest’s way into Slack', () => {
  let slack: FakeSlack;
  let clock = new Date('2026-03-01T08:00:30Z');
  let publisher: Publisher;

  const publisherAt = (apiUrl: string, { timeout = 5000, knowsAll = true } = {}): Publisher => {
    const client = new webApi.WebClient('xoxb-good', { ...clientOptions(apiUrl), timeout });
    const home = { client, teamId: 'T1', botId: 'BBOT', botUserId: slack.BOT };
    const of: Workspaces['of'] = async (tenant) => (tenant === 'slack:T1' ? home : null);
    return createSlackPublisher({ of, knowsAll });
  };
  beforeEach(async () => {
    clock = new Date('2026-03-01T08:00:30Z');
    slack = await startFakeSlack({ now: () => clock });
    publisher = publisherAt(slack.apiUrl());
  });
  afterEach(() => slack.stop());

  it('posts for the channel and finds the post again, by its id alone', async () => {
    const posted = await publisher.post(post('d1'));
    expect(posted).toEqual({ kind: 'sent', messageId: slack.messages('C1')[0]!.ts });
    expect(slack.seen).toMatchObject([{ channel: 'C1', onlyFor: null, thread: null }]);
    expect(await publisher.find(post('d1'))).toEqual({ ...posted, kind: 'found' });
    expect(await publisher.find(post('d2'))).toEqual({ kind: 'absent' });
    expect(await publisher.find(post('d1', 'C2'))).toEqual({ kind: 'absent' });
  });

  it('does not mistake another app’s post, or one from long before, for its own', async () => {
    slack.tokens.grant('xoxb-other', 'T1', { id: 'BOTHER', user: 'UOTHER' });
    const metadata = { event_type: 'readout_delivery', event_payload: { id: 'd1' } };
    const other = new webApi.WebClient('xoxb-other', clientOptions(slack.apiUrl()));
    await other.chat.postMessage({ channel: 'C1', text: 'INF', metadata });
    expect(await publisher.find(post('d1'))).toEqual({ kind: 'absent' });
    await publisher.post(post('d1'));
    expect(await publisher.find({ ...post('d1'), since: '2026-03-02T08:00:00.000Z' })).toEqual({
      kind: 'absent',
    });
  });

  it('searches as many pages as Slack returns', async () => {
    slack.setHistoryPage(2);
    for (const id of ['d1', 'd2', 'd3', 'd4', 'd5']) await publisher.post(post(id));
    expect(await publisher.find(post('d1'))).toMatchObject({ kind: 'found' });
    expect(await publisher.find(post('d9'))).toEqual({ kind: 'absent' });
    expect(slack.calls.filter((name) => name === 'conversations.history')).toHaveLength(6);
  });

  it('does not claim to know if the channel is too busy', async () => {
    slack.setHistoryPage(1);
    for (let n = 0; n < 30; n++) await publisher.post(post(`d${n}`));
    expect(await publisher.find(post('d0'))).toMatchObject({ kind: 'unsure', why: /too much/i });
  });

  it('waits as long as Slack says, and keeps to one post per second and channel', async () => {
    slack.setPostingRate(REAL_RATE);
    expect(await publisher.post(post('d1'))).toMatchObject({ kind: 'sent' });
    expect(await publisher.post(post('d2'))).toMatchObject({
      kind: 'later',
      afterMs: 1000,
      pauses: 'tenant',
    });
    expect(await publisher.post(post('d2', 'C2'))).toMatchObject({ kind: 'sent' });
    clock = new Date(clock.getTime() + 1000);
    expect(await publisher.post(post('d2'))).toMatchObject({ kind: 'sent' });
    expect(slack.messages('C1')).toHaveLength(2);
  });

  const LOST: Fault[] = [{ status: 500 }, { status: 503 }, { cut: true }, { error: 'fatal_error' }];
  it.each([...LOST, { error: '<html>Bad gateway</html>' }])(
    'is in doubt after %j, whether the post took effect or not, and finds out',
    async (fault) => {
      slack.failNext('chat.postMessage', fault);
      expect(await publisher.post(post('d1'))).toMatchObject({ kind: 'doubtful' });
      expect(await publisher.find(post('d1'))).toEqual({ kind: 'absent' });
      slack.failNext('chat.postMessage', { ...fault, after: true });
      expect(await publisher.post(post('d1'))).toMatchObject({ kind: 'doubtful' });
      expect(await publisher.find(post('d1'))).toMatchObject({ kind: 'found' });
      expect(slack.calls.filter((name) => name === 'chat.postMessage')).toHaveLength(2);
    },
  );

  it('is doubtful if the response does not come in time', async () => {
    const impatient = publisherAt(slack.apiUrl(), { timeout: 50 });
    // The connection exists by then; a call that never got that far was certainly not received.
    expect(await publisher.find(post('d1'))).toEqual({ kind: 'absent' });
    const { promise: until, resolve: release } = Promise.withResolvers<void>();
    slack.failNext('chat.postMessage', { until, after: true });
    expect(await impatient.post(post('d1'))).toMatchObject({ kind: 'doubtful' });
    release();
    expect(await publisher.find(post('d1'))).toMatchObject({ kind: 'found' });
  });

  it('is sure that nothing was posted if nobody listens', async () => {
    const nobody = await startFakeSlack();
    const url = nobody.apiUrl();
    await nobody.stop();
    expect(await publisherAt(url).post(post('d1'))).toMatchObject({
      kind: 'later',
      why: /cannot be reached/,
    });
    expect(await publisherAt(url).find(post('d1'))).toMatchObject({ kind: 'unsure', afterMs: 5000 });
  });

  it.each([
    ['channel_not_found', 'gone', 'Invite it: /invite @Readout'],
    ['not_in_channel', 'gone', 'Invite it: /invite @Readout'],
    ['is_archived', 'gone', 'The channel is archived.'],
    ['restricted_action_read_only_channel', 'gone', 'forbids the bot to post there'],
    ['invalid_blocks', 'refused', 'Slack refused: invalid_blocks.'],
    ['msg_blocks_too_long', 'refused', 'Slack refused: msg_blocks_too_long.'],
    ['token_revoked', 'gone', 'was revoked'],
    ['account_inactive', 'gone', 'removed from the workspace'],
    ['invalid_auth', 'later', 'token is no longer valid'],
    ['service_unavailable', 'later', 'service_unavailable'],
  ])('takes %s for %s, and says so plainly', async (error, kind, why) => {
    slack.failNext('chat.postMessage', { error });
    const posted = await publisher.post(post('d1'));
    expect(posted).toMatchObject({ kind, why: expect.stringContaining(why) });
    expect(slack.messages('C1')).toEqual([]);
  });

  it('recognises an archived and an unknown channel', async () => {
    slack.setChannel('C8', { refuses: 'is_archived' });
    slack.setChannel('C9', { refuses: 'channel_not_found' });
    expect(await publisher.post(post('d1', 'C8'))).toMatchObject({ kind: 'gone' });
    expect(await publisher.post(post('d1', 'C9'))).toMatchObject({ kind: 'gone' });
    expect(await publisher.find(post('d1', 'C8'))).toEqual({ kind: 'absent' });
    expect(await publisher.find(post('d1', 'C9'))).toMatchObject({ kind: 'unsure', why: expect.any(String) });
    expect(await publisher.find(post('d1', 'C9'))).not.toHaveProperty('afterMs');
  });

  it('cannot search without the scope, waits with a search when told to, searches again after a fault', async () => {
    slack.failNext('conversations.history', { retryAfter: 30 });
    expect(await publisher.find(post('d1'))).toMatchObject({ kind: 'unsure', afterMs: 30_000 });
    slack.failNext('conversations.history', { status: 500 });
    expect(await publisher.find(post('d1'))).toMatchObject({ kind: 'unsure', afterMs: 5000 });
    slack.tokens.ofTeam('T1')!.scopes = new Set(['chat:write']);
    const blind = await publisher.find(post('d1'));
    expect(blind).toMatchObject({ kind: 'unsure', why: expect.stringContaining('channels:history') });
    expect(blind).not.toHaveProperty('afterMs');
  });

  it('tells one person directly, after a pause if Slack asks for one; false if it did not reach them', async () => {
    slack.failNext('chat.postMessage', { retryAfter: 0 });
    expect(await publisher.tell('slack:T1', 'U7', card)).toBe(true);
    expect(slack.seen).toMatchObject([{ channel: 'D7', text: expect.stringContaining('Two new facts') }]);
    slack.failNext('chat.postMessage', { status: 500, after: true });
    expect(await publisher.tell('slack:T1', 'U7', card)).toBe(false);
    slack.setChannel('D8', { refuses: 'user_not_found' });
    expect(await publisher.tell('slack:T1', 'U8', card)).toBe(false);
    expect(slack.seen).toHaveLength(2);
  });

  it('posts nothing for a workspace without the app', async () => {
    const elsewhere = { ...post('d1'), tenant: 'slack:T2' };
    expect(await publisher.post(elsewhere)).toMatchObject({ kind: 'gone' });
    expect(await publisherAt(slack.apiUrl(), { knowsAll: false }).post(elsewhere)).toMatchObject({
      kind: 'later',
    });
    expect(await publisher.tell('slack:T2', 'U1', card)).toBe(false);
    const unreadable = createSlackPublisher({
      of: () => Promise.reject(new Error('no database')),
      knowsAll: true,
    });
    expect(await unreadable.post(post('d1'))).toMatchObject({ kind: 'later' });
    expect(await unreadable.find(post('d1'))).toMatchObject({ kind: 'unsure', afterMs: expect.any(Number) });
    expect(slack.seen).toEqual([]);
  });

  it('never rejects and never counts a lost answer as a refusal, whatever Slack says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.constantFrom(400, 404, 500, 502, 599), async (error, status) => {
        slack.failNext('chat.postMessage', error ? { error } : { status });
        const { kind } = await publisher.post(post('d1'));
        expect(['later', 'gone', 'refused', 'doubtful']).toContain(kind);
        if (!error && status >= 500) expect(kind).toBe('doubtful');
      }),
      { numRuns: 50 },
    );
  });
});
