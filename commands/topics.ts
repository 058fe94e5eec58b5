import { topicsDraft } from '../src/answer/cards/list-cards.ts';
import { basisOf, outcome } from '../src/chat/commands/command-outcome.ts';
import type { Command } from '../src/chat/commands/command-spec.ts';

/** `/topics`: lists what can be asked about. */
export const topics: Command = {
  name: 'topics',
  description: 'List what can be asked about',
  options: [],
  examples: ['topics'],
  read: (rest) => (rest.trim() === '' ? {} : null),
  run: async (_values, context) => outcome(topicsDraft(basisOf(context))),
};
