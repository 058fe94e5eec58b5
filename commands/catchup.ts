import { basisOf, wordsFor } from '../src/chat/commands/command-outcome.ts';
import type { Command } from '../src/chat/commands/command-spec.ts';
import { withDigests } from '../src/chat/commands/digest-commands.ts';
import { digestDraft } from '../src/digest/cards/digest-card.ts';
import { formatInstant } from '../src/digest/cards/schedule-words.ts';

/** `/catchup`: shows a person privately what is new since they last used it. */
export const catchup: Command = {
  name: 'catchup',
  description: 'Show you alone what is new since you last caught up',
  options: [],
  examples: ['catchup'],
  read: (rest) => (rest.trim() === '' ? {} : null),
  run: (_values, context) =>
    withDigests(context, async (digests) => {
      const { content, since } = await digests.catchUp(context.tenant, context.person);
      const zone = (await context.zone?.()) ?? 'UTC';
      const words = wordsFor(context);
      const { chat } = words;
      const when = since === null ? null : formatInstant(zone, new Date(since), words);
      return digestDraft(content, zone, basisOf(context), {
        title: when === null ? chat.whatThereIs : chat.newSince(`${when}${zone === 'UTC' ? ' UTC' : ''}`),
        nothing: chat.nothingNewIn,
      });
    }),
};
