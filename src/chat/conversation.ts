import { type CardAudience, type Conversation, conversationOf, type Memory } from '../domain/chat-state.ts';
import { type ConversationKey, cardKey, isPrivate } from '../domain/conversation-key.ts';
import type { MessageCall } from './call-types.ts';
import type { CommandContext, Outcome, Place } from './commands/command-spec.ts';
import { isStoreFault } from './outage.ts';

/** Returns null for a database fault, so that no conversation continues from a card that cannot be read. */
function nullIfOut(error: unknown): null {
  if (isStoreFault(error)) return null;
  throw error;
}

/** Loads the conversation so far, or starts one from the card above. */
export async function conversationAt(
  memory: Memory,
  place: Place & Pick<MessageCall, 'underIn'>,
  under: string | null,
): Promise<Conversation | null> {
  const { tenant, thread, channel, person, underIn = channel } = place;
  const known = await memory.conversation(tenant, thread);
  if (known || under === null) return known;
  const card = await memory.card(tenant, under).catch(nullIfOut);
  // A card of another person or channel starts no conversation here.
  const isTheirs = card?.person === null || (isPrivate(thread) && card?.person === person);
  const isHere = card?.channel === underIn && isTheirs && card.shown.length > 0;
  return isHere ? conversationOf(card, card.shown) : null;
}

/**
 * Returns a card's audience and conversation. A card that a button shares with the channel starts its own conversation,
 * because the one in which the button was pressed is private.
 */
export function audienceOf(
  { card, visibility }: Outcome,
  { person, thread }: Place,
  isPress: boolean,
): CardAudience {
  if (visibility === 'asker' || (isPrivate(thread) && !isPress)) return { person, thread };
  return { person: null, thread: isPrivate(thread) ? cardKey(card.id) : thread };
}

/** Removes a private answer from a conversation that others can read. */
export function withoutPrivate(made: Outcome, thread: ConversationKey): Outcome {
  if (made.visibility === 'channel' || isPrivate(thread)) return made;
  const { conversation: _, ...alone } = made;
  return alone;
}

/** Keeps a conversation about an article when it began with that article's brief. */
export function stillAbout(made: Outcome, { conversation }: CommandContext): Outcome {
  if (!conversation?.article || !made.conversation || made.conversation.article) return made;
  return { ...made, conversation: { ...made.conversation, article: conversation.article } };
}
