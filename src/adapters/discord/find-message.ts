import { type REST, Routes, SnowflakeUtil } from 'discord.js';
import type { Found, Post } from '../../domain/publisher.ts';
import { reasonOf } from '../../domain/words/reason-words.ts';
import { type HistoryMessage, isPost } from './message-marker.ts';

/**
 * The largest assumed difference between Discord's clock and ours, in milliseconds. The search goes this much further
 * back.
 */
const MAX_CLOCK_SKEW_MS = 5 * 60_000;
/** The page size, Discord's maximum, and the most pages searched in a busy channel. */
const PAGE_SIZE = 100;
const PAGES = 50;

const BLIND = reasonOf({ code: 'discord.blind' });

/** Sends a GET request with this process's token and timeout. */
export type Get = (route: `/${string}`, query?: Record<string, string>) => Promise<unknown>;

export const getOf =
  (rest: REST, timeout: number): Get =>
  (route, query = {}) =>
    rest.get(route, { query: new URLSearchParams(query), signal: AbortSignal.timeout(timeout) });

/**
 * Whether the channel has no message after `after`. It reads the channel object, which needs no right to the history.
 */
async function isQuietSince(get: Get, channel: string, after: string): Promise<boolean> {
  const { last_message_id: last } = (await get(Routes.channel(channel))) as {
    last_message_id?: string | null;
  };
  return !last || BigInt(last) <= BigInt(after);
}

/**
 * Searches a channel's history for a post. Rejects with REST's error. Without Read Message History Discord returns an
 * empty history instead of an error (https://docs.discord.com/developers/resources/message#get-channel-messages), so an
 * empty one counts only if the channel object confirms that nothing was posted since.
 */
export async function findInHistory(get: Get, me: string, post: Post): Promise<Found> {
  const start = String(
    SnowflakeUtil.generate({ timestamp: Date.parse(post.since) - MAX_CLOCK_SKEW_MS, increment: 0n }),
  );
  let after = start;
  for (let page = 0; page < PAGES; page++) {
    const messages = (await get(Routes.channelMessages(post.channel), {
      after,
      limit: String(PAGE_SIZE),
    })) as HistoryMessage[];
    const found = messages.find((one) => one.author.id === me && isPost(one, post));
    if (found) return { kind: 'found', messageId: found.id };
    if (page === 0 && messages.length === 0)
      return (await isQuietSince(get, post.channel, start))
        ? { kind: 'absent' }
        : { kind: 'unsure', ...BLIND };
    if (messages.length < PAGE_SIZE) return { kind: 'absent' };
    after = messages.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b));
  }
  return { kind: 'unsure', ...reasonOf({ code: 'discord.too_much' }) };
}
