import type { Found } from '../../domain/publisher.ts';
import { reasonOf } from '../../domain/words/reason-words.ts';
import type { Workspace } from './workspace.ts';

/**
 * The message metadata's event type, which tells what kind of post it is.
 * https://docs.slack.dev/messaging/message-metadata
 */
type Kind = 'readout_delivery' | 'readout_answer';

/** Builds the message metadata by which the bot finds its own post again. */
export const messageMetadata = (kind: Kind, id: string) => ({ event_type: kind, event_payload: { id } });

export interface Wanted {
  readonly kind: Kind;
  readonly id: string;
  readonly channel: string;
  /** The thread's root timestamp; absent if the message is in the channel itself. */
  readonly thread?: string | undefined;
  /** The timestamp of the oldest message to search, by Slack's clock. */
  readonly oldest: string;
}

interface Kept {
  readonly ts?: string;
  readonly bot_id?: string;
  readonly metadata?: { readonly event_type?: string; readonly event_payload?: { readonly id?: unknown } };
}

/** Messages requested per page. Slack returns at most 15 to apps distributed outside its marketplace. */
const PAGE_SIZE = 200;
/** The most pages searched. A busier channel gives no certain result. */
const MAX_PAGES = 25;

/** Searches a channel or thread for the bot's own post by its metadata. Rejects with Slack's error. */
export async function findOwnMessage(
  { client, botId }: Pick<Workspace, 'client' | 'botId'>,
  { kind, id, channel, thread, oldest }: Wanted,
): Promise<Found> {
  const isIt = ({ bot_id, metadata }: Kept): boolean =>
    bot_id === botId && metadata?.event_type === kind && metadata.event_payload?.id === id;
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = {
      channel,
      oldest,
      limit: PAGE_SIZE,
      include_all_metadata: true,
      ...(cursor ? { cursor } : {}),
    };
    const answer = thread
      ? await client.conversations.replies({ ...query, ts: thread })
      : await client.conversations.history(query);
    const found = (answer.messages as readonly Kept[] | undefined)?.find(isIt);
    if (found?.ts) return { kind: 'found', messageId: found.ts };
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return { kind: 'absent' };
  }
  return { kind: 'unsure', ...reasonOf({ code: 'slack.too_much' }) };
}
