import { type Client, Events, Status } from 'discord.js';
import { createLink, type Link, type LinkReport } from '../../chat/connection-state.ts';

/** The shards that a process runs: as many as Discord recommends, or some of a fixed number. */
export type Shards = 'auto' | { readonly ids: readonly number[]; readonly count: number };

const ONE: Shards = { ids: [0], count: 1 };

/** Parses DISCORD_SHARDS: "auto", "4" (all four), "0-1/4" or "2/4" (these of four); null for anything else. */
export function readShards(text: string | undefined): Shards | null {
  if (text === undefined) return ONE;
  if (text === 'auto') return 'auto';
  const [, from = '', to = from, of] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(\d{1,5}))?$/.exec(text) ?? [];
  if (from === '') return null;
  const count = Number(of ?? from);
  const [first, last] = of === undefined ? [0, count - 1] : [Number(from), Number(to)];
  const isSound = count > 0 && first <= last && last < count && (of !== undefined || to === from);
  if (!isSound) return null;
  return { ids: Array.from({ length: last - first + 1 }, (_, at) => first + at), count };
}

/** Converts the shards to discord.js client options. */
export const shardOptions = (shards: Shards) =>
  shards === 'auto' ? { shards: 'auto' as const } : { shards: [...shards.ids], shardCount: shards.count };

interface ShardReport extends LinkReport {
  readonly id: number;
  /** The gateway's last heartbeat round trip in milliseconds; null before the first. */
  readonly pingMs: number | null;
  readonly guilds: number;
}

export interface ShardsReport extends LinkReport {
  readonly pingMs: number | null;
  readonly shards: readonly ShardReport[];
}

/** Tracks the connection state of each shard and of all together, which is the worst of any shard. */
export function trackShards(client: Client, onLoss: (shard: number, code: number) => void) {
  const whole = createLink();
  const links = new Map<number, Link>();
  let stopped = false;
  const linkOf = (id: number): Link => {
    const link = links.get(id) ?? createLink();
    links.set(id, link);
    return link;
  };
  const to = (id: number, state: LinkReport['state']): void => {
    linkOf(id).to(state);
    const states = [...client.ws.shards.keys()].map((shard) => linkOf(shard).report().state);
    const worst = (['disconnected', 'reconnecting', 'connecting'] as const).find((one) =>
      states.includes(one),
    );
    whole.to(worst ?? 'connected');
  };
  client.on(Events.ShardReady, (id) => to(id, 'connected'));
  client.on(Events.ShardResume, (id) => to(id, 'connected'));
  client.on(Events.ShardReconnecting, (id) => to(id, 'reconnecting'));
  client.on(Events.ShardDisconnect, ({ code }, id) => {
    // discord.js does not reconnect after this close code.
    to(id, 'disconnected');
    if (!stopped) onLoss(id, code);
  });
  const pingOf = (ping: number): number | null => (ping >= 0 ? ping : null);
  return {
    report(): ShardsReport {
      const shards = [...client.ws.shards.values()].map(({ id, ping, status }) => ({
        id,
        ...linkOf(id).report(),
        pingMs: status === Status.Ready ? pingOf(ping) : null,
        guilds: client.guilds.cache.filter(({ shardId }) => shardId === id).size,
      }));
      return { ...whole.report(), pingMs: pingOf(client.ws.ping), shards };
    },
    stop(): void {
      stopped = true;
      whole.to('stopped');
      for (const link of links.values()) link.to('stopped');
    },
  };
}
