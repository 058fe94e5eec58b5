import { type Message, MessageReferenceType } from 'discord.js';
import type { Chat } from '../../chat/call-types.ts';
import { parseActionToken } from '../../domain/action.ts';
import { type ConversationKey, commonKey, privateKey } from '../../domain/conversation-key.ts';
import { withTimeout } from '../../domain/with-timeout.ts';
import { wordsForLocale } from '../../domain/words/words-for-locale.ts';
import type { Locales } from './locales.ts';
import { contentOf, parentContent } from './message-content.ts';
import { type DiscordLog, payloadOf, refusedReply } from './message-payload.ts';
import { placeOfMessage, type SourceRights } from './place.ts';
import { DEFER_AFTER_MS } from './reply.ts';
import { retryIdempotent } from './retry.ts';
import { sendDirect } from './send-direct.ts';
import type { TransientNotices } from './transient-notices.ts';

export interface MessageParts {
  readonly chat: Chat;
  readonly log: DiscordLog;
  readonly notes: TransientNotices;
  readonly locales: Locales;
  /** Who may change a server's sources; admins by default. */
  readonly sources?: SourceRights | undefined;
}

/** Returns the id of the card in a message of the bot, read from any of its buttons. */
function cardIdIn(message: Message): string | null {
  const find = (value: unknown): string | null => {
    if (Array.isArray(value)) return value.map(find).find((id) => id !== null) ?? null;
    if (typeof value !== 'object' || value === null) return null;
    const { custom_id: token, components } = value as { custom_id?: unknown; components?: unknown };
    const card = typeof token === 'string' ? (parseActionToken(token)?.cardId ?? null) : null;
    return card ?? find(components);
  };
  return find(message.components.map((one) => one.toJSON()));
}

/**
 * Returns the message that another one replies to; Discord includes it. Forwarded messages have a reference too and are
 * excluded.
 */
function repliedMessage({ reference, channel }: Message): Message | undefined {
  const isReply = reference?.type === MessageReferenceType.Default && reference.messageId !== undefined;
  return isReply ? channel.messages.cache.get(reference.messageId!) : undefined;
}

/**
 * Returns a message's conversation and the card it replies to. A direct message continues the conversation there, a mention
 * begins a new one, and a reply continues the conversation of its card. Cards are looked up in the store, so replies work
 * after a restart and in any process. A card without buttons is found by the message that it answered.
 */
async function threadOf(
  message: Message,
  tenant: string,
  chat: Chat,
): Promise<{ readonly thread: ConversationKey; readonly under: string | null }> {
  const { channelId, guildId, reference } = message;
  const repliedId = reference?.messageId;
  const replied = repliedMessage(message);
  const under = (replied && cardIdIn(replied)) ?? null;
  if (guildId === null) return { thread: privateKey(channelId, message.author.id), under };
  if (!repliedId) return { thread: commonKey(channelId, message.id), under };
  const known = under ? await chat.threadOf(tenant, under) : null;
  return { thread: known ?? commonKey(channelId, replied?.reference?.messageId ?? repliedId), under };
}

/**
 * Whether a person's message is for the bot: a direct message, or one that mentions the bot or its role. A reply to the bot
 * mentions it.
 */
function isAddressed({ author, webhookId, system, guildId, guild, mentions, client }: Message): boolean {
  if (author.bot || webhookId || system) return false;
  if (guildId === null || mentions.users.has(client.user.id)) return true;
  // Discord's autocompletion of the bot's name can insert the bot's own role.
  return [...mentions.roles.keys()].some((id) => guild?.roles.cache.get(id)?.tags?.botId === client.user.id);
}

const EMOJI = { thanks: '🙏' } as const;

/** Answers one message; what is for its writer alone goes to them directly. */
export async function answerMessage(
  message: Message,
  { chat, log, notes, sources, locales }: MessageParts,
): Promise<void> {
  if (!isAddressed(message)) return;
  const { author, guildId, id } = message;
  const locale = locales.of(message);
  const place = { ...placeOfMessage(message, sources), locale };
  const at = await threadOf(message, place.tenant, chat);
  const replied = repliedMessage(message);
  const parent =
    replied && replied.author.id !== message.client.user.id
      ? { parent: async () => parentContent(replied) }
      : {};
  const work = chat.message({ ...place, ...at, eventId: id, ...contentOf(message), ...parent });
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
