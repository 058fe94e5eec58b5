import { expect, it } from 'vitest';
import { createLink } from '../../src/chat/connection-state.ts';
import { healthOf } from '../../src/health.ts';

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

it('is degraded where the store is down or a connection does not come back by itself', async () => {
  const look = async (ok: boolean, state: Parameters<ReturnType<typeof createLink>['to']>[0]) => {
    const link = createLink();
    link.to(state);
    const store = { kind: 'sqlite', health: async () => ({ kind: 'sqlite' as const, ok }) } as const;
    const connections = { slack: { state: link.report } };
    return (await healthOf({ store, articles: () => 1, connections, started: new Date(0) })).status;
  };
  expect(await look(true, 'connected')).toBe('ok');
  expect(await look(true, 'reconnecting')).toBe('ok');
  expect(await look(true, 'disconnected')).toBe('degraded');
  expect(await look(false, 'connected')).toBe('degraded');
});
