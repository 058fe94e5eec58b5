import { sourcesDraft } from '../src/core/cards/lists.ts';
import { sourceDraft } from '../src/core/cards/passage.ts';
import { basisOf, outcome } from './outcome.ts';
import type { Command } from './spec.ts';

const SHOW = ['articles', 'quotes'];

/** Where answers come from: the articles, or the verbatim sentences behind the last card. */
export const sources: Command = {
  name: 'sources',
  description: 'List the articles, or show the sentences behind the last answer',
  options: [
    {
      name: 'show',
      description: 'The articles, or the quotes behind your last card',
      required: false,
      choices: SHOW,
    },
  ],
  examples: ['sources', 'sources quotes'],
  read(rest) {
    const word = rest.trim().toLowerCase();
    if (word === '') return {};
    return SHOW.includes(word) ? { show: word } : null;
  },
  async run({ show }, context) {
    const basis = basisOf(context);
    if (show !== 'quotes') return outcome(sourcesDraft(basis));
    const { shown = [], question = null } = context.conversation ?? {};
    return outcome(sourceDraft(shown, question, basis));
  },
};
