import { helpDraft } from '../src/answer/cards/list-cards.ts';
import { exampleQuestions } from '../src/answer/cards/small-talk-card.ts';
import { basisOf, privately, wordsFor } from '../src/chat/commands/command-outcome.ts';
import type { Command } from '../src/chat/commands/command-spec.ts';

/** Creates `/help`, which lists the given commands. */
export function helpFor(commands: () => readonly Command[]): Command {
  return {
    name: 'help',
    description: 'Show how to ask',
    options: [],
    examples: ['help'],
    read: (rest) => (rest.trim() === '' ? {} : null),
    async run(_values, context) {
      // The question examples are ones that this asker's library can answer.
      const questions = exampleQuestions(context.readout).map((question) => `brief ${question}`);
      const lines = commands().map(({ name, description, examples }) => {
        const own = name === 'brief' && questions.length > 0 ? questions : examples;
        return {
          typed: context.typed(name),
          description: wordsFor(context).commands.get(name)?.description ?? description,
          examples: own.filter((example) => example !== name).map((example) => context.typed(example)),
        };
      });
      return privately(helpDraft(basisOf(context), lines));
    },
  };
}
