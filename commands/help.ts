import { helpDraft } from '../src/answer/cards/list-cards.ts';
import { exampleQuestions } from '../src/answer/cards/small-talk-card.ts';
import { basisOf, privately, wordsFor } from '../src/chat/commands/command-outcome.ts';
import type { Command } from '../src/chat/commands/command-spec.ts';

/** The most examples shown of a command. */
const MOST_EXAMPLES = 3;
const MAX_TOPIC_LENGTH = 24;

/** Puts the asker's own topics into an example in place of the shipped article's. Returns null if it has none. */
function withOwnTopics(example: string, [first, second]: readonly string[]): string | null {
  if (!/\bINF\b/.test(example)) return example;
  if (first === undefined) return null;
  return example.replace(/\bINF\b/, () => first).replace(', START', () => (second ? `, ${second}` : ''));
}

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
      const topics = context.readout.topics().map(({ topic }) => topic.label);
      const own = topics.filter((label) => label.length <= MAX_TOPIC_LENGTH);
      const lines = commands().map(({ name, description, examples }) => {
        const typed = name === 'brief' ? questions : examples.flatMap((one) => withOwnTopics(one, own) ?? []);
        return {
          typed: context.typed(name),
          description: wordsFor(context).commands.get(name)?.description ?? description,
          examples: typed
            .filter((example) => example !== name)
            .slice(0, MOST_EXAMPLES)
            .map((example) => context.typed(example)),
        };
      });
      return privately(helpDraft(basisOf(context), lines));
    },
  };
}
