import { topicsDraft } from '../src/core/cards/lists.ts';
import { basisOf, outcome } from './outcome.ts';
import type { Command } from './spec.ts';

/** What can be asked about. */
export const topics: Command = {
  name: 'topics',
  description: 'List what can be asked about',
  options: [],
  examples: ['topics'],
  read: (rest) => (rest.trim() === '' ? {} : null),
  run: async (_values, context) => outcome(topicsDraft(basisOf(context))),
};
