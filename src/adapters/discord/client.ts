import { Client, GatewayIntentBits, Options, Partials } from 'discord.js';
import { type Shards, shardOptions } from './shards.ts';

/**
 * The gateway intents. Mentions, direct messages and replies to the bot have their text without the privileged
 * message-content intent.
 */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/**
 * The sizes of discord.js's caches. Only what an event needs is kept: the message with the one it replies to, and the
 * server's roles and channels for its author's rights. A larger cache would use memory in large servers and keep other
 * people's messages.
 */
const CACHE_SIZES = Options.cacheWithLimits({
  ...Options.DefaultMakeCacheSettings,
  MessageManager: 10,
  UserManager: 1000,
  GuildMemberManager: 100,
  GuildEmojiManager: 0,
  GuildStickerManager: 0,
  GuildInviteManager: 0,
  GuildBanManager: 0,
  GuildScheduledEventManager: 0,
  AutoModerationRuleManager: 0,
  BaseGuildEmojiManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  ReactionUserManager: 0,
  StageInstanceManager: 0,
  ThreadMemberManager: 0,
  VoiceStateManager: 0,
});

/**
 * Keeps a malformed gateway packet from ending the process. discord.js reads a packet's fields before any listener does
 * and throws if one is missing.
 */
function isolateMalformed(client: Client, onFault: (error: unknown) => void): void {
  // discord.js declares `handlePacket` private.
  const socket = client.ws as unknown as { handlePacket(...given: unknown[]): boolean };
  const handle = socket.handlePacket.bind(socket);
  socket.handlePacket = (...given) => {
    try {
      return handle(...given);
    } catch (error) {
      onFault(error);
      return false;
    }
  };
}

/** Creates an unconnected client for these shards. `apiUrl` is the address of another REST API than Discord's. */
export function createClient(
  shards: Shards,
  apiUrl: string | undefined,
  onFault: (error: unknown) => void,
): Client {
  const client = new Client({
    ...shardOptions(shards),
    intents: INTENTS,
    partials: [Partials.Channel],
    allowedMentions: { parse: [] },
    makeCache: CACHE_SIZES,
    rest: apiUrl ? { api: apiUrl } : {},
  });
  isolateMalformed(client, onFault);
  return client;
}
