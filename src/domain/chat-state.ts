import type { Reason } from './action.ts';
import type { CardKind } from './card.ts';
import type { CommonKey, ConversationKey } from './conversation-key.ts';

/** Who reads a card, and the conversation that it belongs to. What everybody in the channel sees bears a common key only. */
export type CardAudience =
  | { readonly person: string; readonly thread: ConversationKey }
  | { readonly person: null; readonly thread: CommonKey };

/** Where a card was made and for whom: a button never acts for another place or person. */
type CardPlace = CardAudience & { readonly tenant: string; readonly channel: string };

/** What a button needs to know of the card that it stands on; it outlives the process. */
export type CardMemory = CardPlace & {
  readonly id: string;
  readonly kind: CardKind;
  /** What was asked, as resolved from the conversation; null for cards that answer no question. */
  readonly question: string | null;
  /** The facts the card shows, in the card's order. */
  readonly shown: readonly string[];
  /** All facts that answer, best first; those beyond `shown` are behind "More". */
  readonly facts: readonly string[];
  /** What the card's own buttons ask or type, by index; of a list, the page that it shows. */
  readonly questions: readonly string[];
  /** The id of the article that the card is a brief of. */
  readonly article?: string;
  /** ISO 8601 instant. */
  readonly made: string;
  /** Whether it was shown to the channel: it is shared once. */
  readonly shared?: boolean;
};

/** What follow-ups in one thread refer to. */
export interface Conversation {
  /** The last question as it was resolved. */
  readonly question: string;
  /** The names in it that carry over to "and X?". */
  readonly about: readonly string[];
  /** All facts that answered, best first. */
  readonly facts: readonly string[];
  /** Those the person has seen. */
  readonly shown: readonly string[];
  /** The id of the article that the conversation is about: it is looked in first. */
  readonly article?: string;
  /** Whose words the last question asked for; "and X?" asks for theirs on X. */
  readonly speaker?: string | null;
  /** What the last question was about; "and X?" asks for X's words on it. */
  readonly topic?: string | null;
  /** The people whom the last card's lines name: "they". */
  readonly people?: readonly string[];
}

/** A conversation as a card begins it. */
export const conversationOf = (card: CardMemory, shown: readonly string[]): Conversation => ({
  question: card.question ?? '',
  about: [],
  facts: card.facts,
  shown,
  ...(card.article === undefined ? {} : { article: card.article }),
});

interface Feedback {
  readonly tenant: string;
  readonly cardId: string;
  readonly person: string;
  readonly verdict: 'up' | 'down';
  /** What was wrong, where the person said so. */
  readonly reason?: Reason | null;
  readonly question: string | null;
  readonly facts: readonly string[];
}

/** What chats remember. In the process for a terminal, in the store for a server: the same port. */
export interface Memory {
  saveCard(card: CardMemory): Promise<void>;
  /** Null where the card is unknown or has aged out. */
  card(tenant: string, id: string): Promise<CardMemory | null>;
  conversation(tenant: string, thread: string): Promise<Conversation | null>;
  saveConversation(tenant: string, thread: string, conversation: Conversation): Promise<void>;
  saveFeedback(feedback: Feedback): Promise<void>;
  /** True the first time an event's id is met, false when it is met again within ten minutes. */
  firstSeen(eventId: string): Promise<boolean>;
}

/** How many cards, conversations and events a process-local memory keeps. */
const MOST_KEPT = 1000;

function remember<T>(kept: Map<string, T>, key: string, value: T): void {
  kept.delete(key);
  kept.set(key, value);
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
}

/** Memory that lives and dies with the process, bounded. */
export function memoryInProcess(): Memory {
  const cards = new Map<string, CardMemory>();
  const conversations = new Map<string, Conversation>();
  const events = new Map<string, true>();
  return {
    saveCard: async (card) => remember(cards, `${card.tenant}\n${card.id}`, card),
    card: async (tenant, id) => cards.get(`${tenant}\n${id}`) ?? null,
    conversation: async (tenant, thread) => conversations.get(`${tenant}\n${thread}`) ?? null,
    saveConversation: async (tenant, thread, conversation) =>
      remember(conversations, `${tenant}\n${thread}`, conversation),
    saveFeedback: async () => {},
    firstSeen: async (id) => {
      if (events.has(id)) return false;
      remember(events, id, true);
      return true;
    },
  };
}
