import { type REST, Routes, SnowflakeUtil } from 'discord.js';
import type { Found, Post } from '../../domain/publisher.ts';
import { type HistoryMessage, isPost } from './message-marker.ts';

/** Discord's clock and ours may differ; looking further back costs nothing. Milliseconds. */
const SKEW = 5 * 60_000;
/** Discord's most a page; and so many pages are read of a lively channel before the search is given up. */
const PAGE = 100;
const PAGES = 50;

const BLIND =
  'The bot may not read this channel’s history. Give it Read Message History there, so that no digest is in doubt.';

/** What a look needs of REST: requests with this process's token and timeout. */
export type Get = (route: `/${string}`, query?: Record<string, string>) => Promise<unknown>;

export const getOf =
  (rest: REST, timeout: number): Get =>
  (route, query = {}) =>
    rest.get(route, { query: new URLSearchParams(query), signal: AbortSignal.timeout(timeout) });

/** Nothing was said in the channel since `after`, going by the channel itself, which needs no right to its history. */
async function isQuietSince(get: Get, channel: string, after: string): Promise<boolean> {
  const { last_message_id: last } = (await get(Routes.channel(channel))) as {
    last_message_id?: string | null;
  };
  return !last || BigInt(last) <= BigInt(after);
}

/**
 * Looks through a channel's history for a post. Rejects as REST does. Without Read Message History Discord shows an
 * empty history instead of an error (https://docs.discord.com/developers/resources/message#get-channel-messages), so
 * an empty one is believed only where the channel itself says that nothing came since.
 */
export async function findInHistory(get: Get, me: string, post: Post): Promise<Found> {
  const start = String(SnowflakeUtil.generate({ timestamp: Date.parse(post.since) - SKEW, increment: 0n }));
  let after = start;
  for (let page = 0; page < PAGES; page++) {
    const messages = (await get(Routes.channelMessages(post.channel), {
      after,
      limit: String(PAGE),
    })) as HistoryMessage[];
    const found = messages.find((one) => one.author.id === me && isPost(one, post));
    if (found) return { kind: 'found', messageId: found.id };
    if (page === 0 && messages.length === 0)
      return (await isQuietSince(get, post.channel, start))
        ? { kind: 'absent' }
        : { kind: 'unsure', why: BLIND };
    if (messages.length < PAGE) return { kind: 'absent' };
    after = messages.map(({ id }) => id).reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b));
  }
  return { kind: 'unsure', why: 'More was said in the channel since than can be looked through.' };
}
