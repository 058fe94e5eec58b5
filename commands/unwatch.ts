import type { Draft } from '../src/answer/cards/card-draft.ts';
import { shortened } from '../src/answer/cards/wording.ts';
import { readTopics } from '../src/answer/topic-names.ts';
import { wordsFor } from '../src/chat/commands/command-outcome.ts';
import type { Command, CommandContext } from '../src/chat/commands/command-spec.ts';
import { completeTopic } from '../src/chat/commands/completions.ts';
import {
  noticeWithCommands,
  topicsFor,
  withDigests,
  withManagedDigests,
} from '../src/chat/commands/digest-commands.ts';
import type { DigestService } from '../src/digest/service.ts';
import { watchedDraft } from './watch.ts';

async function unwatchTopics(said: string, digests: DigestService, context: CommandContext): Promise<Draft> {
  const { tenant, channel, readout } = context;
  const { watches } = await digests.status(tenant, channel);
  // A watch can be removed by its topic's id, too, in case no loaded article has the topic any more.
  const watched = watches.map(
    ({ topic }) => readout.topic(topic) ?? { id: topic, label: topic, aliases: [] },
  );
  const { and, answers, chat } = wordsFor(context);
  const isAll = /^(?:all|everything)$/i.test(said);
  const found = isAll ? watched : readTopics(said, watched).found;
  if (found.length === 0) {
    const named = readTopics(said, topicsFor(context)).found.map(({ label }) => label);
    const title = chat.notWatched(and(named) || answers.quoted(shortened(said, 60)));
    return noticeWithCommands(context, title, chat.listsWhatIs(context.typed('watch')), []);
  }
  for (const { id } of found) await digests.unwatch(tenant, channel, id);
  const labels = found.map(({ label }) => label);
  return noticeWithCommands(context, chat.noLongerWatching(and(labels)), undefined, []);
}

/** `/unwatch`: removes a watch from a channel. */
export const unwatch: Command = {
  name: 'unwatch',
  description: 'Stop posting news on a topic in this channel',
  options: [
    {
      name: 'topic',
      description: 'A topic from here, or all; empty lists what is watched here',
      required: false,
      complete: completeTopic,
    },
  ],
  examples: ['unwatch INF', 'unwatch'],
  read: (rest) => (rest.trim() === '' ? {} : /\?/.test(rest) ? null : { topic: rest.trim() }),
  run({ topic = '' }, context) {
    const said = topic.slice(0, 200).trim();
    if (said === '') return withDigests(context, (digests) => watchedDraft(digests, context));
    return withManagedDigests(context, (digests) => unwatchTopics(said, digests, context));
  },
};
