import type { CardBasis } from '../../answer/cards/card-basis.ts';
import type { Draft } from '../../answer/cards/card-draft.ts';
import { EN, type Words } from '../../domain/words/en.ts';
import type { CommandContext, Outcome } from './command-spec.ts';

/** What the cards of a command's answer are built with. */
export function basisOf({ readout, tenant, now, newId }: CommandContext): CardBasis {
  return { readout, tenant, now: now(), id: newId() };
}

/** The bot's own words in the language of whoever is answered. */
export const wordsFor = ({ words }: Pick<CommandContext, 'words'>): Words => words ?? EN;

/** An answer whose visibility the way of asking decides: a mention's is the channel's, a slash command's the asker's. */
export function outcome(draft: Draft): Outcome {
  return { ...draft, visibility: 'channel' };
}

/** An answer for the asker alone, however it was asked. */
export function privately(draft: Draft): Outcome {
  return { ...draft, visibility: 'asker' };
}

/** Whom to ask, where somebody may not change what a channel gets. */
export function whoMay({ managers }: CommandContext): string {
  return `Ask ${managers ?? 'somebody who manages this channel'}.`;
}
