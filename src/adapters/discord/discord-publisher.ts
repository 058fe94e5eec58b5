import { REST, Routes } from 'discord.js';
import type { Card } from '../../domain/card.ts';
import type { Found, Outlet, Post, Posted } from '../../domain/publisher.ts';
import { LIMITS } from '../../render/limits.ts';
import { findInHistory, getOf } from './find-message.ts';
import { marked } from './message-marker.ts';
import { foundOf, postedOf } from './post-outcome.ts';
import { renderDiscord } from './render.ts';

export interface OutletSettings {
  readonly token: string;
  /** Another REST API than Discord's own, for tests; ends in /api. */
  readonly apiUrl?: string;
  /** Requests a second of this process; Discord allows a bot 50 in all. */
  readonly requestsPerSecond?: number;
  /** How long an answer is waited for, in milliseconds. */
  readonly timeout?: number;
  readonly now?: () => Date;
}

const TIMEOUT = 20_000;
/** So long a wait for a rate limit is sat out here, in milliseconds; a longer one is handed back as `later`. */
const SAT_OUT = 1500;
/** Added to every wait for a limit, in milliseconds: Discord's window opened as much later as our request took. */
const OFFSET = 25;
/** `enforce_nonce` holds for "the past few minutes": that much is relied on, in milliseconds. */
const NONCE_HOLDS = 2 * 60_000;

/**
 * Posts to Discord over REST alone, so that any process may, with a connection to the gateway or without. Nothing is
 * sent twice by itself: a lost answer is `doubtful`, and `find` tells what became of it.
 */
export function createDiscordOutlet({
  token,
  apiUrl,
  requestsPerSecond = LIMITS.discord.requests.max,
  timeout = TIMEOUT,
  now = () => new Date(),
}: OutletSettings): Outlet {
  const rest = new REST({
    ...(apiUrl ? { api: apiUrl } : {}),
    retries: 0,
    timeout,
    offset: OFFSET,
    globalRequestsPerSecond: requestsPerSecond,
    rejectOnRateLimit: ({ timeToReset, retryAfter }) => Math.max(timeToReset, retryAfter) > SAT_OUT,
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
    async post({ id, channel, card }: Post): Promise<Posted> {
      try {
        const body = { ...marked(renderDiscord(card), id), nonce: id, enforce_nonce: true };
        return { kind: 'sent', messageId: await send(channel, body) };
      } catch (error) {
        return postedOf(error);
      }
    },
    async find(post: Post): Promise<Found> {
      const found = await whoAmI()
        .then((id) => findInHistory(get, id, post))
        .catch(foundOf);
      // No attempt is older than `since`: while the nonce holds, posting again gives back the message that exists.
      const isYoung = now().getTime() - Date.parse(post.since) < NONCE_HOLDS;
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
