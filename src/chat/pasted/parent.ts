import type { Draft } from '../../answer/cards/card-draft.ts';
import { errorDraft } from '../../answer/cards/notice-card.ts';
import type { Card } from '../../domain/card.ts';
import type { ParentMessage } from '../call-types.ts';
import { basisOf, wordsFor } from '../commands/command-outcome.ts';
import type { CommandContext } from '../commands/command-spec.ts';
import { questionIn } from './find-pasted.ts';
import { hasContentToRead } from './requests.ts';

/**
 * Matches words that refer to the replied-to message: "what does it say?", "is this about INF?", "summarise the article
 * above".
 */
const POINTING =
  /\b(?:it|its|this|that|these|those|they|article|story|link|links|page|piece|post|report|paper|file|pdf|document|attachment|above|here|text)\b/i;

/** Whether a reply is about the message that it replies to. */
export const speaksOfParent = (reply: string): boolean => questionIn(reply) === null || POINTING.test(reply);

/** Whether a card found nothing, so that the question may be about the replied-to message. */
export const foundNothing = ({ kind }: Card): boolean => kind === 'abstained' || kind === 'nearest';

/** Whether the replied-to message has something to read. */
export const hasArticle = (parent: ParentMessage | null): parent is ParentMessage =>
  parent !== null && hasContentToRead(parent.text, parent.files);

/** Builds the notice for a message whose text the platform withholds from the bot. */
export function hiddenParentDraft(context: CommandContext): Draft {
  const { chat } = wordsFor(context);
  return errorDraft(basisOf(context), chat.hiddenParent, chat.hiddenParentLede(chat.briefMessage));
}
