import { sourcesDraft } from '../src/answer/cards/list-cards.ts';
import { sourceDraft } from '../src/answer/cards/passage-card.ts';
import { basisOf, outcome } from '../src/chat/commands/command-outcome.ts';
import type { Command } from '../src/chat/commands/command-spec.ts';
import { completeFollowed, completePack } from '../src/chat/commands/completions.ts';
import { starterPack } from '../src/chat/commands/pack-commands.ts';
import {
  addFollowed,
  listFollowed,
  MAX_URL_LENGTH,
  removeFollowed,
} from '../src/chat/commands/source-commands.ts';
import { packNamed } from '../src/chat/setup/starter-packs.ts';

const SHOW = ['articles', 'quotes', 'followed'];

/** `/sources`: lists articles, the quotes behind the last card, and followed feeds. Adds and removes feeds. */
export const sources: Command = {
  name: 'sources',
  description: 'List the articles, show the sentences behind the last answer, or follow a page or feed',
  options: [
    {
      name: 'show',
      description: 'The articles, the quotes behind your last card, or the followed pages and feeds',
      required: false,
      choices: SHOW,
    },
    {
      name: 'add',
      description: 'The URL of a page or feed to follow',
      required: false,
      longest: MAX_URL_LENGTH,
    },
    {
      name: 'remove',
      description: 'The URL of a page or feed to stop following',
      required: false,
      longest: MAX_URL_LENGTH,
      complete: completeFollowed,
    },
    {
      name: 'pack',
      description: 'A starter pack of well-known feeds, by region or subject',
      required: false,
      complete: completePack,
    },
  ],
  examples: [
    'sources',
    'sources quotes',
    'sources followed',
    'sources add https://example.org/feed.xml',
    'sources packs',
  ],
  read(rest) {
    const word = rest.trim().toLowerCase();
    if (word === '') return {};
    if (word === 'list') return { show: 'followed' };
    if (word === 'packs' || word === 'pack') return { pack: '' };
    const pack = /^(?:add )?packs? (.{2,40})$/i.exec(rest.trim());
    if (pack && packNamed(pack[1]!.replace(/^all of /i, '')))
      return { pack: `${/^add /i.test(rest.trim()) ? 'all of ' : ''}${pack[1]!}` };
    // At most one word follows the verb: "sources add weight to the claim" is a question.
    const [, verb, url = ''] = /^(add|remove)(?:\s+<?([^\s<>]+)>?)?$/i.exec(rest.trim()) ?? [];
    if (verb) return { [verb.toLowerCase()]: url };
    return SHOW.includes(word) ? { show: word } : null;
  },
  async run({ show, add, remove, pack }, context) {
    if (pack !== undefined) return starterPack(pack, context);
    if (add !== undefined) return addFollowed(add, context);
    if (remove !== undefined) return removeFollowed(remove, context);
    if (show === 'followed') return listFollowed(context);
    const basis = basisOf(context);
    if (show !== 'quotes') return outcome(sourcesDraft(basis));
    const { shown = [], question = null } = context.conversation ?? {};
    return outcome(sourceDraft(shown, question, basis));
  },
};
