import type { webApi } from '@slack/bolt';
import type { ParentMessage } from '../../chat/call-types.ts';
import { parseActionToken } from '../../domain/action.ts';
import { withTimeout } from '../../domain/with-timeout.ts';
import { contentOf, type MessageBody } from './message-content.ts';

/** The time limit for loading the root message, in milliseconds. After it, the question is answered without it. */
const LOAD_TIMEOUT_MS = 2_000;

/** Returns the first of the bot's tokens in a message's blocks, or null. */
function cardIn(value: unknown): string | null {
  if (Array.isArray(value)) return value.map(cardIn).find((id) => id !== null) ?? null;
  if (typeof value !== 'object' || value === null) return null;
  const { value: token, ...parts } = value as Readonly<Record<string, unknown>>;
  const card = typeof token === 'string' ? (parseActionToken(token)?.cardId ?? null) : null;
  return card ?? cardIn(Object.values(parts));
}

/** Loads a thread's root message. Resolves with null if Slack refuses or is too slow. */
async function loadRootMessage(
  client: webApi.WebClient,
  channel: string,
  thread: string,
): Promise<MessageBody | null> {
  const looking = client.conversations
    .replies({ channel, ts: thread, limit: 1, inclusive: true })
    .then(({ messages }) => (messages?.find(({ ts }) => ts === thread) as MessageBody | undefined) ?? null)
    .catch(() => null);
  const found = await withTimeout(looking, LOAD_TIMEOUT_MS);
  return found === 'late' ? null : found;
}

/** Returns the card in the thread's root message, or null if it has none or cannot be loaded. */
export async function rootCard(
  client: webApi.WebClient,
  channel: string,
  thread: string,
): Promise<string | null> {
  return cardIn((await loadRootMessage(client, channel, thread))?.blocks ?? null);
}

/** Returns the text and files of the thread's root message, or null if it cannot be loaded. */
export async function rootContent(
  client: webApi.WebClient,
  channel: string,
  thread: string,
): Promise<ParentMessage | null> {
  const above = await loadRootMessage(client, channel, thread);
  if (!above) return null;
  const { text, quoted, files } = contentOf(above, client);
  return { text: [text, quoted ?? ''].filter(Boolean).join('\n'), files };
}
