import { Client, Events, GatewayIntentBits, Partials, Routes } from 'discord.js';
import { OperatorError } from '../../core/errors.ts';
import type { Outlet } from '../../core/outlet.ts';
import { createLink, type LinkReport } from '../chat/link.ts';
import { discordFault } from './fault.ts';
import { type DiscordParts, listen } from './listeners.ts';
import { createDiscordOutlet } from './outlet.ts';
import { isChanged, registrationJson } from './registration.ts';

export interface DiscordSettings {
  readonly token: string;
  /** Registers the commands for one server alone, where they appear at once: for trying out. */
  readonly guildId?: string | undefined;
  /** Another REST API than Discord's own, for tests; ends in /api. */
  readonly apiUrl?: string | undefined;
}

export interface DiscordConnection {
  /** Posts to Discord with this connection's token; any other process may make its own. */
  readonly outlet: Outlet;
  /** Whether events can come in, and the gateway's last round trip in milliseconds (null before the first). */
  state(): LinkReport & { readonly pingMs: number | null };
  /** Takes no more events, finishes what is in hand within 10 seconds, closes. */
  stop(): Promise<void>;
}

/** How long a shutdown waits for answers in hand, in milliseconds. */
const PATIENCE = 10_000;

/** Mentions, direct messages and replies to the bot bear their text without the privileged message-content intent. */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** Registers the commands by one bulk call, and only where they changed. */
async function register(
  client: Client<true>,
  { guildId }: DiscordSettings,
  { commands }: Pick<DiscordParts, 'commands'>,
): Promise<void> {
  const { id } = client.application;
  const route = guildId ? Routes.applicationGuildCommands(id, guildId) : Routes.applicationCommands(id);
  const wanted = registrationJson(commands);
  const registered = (await client.rest.get(route)) as unknown[];
  if (isChanged(registered, wanted)) await client.rest.put(route, { body: wanted });
}

/** Starts the Discord side; resolves once it is ready and its commands are registered. */
export async function startDiscord(
  settings: DiscordSettings,
  parts: Omit<DiscordParts, 'track'>,
): Promise<DiscordConnection> {
  const inHand = new Set<Promise<void>>();
  let stopping = false;
  const track = (work: () => Promise<void>): Promise<void> => {
    if (stopping) return Promise.resolve();
    const running = work().finally(() => inHand.delete(running));
    inHand.add(running);
    return running;
  };
  const client = new Client({
    intents: INTENTS,
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    rest: settings.apiUrl ? { api: settings.apiUrl } : {},
  });
  client.on(Events.Error, (error) => parts.log.warn({ error: error.name }, discordFault(error)));
  listen(client, { ...parts, track });
  const link = createLink();
  for (const event of [Events.ShardReady, Events.ShardResume] as const)
    client.on(event, () => link.to('connected'));
  client.on(Events.ShardReconnecting, () => link.to('reconnecting'));
  client.on(Events.ShardDisconnect, ({ code }) => {
    // A code that discord.js gives up on: it does not come back by itself.
    link.to(stopping ? 'stopped' : 'disconnected');
    if (!stopping) parts.log.warn({ code }, discordFault(new Error(String(code))));
  });
  try {
    const ready = new Promise<Client<true>>((resolve, reject) => {
      client.once(Events.ClientReady, resolve);
      client.once(Events.ShardDisconnect, ({ code }) => reject(new Error(String(code))));
      client.once(Events.Invalidated, () => reject(new Error('4004')));
    });
    const [, readied] = await Promise.all([client.login(settings.token), ready]);
    await register(readied, settings, parts);
  } catch (cause) {
    await client.destroy();
    throw new OperatorError('discord-start', discordFault(cause), { cause });
  }
  const { token, apiUrl } = settings;
  return {
    outlet: createDiscordOutlet({ token, ...(apiUrl ? { apiUrl } : {}) }),
    state: () => ({ ...link.report(), pingMs: client.ws.ping < 0 ? null : client.ws.ping }),
    async stop() {
      stopping = true;
      link.to('stopped');
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, PATIENCE);
      });
      await Promise.race([Promise.allSettled([...inHand]), late]);
      clearTimeout(timer);
      await client.destroy();
    },
  };
}
