import { REST, Routes } from 'discord.js';
import type { Card } from '../../domain/card.ts';
import type { Found, Post, Posted, Publisher } from '../../domain/publisher.ts';
import { LIMITS } from '../../render/limits.ts';
import { findInHistory, getOf } from './find-message.ts';
import { withMarker } from './message-marker.ts';
import { postOutcome, searchOutcome } from './post-outcome.ts';
import { renderDiscord } from './render.ts';

export interface PublisherSettings {
  readonly token: string;
  /** The address of another REST API than Discord's, for tests; ends in /api. */
  readonly apiUrl?: string;
  /** The most requests per second by this process. Discord allows a bot 50 in total. */
  readonly requestsPerSecond?: number;
  /** The time limit for a response, in milliseconds. */
  readonly timeout?: number;
  readonly now?: () => Date;
}

const REQUEST_TIMEOUT_MS = 20_000;
/** A rate limit up to this long (ms) is waited for here. After a longer one the post is returned as `later`. */
const MAX_INLINE_WAIT_MS = 1500;
/**
 * Added to every rate limit, in milliseconds: Discord starts its window when it receives the request, not when we send
 * it.
 */
const RATE_LIMIT_MARGIN_MS = 25;
/** Discord enforces a nonce for "the past few minutes"; this assumes two, in milliseconds. */
const NONCE_TTL_MS = 2 * 60_000;

/**
 * Creates a publisher that uses Discord's REST API only, so it works in any process, connected to the gateway or not.
 * It never repeats a post by itself: a lost response is `doubtful`, and `find` then searches for the post.
 */
export function createDiscordPublisher({
  token,
  apiUrl,
  requestsPerSecond = LIMITS.discord.requests.max,
  timeout = REQUEST_TIMEOUT_MS,
  now = () => new Date(),
}: PublisherSettings): Publisher {
  const rest = new REST({
    ...(apiUrl ? { api: apiUrl } : {}),
    retries: 0,
    timeout,
    offset: RATE_LIMIT_MARGIN_MS,
    globalRequestsPerSecond: requestsPerSecond,
    rejectOnRateLimit: ({ timeToReset, retryAfter }) =>
      Math.max(timeToReset, retryAfter) > MAX_INLINE_WAIT_MS,
  }).setToken(token);
  const get = getOf(rest, timeout);
  let me: string | null = null;
  const whoAmI = async (): Promise<string> => {
    me ??= ((await get(Routes.user())) as { id: string }).id;
    return me;
  };
  const send = async (channel: string, body: unknown): Promise<string> => {
    const signal = AbortSignal.timeout(timeout);
    return ((await rest.post(Routes.channelMessages(channel), { body, signal })) as { id: string }).id;
  };

  return {
    typed: (command) => `/${command}`,
    async post({ id, channel, card }: Post): Promise<Posted> {
      try {
        const body = { ...withMarker(renderDiscord(card), id), nonce: id, enforce_nonce: true };
        return { kind: 'sent', messageId: await send(channel, body) };
      } catch (error) {
        return postOutcome(error);
      }
    },
    async find(post: Post): Promise<Found> {
      const found = await whoAmI()
        .then((id) => findInHistory(get, id, post))
        .catch(searchOutcome);
      // No attempt is older than `since`. While the nonce is enforced, a repeated post returns the existing message.
      const isYoung = now().getTime() - Date.parse(post.since) < NONCE_TTL_MS;
      return found.kind === 'unsure' && found.afterMs === undefined && isYoung ? { kind: 'absent' } : found;
    },
    async tell(_tenant: string, person: string, card: Card): Promise<boolean> {
      try {
        const opened = await rest.post(Routes.userChannels(), {
          body: { recipient_id: person },
          signal: AbortSignal.timeout(timeout),
        });
        await send((opened as { id: string }).id, renderDiscord(card));
        return true;
      } catch {
        return false;
      }
    },
  };
}
