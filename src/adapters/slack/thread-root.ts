import type { webApi } from '@slack/bolt';
import { parseActionToken } from '../../domain/action.ts';
import { within } from '../../domain/with-timeout.ts';

/** A look that takes longer is given up: the question is then answered by itself. In milliseconds. */
const PATIENCE = 2_000;

/** The first of our buttons among a message's blocks tells its card. */
function cardIn(value: unknown): string | null {
  if (Array.isArray(value)) return value.map(cardIn).find((id) => id !== null) ?? null;
  if (typeof value !== 'object' || value === null) return null;
  const { action_id: action, value: token, elements } = value as Readonly<Record<string, unknown>>;
  const card = action && typeof token === 'string' ? (parseActionToken(token)?.cardId ?? null) : null;
  return card ?? cardIn(elements);
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
