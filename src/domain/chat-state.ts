import { LRUCache } from 'lru-cache';
import type { Reason } from './action.ts';
import type { CardKind } from './card.ts';
import type { CommonKey, ConversationKey } from './conversation-key.ts';

/** The audience of a card and the key of its conversation. A card for the whole channel has a common key. */
export type CardAudience =
  | { readonly person: string; readonly thread: ConversationKey }
  | { readonly person: null; readonly thread: CommonKey };

/** The place and audience of a card: a button never acts for another place or person. */
type CardScope = CardAudience & { readonly tenant: string; readonly channel: string };

/** The stored state of a card with buttons: what a button needs to act on its card. */
export type CardMemory = CardScope & {
  readonly id: string;
  readonly kind: CardKind;
  /** The question as resolved from the conversation; null for cards that answer none. */
  readonly question: string | null;
  /** The facts the card shows, in the card's order. */
  readonly shown: readonly string[];
  /** All facts that answer, best first; those beyond `shown` are behind "More". */
  readonly facts: readonly string[];
  /** The questions or commands of the card's own buttons, by index; for a list, the page that it shows. */
  readonly questions: readonly string[];
  /** The id of the article that the card is a brief of. */
  readonly article?: string;
  /** ISO 8601 instant. */
  readonly made: string;
  /** True once it was shared to the channel: a card is shared once. */
  readonly shared?: boolean;
};

/** The state of a conversation: what follow-ups refer to. */
export interface Conversation {
  /** The last question as it was resolved. */
  readonly question: string;
  /** The names in it that carry over to "and X?". */
  readonly about: readonly string[];
  /** All facts that answered, best first. */
  readonly facts: readonly string[];
  /** The facts that were shown. */
  readonly shown: readonly string[];
  /** The id of the article that the conversation is about. It is searched first. */
  readonly article?: string;
  /** The speaker that the last question asked for; "and X?" asks for their words on X. */
  readonly speaker?: string | null;
  /** The topic of the last question; "and X?" asks for X's words on it. */
  readonly topic?: string | null;
  /** The people named in the last card: "they". */
  readonly people?: readonly string[];
}

/** The conversation that a card begins. */
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
  /** The reason for a bad answer, if the person gave one. */
  readonly reason?: Reason | null;
  readonly question: string | null;
  readonly facts: readonly string[];
}

/** The port to chat state: in the process for a terminal, in the database for a server. */
export interface Memory {
  saveCard(card: CardMemory): Promise<void>;
  /** The card; null if it is unknown or expired. */
  card(tenant: string, id: string): Promise<CardMemory | null>;
  conversation(tenant: string, thread: string): Promise<Conversation | null>;
  saveConversation(tenant: string, thread: string, conversation: Conversation): Promise<void>;
  saveFeedback(feedback: Feedback): Promise<void>;
  /** Records an event's id. Returns false if it was recorded within the last ten minutes. */
  firstSeen(eventId: string): Promise<boolean>;
}

/** The most cards, conversations and events that a memory in the process keeps, of each. */
const MAX_ENTRIES = 1000;

/** Chat state in the process, bounded. */
export function memoryInProcess(): Memory {
  const cards = new LRUCache<string, CardMemory>({ max: MAX_ENTRIES });
  const conversations = new LRUCache<string, Conversation>({ max: MAX_ENTRIES });
  const events = new LRUCache<string, true>({ max: MAX_ENTRIES });
  return {
    saveCard: async (card) => void cards.set(`${card.tenant}\n${card.id}`, card),
    card: async (tenant, id) => cards.get(`${tenant}\n${id}`) ?? null,
    conversation: async (tenant, thread) => conversations.get(`${tenant}\n${thread}`) ?? null,
    saveConversation: async (tenant, thread, conversation) =>
      void conversations.set(`${tenant}\n${thread}`, conversation),
    saveFeedback: async () => {},
    firstSeen: async (id) => {
      if (events.has(id)) return false;
      events.set(id, true);
      return true;
    },
  };
}
