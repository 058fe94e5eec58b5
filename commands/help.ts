import { helpDraft } from '../src/answer/cards/list-cards.ts';
import { basisOf, privately } from '../src/chat/commands/command-outcome.ts';
import type { Command } from '../src/chat/commands/command-spec.ts';

/** How to use the bot, derived from the commands themselves. */
export function helpFor(commands: () => readonly Command[]): Command {
  return {
    name: 'help',
    description: 'Show how to ask',
    options: [],
    examples: ['help'],
    read: (rest) => (rest.trim() === '' ? {} : null),
    async run(_values, context) {
      const lines = commands().map(({ name, description, examples }) => ({
        typed: context.typed(name),
        description,
        examples: examples.filter((example) => example !== name).map((example) => context.typed(example)),
      }));
      return privately(helpDraft(basisOf(context), lines));
    },
  };
}
