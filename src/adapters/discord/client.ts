import { Client, GatewayIntentBits, Options, Partials } from 'discord.js';
import { type Shards, shardOptions } from './shards.ts';

/** Mentions, direct messages and replies to the bot bear their text without the privileged message-content intent. */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/**
 * What discord.js keeps of what goes by. A message is read when it comes, with the one that it replies to, and the
 * rights of its author with the server's roles and channels; the rest would only fill the memory of a bot in many
 * servers, with other people's words at that.
 */
const KEPT = Options.cacheWithLimits({
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
 * Lets what the gateway hands over fail alone. discord.js reads fields of it before any listener of ours: a packet without one
 * would end the process.
 */
function failAlone(client: Client, onFault: (error: unknown) => void): void {
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

/** A client that is not connected yet, for these shards; `apiUrl` is another REST API than Discord's own. */
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
    makeCache: KEPT,
    rest: apiUrl ? { api: apiUrl } : {},
  });
  failAlone(client, onFault);
  return client;
}
