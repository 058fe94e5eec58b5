import { type AnyThreadChannel, type Message, MessageReferenceType } from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { Chat, MessageCall } from '../../chat/call-types.ts';
import { parseActionToken } from '../../domain/action.ts';
import { commonKey, privateKey } from '../../domain/conversation-key.ts';

/** The most threads whose first message is remembered. */
const MAX_THREADS = 2000;

/** Finds the conversation of a message. */
export type ThreadFinder = (
  message: Message,
  tenant: string,
) => Promise<Pick<MessageCall, 'thread' | 'under' | 'underIn'>>;

/** Returns the id of the card in a message of the bot, read from any of its buttons. */
function cardIdIn(message: Message): string | null {
  const find = (value: unknown): string | null => {
    if (Array.isArray(value)) return value.map(find).find((id) => id !== null) ?? null;
    if (typeof value !== 'object' || value === null) return null;
    const { custom_id: token, components } = value as { custom_id?: unknown; components?: unknown };
    const card = typeof token === 'string' ? (parseActionToken(token)?.cardId ?? null) : null;
    return card ?? find(components);
  };
  return message.author.id === message.client.user.id
    ? find(message.components.map((one) => one.toJSON()))
    : null;
}

/**
 * Returns the message that another one replies to; Discord includes it. Forwarded messages have a reference too and are
 * excluded.
 */
export function repliedMessage({ reference, channel }: Message): Message | undefined {
  const isReply = reference?.type === MessageReferenceType.Default && reference.messageId !== undefined;
  return isReply ? channel.messages.cache.get(reference.messageId!) : undefined;
}

/**
 * Creates the finder of conversations. A direct message continues the conversation there, a mention in a channel begins
 * a new one, and a reply continues the conversation of its card. All messages of a Discord thread are one conversation;
 * in a thread that was opened on a card, it is the card's. Cards are looked up in the store, so this works after a
 * restart and in any process. A card without buttons is found by the message that it answered.
 */
export function createThreadFinder(chat: Chat): ThreadFinder {
  const starters = new LRUCache<string, { readonly card: string | null }>({ max: MAX_THREADS });

  /** Returns the card that a thread was opened on. A thread's id is that of the message that it was opened on. */
  const starterCard = async (thread: AnyThreadChannel): Promise<string | null> => {
    const known = starters.get(thread.id);
    if (known) return known.card;
    // It is refused if the message is gone, if there was none, or without access to the history.
    const starter = await thread.fetchStarterMessage().catch(() => null);
    const card = starter && cardIdIn(starter);
    starters.set(thread.id, { card });
    return card;
  };

  const ofThread = async (channel: AnyThreadChannel, tenant: string) => {
    const own = commonKey(channel.parentId ?? channel.id, channel.id);
    if (await chat.knows(tenant, own)) return { thread: own };
    const under = await starterCard(channel);
    if (under === null) return { thread: own };
    const thread = (await chat.threadOf(tenant, under)) ?? own;
    return { thread, under, ...(channel.parentId ? { underIn: channel.parentId } : {}) };
  };

  return async (message, tenant) => {
    const { author, channel, channelId, guildId, reference } = message;
    const replied = repliedMessage(message);
    const under = (replied && cardIdIn(replied)) ?? null;
    if (guildId === null) return { thread: privateKey(channelId, author.id), under };
    const known = under ? await chat.threadOf(tenant, under) : null;
    if (known) return { thread: known, under };
    if (channel.isThread()) return ofThread(channel, tenant);
    const repliedId = reference?.messageId;
    if (!repliedId) return { thread: commonKey(channelId, message.id), under };
    return { thread: commonKey(channelId, replied?.reference?.messageId ?? repliedId), under };
  };
}
