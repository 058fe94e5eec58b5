import type { Action } from '../../domain/action.ts';
import type { Card } from '../../domain/card.ts';
import type { Conversation } from '../../domain/chat-state.ts';
import type { Words } from '../../domain/words/en.ts';

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
export const feedbackActions = ({ answers }: Words): readonly Action[] => [
  { verb: 'up', label: answers.helpful },
  { verb: 'down', label: answers.notHelpful },
];

/** The button that shows the sentences behind so many lines. */
export const sourceAction = (lines: number, { answers }: Words): Action => ({
  verb: 'source',
  label: lines > 1 ? answers.sources : answers.source,
  primary: true,
});

/** The button that lists what can be asked about. */
export const topicsAction = ({ answers }: Words): Action => ({ verb: 'topics', label: answers.topics });

/** The button that shows a card to the channel. */
export const shareAction = ({ answers }: Words): Action => ({ verb: 'share', label: answers.share });

/** The menu's entry that tells why each line was found. */
export const whyAction = ({ answers }: Words): Action => ({ verb: 'why', label: answers.why, menu: true });
