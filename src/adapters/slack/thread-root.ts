import type { webApi } from '@slack/bolt';
import type { ParentMessage } from '../../chat/call-types.ts';
import { parseActionToken } from '../../domain/action.ts';
import { withTimeout } from '../../domain/with-timeout.ts';
import { contentOf, type MessageBody } from './message-content.ts';

/** A look that takes longer is given up: the question is then answered by itself. In milliseconds. */
const PATIENCE = 2_000;

/** The card that a message's blocks show, by the first of our tokens in them; null if they bear none. */
function cardIn(value: unknown): string | null {
  if (Array.isArray(value)) return value.map(cardIn).find((id) => id !== null) ?? null;
  if (typeof value !== 'object' || value === null) return null;
  const { value: token, ...parts } = value as Readonly<Record<string, unknown>>;
  const card = typeof token === 'string' ? (parseActionToken(token)?.cardId ?? null) : null;
  return card ?? cardIn(Object.values(parts));
}

/** The message that a thread stands under; null where Slack does not say, or not in time. */
async function messageAbove(
  client: webApi.WebClient,
  channel: string,
  thread: string,
): Promise<MessageBody | null> {
  const looking = client.conversations
    .replies({ channel, ts: thread, limit: 1, inclusive: true })
    .then(({ messages }) => (messages?.find(({ ts }) => ts === thread) as MessageBody | undefined) ?? null)
    .catch(() => null);
  const found = await withTimeout(looking, PATIENCE);
  return found === 'late' ? null : found;
}

/** The card on the message that a thread stands under; null where it bears none, or where Slack does not say. */
export async function cardAbove(
  client: webApi.WebClient,
  channel: string,
  thread: string,
): Promise<string | null> {
  return cardIn((await messageAbove(client, channel, thread))?.blocks ?? null);
}

/** What the message says and brings that a thread stands under; null where Slack does not say. */
export async function contentAbove(
  client: webApi.WebClient,
  channel: string,
  thread: string,
): Promise<ParentMessage | null> {
  const above = await messageAbove(client, channel, thread);
  if (!above) return null;
  const { text, quoted, files } = contentOf(above, client);
  return { text: [text, quoted ?? ''].filter(Boolean).join('\n'), files };
}
