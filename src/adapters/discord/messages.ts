import type { Message } from 'discord.js';
import type { Chat } from '../../chat/call-types.ts';
import { withTimeout } from '../../domain/with-timeout.ts';
import { wordsForLocale } from '../../domain/words/words-for-locale.ts';
import type { Locales } from './locales.ts';
import { contentOf, parentContent } from './message-content.ts';
import { type DiscordLog, payloadOf, refusedReply } from './message-payload.ts';
import { placeOfMessage, type SourceRights } from './place.ts';
import { DEFER_AFTER_MS } from './reply.ts';
import { retryIdempotent } from './retry.ts';
import { sendDirect } from './send-direct.ts';
import { repliedMessage, type ThreadFinder } from './thread-of.ts';
import type { TransientNotices } from './transient-notices.ts';

export interface MessageParts {
  readonly chat: Chat;
  readonly log: DiscordLog;
  readonly notes: TransientNotices;
  readonly locales: Locales;
  readonly threadOf: ThreadFinder;
  /** Who may change a server's sources; admins by default. */
  readonly sources?: SourceRights | undefined;
}

/** Whether a message mentions the bot's own role, which Discord's autocompletion of the bot's name can insert. */
const mentionsRole = ({ mentions, guild, client }: Message): boolean =>
  [...mentions.roles.keys()].some((id) => guild?.roles.cache.get(id)?.tags?.botId === client.user.id);

/**
 * Whether a person's message is for the bot: a direct message, or one that mentions the bot or its role. A reply to the
 * bot mentions it.
 */
function isAddressed(message: Message): boolean {
  const { author, webhookId, system, guildId, mentions, client } = message;
  if (author.bot || webhookId || system) return false;
  if (guildId === null || mentions.users.has(client.user.id)) return true;
  return mentionsRole(message);
}

/** Whether a message mentions the bot only by replying to it. Its writer may be remarking on the answer. */
const isBareReply = (message: Message): boolean =>
  message.guildId !== null &&
  !message.content.includes(`<@${message.client.user.id}>`) &&
  !mentionsRole(message);

const EMOJI = { thanks: '🙏' } as const;

/** Answers one message; what is for its writer alone goes to them directly. */
export async function answerMessage(
  message: Message,
  { chat, log, notes, sources, locales, threadOf }: MessageParts,
): Promise<void> {
  if (!isAddressed(message)) return;
  const { author, guildId, id } = message;
  const locale = locales.of(message);
  const place = { ...placeOfMessage(message, sources), locale };
  const at = await threadOf(message, place.tenant);
  const replied = repliedMessage(message);
  const parent =
    replied && replied.author.id !== message.client.user.id
      ? { parent: async () => parentContent(replied) }
      : {};
  const call = { ...place, ...at, eventId: id, ...contentOf(message), ...parent };
  const work = chat.message({ ...call, isReply: isBareReply(message) });
  // Show "Readout is typing…". The answer does not depend on whether that succeeds.
  if ((await withTimeout(work, DEFER_AFTER_MS)) === 'late' && message.channel.isSendable())
    await message.channel.sendTyping().catch(() => {});
  const answer = await work;
  if (!answer) return;
  // A failed reaction is ignored, because it carries no information.
  if (answer.reaction) return void (await message.react(EMOJI[answer.reaction]).catch(() => {}));
  if (answer.visibility === 'asker' && guildId !== null) {
    if (!(await sendDirect(author, answer.card, id))) await notes.leave(message, wordsForLocale(locale));
    return;
  }
  try {
    // With the nonce, Discord returns the existing message if discord.js has to repeat the request.
    const once = { nonce: id, enforceNonce: true };
    const payload = { ...payloadOf(answer.card), ...once, failIfNotExists: false };
    await retryIdempotent(() => message.reply(payload));
  } catch (error) {
    await sendDirect(author, refusedReply(error, log, 'message', locale).card, id);
  }
}
