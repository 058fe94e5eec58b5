import type { Found } from '../../domain/publisher.ts';
import type { Workspace } from './workspace.ts';

/** What a post of ours is: metadata tells it on the wire. https://docs.slack.dev/messaging/message-metadata */
type Kind = 'readout_delivery' | 'readout_answer';

/** The mark by which a post is found again. */
export const markOf = (kind: Kind, id: string) => ({ event_type: kind, event_payload: { id } });

export interface Wanted {
  readonly kind: Kind;
  readonly id: string;
  readonly channel: string;
  /** The thread it stands in; else the channel itself. */
  readonly thread?: string | undefined;
  /** Not before this message, by Slack's own clock. */
  readonly oldest: string;
}

interface Kept {
  readonly ts?: string;
  readonly bot_id?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: { readonly id?: unknown } };
}

/** The most that Slack gives at one go; apps that others distribute get 15. */
const PAGE = 200;
/** Pages looked through before a channel counts as too busy to tell. */
const MOST_PAGES = 25;

/** Looks for a post of ours in its channel or thread; rejects with what Slack says. */
export async function findOwn(
  { client, botId }: Pick<Workspace, 'client' | 'botId'>,
  { kind, id, channel, thread, oldest }: Wanted,
): Promise<Found> {
  const isIt = ({ bot_id, metadata }: Kept): boolean =>
    bot_id === botId && metadata?.event_type === kind && metadata.event_payload?.id === id;
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
    const answer = thread
      ? await client.conversations.replies({ ...query, ts: thread })
      : await client.conversations.history(query);
    const found = (answer.messages as readonly Kept[] | undefined)?.find(isIt);
    if (found?.ts) return { kind: 'found', messageId: found.ts };
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return { kind: 'absent' };
  }
  return { kind: 'unsure', why: 'Too much was said in the channel since to tell whether this was posted.' };
}
