import type { Draft } from '../../answer/cards/card-draft.ts';
import { errorDraft } from '../../answer/cards/notice-card.ts';
import type { Card } from '../../domain/card.ts';
import type { ParentMessage } from '../call-types.ts';
import { basisOf } from '../commands/command-outcome.ts';
import type { CommandContext } from '../commands/command-spec.ts';
import { questionIn } from './find-pasted.ts';
import { bringsRequest } from './requests.ts';

/** Words that point to what is replied to: "what does it say?", "is this about INF?", "summarise the article above". */
const POINTING =
  /\b(?:it|its|this|that|these|those|they|article|story|link|links|page|piece|post|report|paper|file|pdf|document|attachment|above|here|text)\b/i;

/** Whether a reply speaks of the message that it replies to. */
export const speaksOfParent = (reply: string): boolean => questionIn(reply) === null || POINTING.test(reply);

/** Whether a card found nothing, so that what is replied to may be meant. */
export const foundNothing = ({ kind }: Card): boolean => kind === 'abstained' || kind === 'nearest';

/** Whether a message that is replied to brings something to be read. */
export const bringsArticle = (parent: ParentMessage | null): parent is ParentMessage =>
  parent !== null && bringsRequest(parent.text, parent.files);

/** What to do about a message whose words the chat keeps from the bot. */
export const hiddenParentDraft = (context: CommandContext): Draft =>
  errorDraft(
    basisOf(context),
    'I cannot see the message that you reply to',
    'Open its menu, then Apps, “Brief me on this”; or paste its link here.',
  );
