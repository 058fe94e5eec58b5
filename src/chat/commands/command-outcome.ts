import type { CardBasis } from '../../answer/cards/card-basis.ts';
import type { Draft } from '../../answer/cards/card-draft.ts';
import { EN, type Words } from '../../domain/words/en.ts';
import type { CommandContext, Outcome, RoleName } from './command-spec.ts';

/** Returns what cards are built with: the library, tenant, clock and id generator. */
export function basisOf(context: CommandContext): CardBasis {
  const { readout, tenant, now, newId } = context;
  return { readout, tenant, now: now(), id: newId(), words: wordsFor(context) };
}

/** Returns the bot's wording in the reader's language; English by default. */
export const wordsFor = ({ words }: Pick<CommandContext, 'words'>): Words => words ?? EN;

/** Wraps an answer whose visibility depends on how it was asked: public for a mention, private for a slash command. */
export function outcome(draft: Draft): Outcome {
  return { ...draft, visibility: 'channel' };
}

/** Wraps an answer that only the asker sees. */
export function privately(draft: Draft): Outcome {
  return { ...draft, visibility: 'asker' };
}

/** Those who may do something, in the reader's language. */
export const roleName = (role: RoleName, context: CommandContext): string =>
  typeof role === 'string' ? role : role(wordsFor(context));

/** Describes who may change a channel's settings, for people who may not. */
export function whoMay(context: CommandContext): string {
  const { chat } = wordsFor(context);
  return chat.ask(context.managers ? roleName(context.managers, context) : chat.channelManager);
}
