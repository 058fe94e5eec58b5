import type { webApi } from '@slack/bolt';
import { parseActionToken } from '../../domain/action.ts';
import { within } from '../../domain/with-timeout.ts';

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

/** The card on the message that a thread stands under; null where it bears none, or where Slack does not say. */
export async function cardAbove(
  client: webApi.WebClient,
  channel: string,
  thread: string,
): Promise<string | null> {
  const looking = client.conversations
    .replies({ channel, ts: thread, limit: 1, inclusive: true })
    .then(({ messages }) => cardIn(messages?.find(({ ts }) => ts === thread)?.blocks))
    .catch(() => null);
  const found = await within(looking, PATIENCE);
  return found === 'late' ? null : found;
}
