import { helpDraft } from '../src/answer/cards/list-cards.ts';
import { exampleQuestions } from '../src/answer/cards/small-talk-card.ts';
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
      // A question's examples are what this asker can ask.
      const questions = exampleQuestions(context.readout).map((question) => `brief ${question}`);
      const lines = commands().map(({ name, description, examples }) => {
        const own = name === 'brief' && questions.length > 0 ? questions : examples;
        return {
          typed: context.typed(name),
          description,
          examples: own.filter((example) => example !== name).map((example) => context.typed(example)),
        };
      });
      return privately(helpDraft(basisOf(context), lines));
    },
  };
}
