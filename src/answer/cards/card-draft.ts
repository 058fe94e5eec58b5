import type { Action } from '../../domain/action.ts';
import type { Card } from '../../domain/card.ts';
import type { Conversation } from '../../domain/chat-state.ts';
import type { Words } from '../../domain/words/en.ts';

/** The data behind a card's buttons. */
export interface CardFacts {
  readonly question: string | null;
  /** All facts that answer, best first. */
  readonly facts: readonly string[];
  /** The ids of the facts that the card shows. */
  readonly shown: readonly string[];
  /** The questions of `ask` buttons and the commands of `digest` buttons, by index. */
  readonly questions: readonly string[];
  /** The id of the article that the card is a brief of. */
  readonly article?: string;
}

/** A card with the data behind its buttons and follow-ups. */
export interface Draft {
  readonly card: Card;
  readonly about: CardFacts;
  /** The conversation for follow-ups; absent if the card does not change it. */
  readonly conversation?: Conversation;
}

export const NOTHING_ABOUT: CardFacts = { question: null, facts: [], shown: [], questions: [] };

/** Builds the feedback buttons. */
export const feedbackActions = ({ answers }: Words): readonly Action[] => [
  { verb: 'up', label: answers.helpful },
  { verb: 'down', label: answers.notHelpful },
];

/** Builds the button that shows the sentences behind the lines. */
export const sourceAction = (lines: number, { answers }: Words): Action => ({
  verb: 'source',
  label: lines > 1 ? answers.sources : answers.source,
  primary: true,
});

/** Builds the button that lists topics. */
export const topicsAction = ({ answers }: Words): Action => ({ verb: 'topics', label: answers.topics });

/** Builds the button that shares a card with the channel. */
export const shareAction = ({ answers }: Words): Action => ({ verb: 'share', label: answers.share });

/** Builds the menu entry that explains why each line was found. */
export const whyAction = ({ answers }: Words): Action => ({ verb: 'why', label: answers.why, menu: true });
