import { advised } from '../../answer/advised.ts';
import type { Draft } from '../../answer/cards/card-draft.ts';
import { bareTitle } from '../../answer/cards/card-title.ts';
import { shortened } from '../../answer/cards/wording.ts';
import type { Intent } from '../../answer/intent/intent.ts';
import { readIntent } from '../../answer/intent/read-intent.ts';
import { type RespondContext, respond } from '../../answer/respond.ts';
import { whyTheseDraft } from '../../digest/cards/digest-card.ts';
import { basisOf, outcome, privately } from './command-outcome.ts';
import type { CommandContext, Outcome } from './command-spec.ts';
import { linkDraft } from './links.ts';

/** An answer, and whether a chat may leave it unsaid: courtesies want none. */
export interface Asked {
  readonly outcome: Outcome;
  readonly isOptional: boolean;
}

/** Answers what a question or a courtesy asks for. */
export async function askedOutcome(
  intent: Intent,
  message: string,
  context: CommandContext,
  article?: string,
): Promise<Asked> {
  if (intent.kind === 'link') return { outcome: privately(linkDraft(intent, context)), isOptional: false };
  const { conversation } = context;
  // A digest answers no question: its lines were chosen, and by what is told.
  if (intent.kind === 'why' && conversation?.question === '' && conversation.shown.length > 0)
    return { outcome: outcome(whyTheseDraft(conversation.shown, basisOf(context))), isOptional: false };
  const asksTime = intent.kind === 'bot' && intent.about === 'clock';
  const zone = asksTime ? await context.zone?.() : undefined;
  const about: RespondContext = { ...basisOf(context), conversation, article, zone };
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

/** The card for a question that stands for itself: a button's, a topic's, one that is shared. */
export function draftFor(question: string, context: CommandContext): Draft {
  const intent = readIntent(question, { commands: false });
  return respond(intent, question, { ...basisOf(context), conversation: null }).draft;
}

/** Intents that speak of something that stands above them: with a quoted message, of that. */
const OF_WHAT_IS_ABOVE = new Set([
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

/** Longest passage of a quoted message that is searched, in UTF-16 units. */
const LONGEST_QUOTED = 300;

/** What is asked of a quoted or forwarded message: "is this true?" is about its words. Null if the question has words of its own. */
export function aboutQuoted(
  intent: Intent,
  message: string,
  quoted: string | null,
): { intent: Intent; heading: string; quoted: string } | null {
  if (quoted === null || (message !== '' && !OF_WHAT_IS_ABOVE.has(intent.kind))) return null;
  const said = quoted.slice(0, LONGEST_QUOTED).trim();
  const ask = { kind: 'ask', question: said, carries: null, said: null, isEmpty: false } as const;
  return { intent: ask, heading: message === '' ? said : message, quoted: said };
}

/** Heads a card by the person's own words, and says what they are about. */
export function onQuoted<T extends Draft>(draft: T, heading: string, quoted: string): T {
  const notice = [`On “${shortened(quoted, 80)}”`, draft.card.notice]
    .filter((part) => part !== undefined)
    .join(' · ');
  return { ...draft, card: { ...draft.card, title: bareTitle(heading), notice } };
}
