import { type Client, Events } from 'discord.js';
import type { Chat } from '../../chat/call-types.ts';
import type { Command } from '../../chat/commands/command-spec.ts';
import { createWorkInHand } from '../../chat/in-flight.ts';
import { atMostEvery } from '../../domain/at-most-every.ts';
import { OperatorError } from '../../domain/errors.ts';
import type { Outlet } from '../../domain/publisher.ts';
import { createClient } from './client.ts';
import { createDiscordOutlet } from './discord-publisher.ts';
import { discordFault } from './errors.ts';
import { listen } from './listen.ts';
import type { DiscordLog } from './message-payload.ts';
import type { SourceRights } from './place.ts';
import { register } from './register.ts';
import { followShards, readShards, type Shards, type ShardsReport } from './shards.ts';
import { createNotes } from './transient-notices.ts';

export interface DiscordSettings {
  readonly token: string;
  /** Registers the commands for one server alone, where they appear at once: for trying out. */
  readonly guildId?: string | undefined;
  /** The shards of this process: "auto", "4", "0-1/4"; one where nothing is said. */
  readonly shards?: string | undefined;
  /** Another REST API than Discord's own, for tests; ends in /api. */
  readonly apiUrl?: string | undefined;
  /** Who may change what a server reads; admins by default. */
  readonly sources?: SourceRights | undefined;
  /** How long an answer may take before it is announced, and how long a note stays, in milliseconds; for tests. */
  readonly patience?: number | undefined;
  readonly noteStays?: number | undefined;
}

export interface DiscordNeeds {
  readonly chat: Chat;
  readonly commands: readonly Command[];
  readonly log: DiscordLog;
}

export interface DiscordConnection {
  /** Posts to Discord with this connection's token; any other process may make its own. */
  readonly outlet: Outlet;
  /** Whether events can come in, as a whole and of each shard. */
  state(): ShardsReport;
  /** Resolves once everything that was asked so far has been answered. */
  settled(): Promise<void>;
  /** Takes no more events, finishes what is in hand within 10 seconds, closes. */
  stop(): Promise<void>;
}

function shardsOf(text: string | undefined): Shards {
  const shards = readShards(text);
  if (shards) return shards;
  throw new OperatorError(
    'discord-shards',
    'DISCORD_SHARDS must be auto, a number (4), or the shards of this process and of all (0-1/4). Set it in .env.',
  );
}

/** In milliseconds. */
const TOLD_EVERY_MS = 60_000;

/** Connects and waits until every shard is ready; rejects with what the gateway or REST says. */
function connect(client: Client, token: string): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve, reject) => {
    client.once(Events.ClientReady, resolve);
    client.once(Events.ShardDisconnect, ({ code }) => reject(new Error(String(code))));
    client.once(Events.Invalidated, () => reject(new Error('4004')));
  });
  return Promise.all([client.login(token), ready]).then(([, readied]) => readied);
}

/** Starts the Discord side; resolves once it is ready and its commands are registered. */
export async function startDiscord(
  settings: DiscordSettings,
  needs: DiscordNeeds,
): Promise<DiscordConnection> {
  const { token, apiUrl, guildId, patience } = settings;
  const { commands, log } = needs;
  const shards = shardsOf(settings.shards);
  const hand = createWorkInHand();
  const notes = createNotes(settings.noteStays);
  const client = createClient(
    shards,
    apiUrl,
    atMostEvery(TOLD_EVERY_MS, (error) =>
      log.warn(
        { surface: 'gateway', error: (error as Error).name },
        'A packet could not be read, and was left out.',
      ),
    ),
  );
  client.on(Events.Error, (error) => log.warn({ error: error.name }, discordFault(error)));
  client.on(Events.ShardError, (error, shard) => log.warn({ shard, error: error.name }, discordFault(error)));
  listen(client, { ...needs, notes, patience, sources: settings.sources, track: hand.track });
  const following = followShards(client, (shard, code) =>
    log.warn({ shard, code }, discordFault(new Error(String(code)))),
  );
  try {
    const ready = await connect(client, token);
    // One process registers for all: the one with the first shard.
    if (shards === 'auto' || shards.ids.includes(0)) await register(ready, guildId, commands);
  } catch (cause) {
    following.stop();
    await client.destroy();
    if (cause instanceof OperatorError) throw cause;
    throw new OperatorError('discord-start', discordFault(cause), { cause });
  }
  return {
    outlet: createDiscordOutlet({ token, ...(apiUrl ? { apiUrl } : {}) }),
    state: following.report,
    settled: hand.settled,
    async stop() {
      following.stop();
      hand.close();
      await hand.finish();
      await notes.stop();
      await client.destroy();
    },
  };
}
