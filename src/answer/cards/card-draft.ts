import type { Action } from '../../domain/action.ts';
import type { Card } from '../../domain/card.ts';
import type { Conversation } from '../../domain/chat-state.ts';

/** What the buttons of a card need to know of it. */
export interface CardFacts {
  readonly question: string | null;
  /** All facts that answer, best first. */
  readonly facts: readonly string[];
  /** Those that the card shows. */
  readonly shown: readonly string[];
  /** What the card's `ask` buttons ask and its `digest` buttons type, by index. */
  readonly questions: readonly string[];
  /** The id of the article that the card is a brief of. */
  readonly article?: string;
}

/** A card with what its buttons and follow-ups refer to. */
export interface Draft {
  readonly card: Card;
  readonly about: CardFacts;
  /** What "and X?" and "more" refer to next; absent where the card changes nothing about that. */
  readonly conversation?: Conversation;
}

export const NOTHING_ABOUT: CardFacts = { question: null, facts: [], shown: [], questions: [] };

/** What people may say of an answer. */
export const FEEDBACK: readonly Action[] = [
  { verb: 'up', label: 'Helpful' },
  { verb: 'down', label: 'Not helpful' },
];

/** The button that shows the sentences behind so many lines. */
export const sourceAction = (lines: number): Action => ({
  verb: 'source',
  label: lines > 1 ? 'Sources' : 'Source',
  primary: true,
});
