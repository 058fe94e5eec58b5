import { advised } from '../../answer/advised.ts';
import type { Draft } from '../../answer/cards/card-draft.ts';
import { bareTitle } from '../../answer/cards/card-title.ts';
import { shortened } from '../../answer/cards/wording.ts';
import type { Intent } from '../../answer/intent/intent.ts';
import { readIntent } from '../../answer/intent/read-intent.ts';
import { type RespondContext, respond } from '../../answer/respond.ts';
import { whyTheseDraft } from '../../digest/cards/digest-card.ts';
import type { Words } from '../../domain/words/en.ts';
import { basisOf, outcome, privately } from './command-outcome.ts';
import type { CommandContext, Outcome } from './command-spec.ts';
import { linkDraft } from './links.ts';

/** An answer. `isOptional` marks one that a chat may leave out, such as the reply to a thank-you. */
export interface Asked {
  readonly outcome: Outcome;
  readonly isOptional: boolean;
}

/** Answers a question or courtesy. */
export async function askedOutcome(
  intent: Intent,
  message: string,
  context: CommandContext,
  article?: string,
): Promise<Asked> {
  if (intent.kind === 'link') return { outcome: privately(linkDraft(intent, context)), isOptional: false };
  const { conversation } = context;
  // A digest answers no question, so "why" explains how its facts were selected.
  if (intent.kind === 'why' && conversation?.question === '' && conversation.shown.length > 0)
    return { outcome: outcome(whyTheseDraft(conversation.shown, basisOf(context))), isOptional: false };
  const asksTime = intent.kind === 'bot' && intent.about === 'clock';
  const zone = asksTime ? await context.zone?.() : undefined;
  const about: RespondContext = {
    ...basisOf(context),
    conversation,
    article,
    zone,
    passedOn: context.passedOn,
  };
  const response = await advised(
    intent.kind === 'ask' ? context.services.choose : undefined,
    context,
    (readout) => respond(intent, message, { ...about, readout }),
  );
  switch (response.kind) {
    case 'answer':
      return { outcome: outcome(response.draft), isOptional: false };
    case 'aside': {
      const aside = privately(response.draft);
      const { reaction } = response;
      return { outcome: reaction ? { ...aside, reaction } : aside, isOptional: false };
    }
    case 'nothing':
      return { outcome: privately(response.draft), isOptional: true };
  }
}

/** Answers a question without context: from a button, a topic, or a shared card. */
export function draftFor(question: string, context: CommandContext): Draft {
  const intent = readIntent(question, { commands: false });
  return respond(intent, question, { ...basisOf(context), conversation: null }).draft;
}

/** Intents that refer to something above the message. With a quoted message, they refer to that. */
const CONTEXT_INTENTS = new Set([
  'sure',
  'source',
  'date',
  'who said',
  'why',
  'unclear',
  'more',
  'share',
  'summary',
]);

/** The longest part of a quoted message that is searched, in UTF-16 units. */
const MAX_QUOTED_LENGTH = 300;

/**
 * Returns the question that a message asks about a quoted or forwarded one: "is this true?" asks about its text.
 * Returns null if the message is a complete question itself.
 */
export function questionAboutQuoted(
  intent: Intent,
  message: string,
  quoted: string | null,
): { intent: Intent; heading: string; quoted: string } | null {
  if (quoted === null || (message !== '' && !CONTEXT_INTENTS.has(intent.kind))) return null;
  const said = quoted.slice(0, MAX_QUOTED_LENGTH).trim();
  const ask = { kind: 'ask', question: said, carries: null, said: null, isEmpty: false } as const;
  return { intent: ask, heading: message === '' ? said : message, quoted: said };
}

/** Sets a card's title to the person's words and notes which quoted message it is about. */
export function withQuotedNote<T extends Draft>(draft: T, heading: string, quoted: string, words: Words): T {
  const notice = [words.answers.onQuoted(shortened(quoted, 80)), draft.card.notice]
    .filter((part) => part !== undefined)
    .join(' · ');
  return { ...draft, card: { ...draft.card, title: bareTitle(heading), notice } };
}
