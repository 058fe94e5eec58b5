import { type Client, Events } from 'discord.js';
import type { Chat } from '../../chat/call-types.ts';
import type { Command } from '../../chat/commands/command-spec.ts';
import { createInFlight } from '../../chat/in-flight.ts';
import { atMostEvery } from '../../domain/at-most-every.ts';
import { OperatorError } from '../../domain/errors.ts';
import type { Publisher } from '../../domain/publisher.ts';
import { createClient } from './client.ts';
import { createDiscordPublisher } from './discord-publisher.ts';
import { discordFault } from './errors.ts';
import { listen } from './listen.ts';
import { createLocales } from './locales.ts';
import type { DiscordLog } from './message-payload.ts';
import type { SourceRights } from './place.ts';
import { registerCommands } from './register.ts';
import { readShards, type Shards, type ShardsReport, trackShards } from './shards.ts';
import { createThreadFinder } from './thread-of.ts';
import { createTransientNotices } from './transient-notices.ts';

export interface DiscordSettings {
  readonly token: string;
  /** Registers the commands in this server only, where they appear at once; useful for trying out. */
  readonly guildId?: string | undefined;
  /** The shards of this process: "auto", "4" or "0-1/4"; one shard by default. */
  readonly shards?: string | undefined;
  /** The address of another REST API than Discord's, for tests; ends in /api. */
  readonly apiUrl?: string | undefined;
  /** Who may change a server's sources; admins by default. */
  readonly sources?: SourceRights | undefined;
  /** Overrides the delay before deferring and the lifetime of a notice, in milliseconds; for tests. */
  readonly patience?: number | undefined;
  readonly noteStays?: number | undefined;
}

export interface DiscordNeeds {
  readonly chat: Chat;
  readonly commands: readonly Command[];
  readonly log: DiscordLog;
}

export interface DiscordConnection {
  /** Publishes to Discord with this connection's token. Another process can create its own publisher. */
  readonly publisher: Publisher;
  /** Whether events can arrive, in total and for each shard. */
  state(): ShardsReport;
  /** Resolves when everything asked so far is answered. */
  settled(): Promise<void>;
  /** Stops receiving events, waits up to 10 seconds for work in flight, and closes. */
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

/** The shortest interval between two log lines about malformed packets, in milliseconds. */
const LOG_INTERVAL_MS = 60_000;

/** Connects and resolves when every shard is ready. Rejects with the error of the gateway or REST. */
function connect(client: Client, token: string): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve, reject) => {
    client.once(Events.ClientReady, resolve);
    client.once(Events.ShardDisconnect, ({ code }) => reject(new Error(String(code))));
    client.once(Events.Invalidated, () => reject(new Error('4004')));
  });
  return Promise.all([client.login(token), ready]).then(([, readied]) => readied);
}

/** Starts the Discord adapter. Resolves when it is ready and its commands are registered. */
export async function startDiscord(
  settings: DiscordSettings,
  needs: DiscordNeeds,
): Promise<DiscordConnection> {
  const { token, apiUrl, guildId, patience } = settings;
  const { commands, log } = needs;
  const shards = shardsOf(settings.shards);
  const hand = createInFlight();
  const notes = createTransientNotices(settings.noteStays);
  const locales = createLocales();
  const client = createClient(
    shards,
    apiUrl,
    atMostEvery(LOG_INTERVAL_MS, (error) =>
      log.warn(
        { surface: 'gateway', error: (error as Error).name },
        'A packet could not be read, and was left out.',
      ),
    ),
  );
  client.on(Events.Error, (error) => log.warn({ error: error.name }, discordFault(error)));
  client.on(Events.ShardError, (error, shard) => log.warn({ shard, error: error.name }, discordFault(error)));
  listen(client, {
    ...needs,
    notes,
    locales,
    threadOf: createThreadFinder(needs.chat),
    deferAfter: patience,
    sources: settings.sources,
    track: hand.track,
  });
  const following = trackShards(client, (shard, code) =>
    log.warn({ shard, code }, discordFault(new Error(String(code)))),
  );
  try {
    const ready = await connect(client, token);
    // The process with the first shard registers the commands for all processes.
    if (shards === 'auto' || shards.ids.includes(0)) await registerCommands(ready, guildId, commands);
  } catch (cause) {
    following.stop();
    await client.destroy();
    if (cause instanceof OperatorError) throw cause;
    throw new OperatorError('discord-start', discordFault(cause), { cause });
  }
  return {
    publisher: createDiscordPublisher({ token, ...(apiUrl ? { apiUrl } : {}) }),
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
