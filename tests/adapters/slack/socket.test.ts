import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../fakes/slack/seen.ts';
import { type Bed, slackBed } from './harness.ts';

describe('a socket that breaks', () => {
  let bed: Bed;
  beforeEach(async () => {
    bed = await slackBed({ mode: 'socket' });
  });
  afterEach(() => bed.stop());

  it('reconnects in the middle of an answer, which appears once even if Slack delivers again', async () => {
    const { slack, ada } = bed;
    const slow = Promise.withResolvers<void>();
    slack.failNext('chat.postMessage', { until: slow.promise, after: true });
    await ada.mentions('what about INF?', { ts: '1.1' });
    await slack.sees(0);
    await slack.cutSockets();
    await slack.connected();
    slow.resolve();
    await ada.mentions('what about INF?', { ts: '1.1' });
    await bed.next(ada.slash('help'));
    expect(slack.seen).toHaveLength(2);
    expect(bed.bot().state()).toMatchObject({ state: 'connected', lost: 1 });
  });

  it('moves to another socket when Slack asks it to', async () => {
    await bed.slack.refreshSockets();
    await bed.slack.connected();
    expect((await bed.next(bed.ada.slash('what about INF?'))).text).toContain('INF');
    expect(bed.waits).toEqual([]);
  });

  it('tries until Slack takes it again, whatever Slack says meanwhile', async () => {
    const { slack, waits } = bed;
    const faults: Fault[] = [{ status: 500 }, { cut: true }, { error: 'invalid_auth' }, { retryAfter: 20 }];
    for (const fault of faults) slack.failNext('apps.connections.open', fault);
    await slack.cutSockets();
    await slack.connected();
    expect((await bed.next(bed.ada.slash('what about INF?'))).text).toContain('INF');
    expect(waits).toEqual([500, 1000, 2000, 20_000]);
    expect(bed.logged.map(({ fields }) => fields.surface)).toEqual(Array(4).fill('socket'));
  });
});
