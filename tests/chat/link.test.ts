import { expect, it } from 'vitest';
import { createLink, type LinkState } from '../../src/chat/connection-state.ts';
import { createHealth } from '../../src/health.ts';

it('tells since when a connection stands, how often it was lost, and stays stopped', () => {
  let at = 0;
  const link = createLink(() => new Date(at));
  for (const [time, state] of [
    [1000, 'connected'],
    [2000, 'connected'],
    [3000, 'reconnecting'],
    [4000, 'connected'],
    [5000, 'stopped'],
    [6000, 'reconnecting'],
  ] as const) {
    at = time;
    link.to(state);
  }
  expect(link.report()).toEqual({ state: 'stopped', since: new Date(5000).toISOString(), lost: 1 });
});

/** Health checks with Slack and the store in given states. Discord is connected. */
function healthWith(state: LinkState, can: { readonly write?: boolean; readonly read?: boolean } = {}) {
  const { write = true, read = true } = can;
  const [slack, discord] = [createLink(), createLink()];
  slack.to(state);
  discord.to('connected');
  return createHealth({
    store: {
      kind: 'sqlite',
      health: async () => ({ kind: 'sqlite', ok: write }),
      isReadable: async () => read,
    },
    connections: { slack: { state: slack.report }, discord: { state: discord.report } },
    articles: () => 1,
    started: new Date(0),
  });
}

it('is degraded where the store is down or a connection does not come back by itself', async () => {
  const look = async (...given: Parameters<typeof healthWith>) => {
    const { whole, of } = healthWith(...given);
    const reports = [await whole.report(), await of('slack').report(), await of('discord').report()];
    // Every port gives the same report.
    expect(new Set(reports.map((report) => JSON.stringify(report))).size).toBe(1);
    return reports[0]!.status;
  };
  expect(await look('connected')).toBe('ok');
  expect(await look('reconnecting')).toBe('ok');
  expect(await look('disconnected')).toBe('degraded');
  expect(await look('connected', { write: false })).toBe('degraded');
});

it('is ready while it can read, and a port while its own chat is connected', async () => {
  const look = async (...given: Parameters<typeof healthWith>) => {
    const { whole, of } = healthWith(...given);
    return Promise.all([whole.ready(), of('slack').ready(), of('discord').ready()]);
  };
  expect(await look('connected', { write: false })).toEqual([true, true, true]);
  expect(await look('disconnected')).toEqual([false, false, true]);
  expect(await look('connected', { read: false })).toEqual([false, false, false]);
});
