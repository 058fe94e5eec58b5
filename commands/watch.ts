import type { Draft } from '../src/answer/cards/card-draft.ts';
import { readTopics } from '../src/answer/topic-names.ts';
import { announceWatch } from '../src/chat/commands/announce.ts';
import { wordsFor } from '../src/chat/commands/command-outcome.ts';
import type { Command, CommandContext } from '../src/chat/commands/command-spec.ts';
import { completeTopic } from '../src/chat/commands/completions.ts';
import {
  noticeWithCommands,
  resemblesTopics,
  topicsFor,
  unknownTopic,
  withDigests,
  withManagedDigests,
  withObstacle,
} from '../src/chat/commands/digest-commands.ts';
import type { DigestService } from '../src/digest/service.ts';

/** The most topics that one channel can watch. */
const MAX_WATCHED = 50;
const MAX_BUTTONS = 5;

async function watchedIn(digests: DigestService, { tenant, channel, readout }: CommandContext) {
  const { watches } = await digests.status(tenant, channel);
  return watches.map(({ topic }) => ({ topic, label: readout.topic(topic)?.label ?? topic }));
}

/** Builds the list of watched topics with a button each to stop watching. */
export async function watchedDraft(digests: DigestService, context: CommandContext): Promise<Draft> {
  const watched = await watchedIn(digests, context);
  const { and, chat } = wordsFor(context);
  const other = context.readout
    .topics()
    .find(({ topic }) => !watched.some(({ label }) => label === topic.label));
  const how = chat.watchHow(context.typed(`watch ${other?.topic.label ?? '…'}`));
  if (watched.length === 0) return noticeWithCommands(context, chat.noneWatched, how, []);
  const labels = watched.map(({ label }) => label);
  const buttons = labels.map((label) => ({ label: chat.stopWatching(label), types: `unwatch ${label}` }));
  return noticeWithCommands(context, chat.watchedHere(and(labels)), how, buttons.slice(0, MAX_BUTTONS));
}

async function watchTopics(said: string, digests: DigestService, context: CommandContext): Promise<Draft> {
  const { tenant, channel, person, locale = null, isDirect } = context;
  // A direct message hears of the person's own sources too.
  const by = { createdBy: person, person: isDirect ? person : null, locale };
  const { and, chat } = wordsFor(context);
  const { found, unknown } = readTopics(said, topicsFor(context));
  if (unknown !== null || found.length === 0)
    return unknownTopic(unknown ?? said, context, ({ label }) => `watch ${label}`);
  if ((await watchedIn(digests, context)).length + found.length > MAX_WATCHED)
    return noticeWithCommands(context, chat.mostWatched(MAX_WATCHED), chat.mostWatchedLede, []);
  const fresh: string[] = [];
  for (const { id, label } of found)
    if (await digests.watch(tenant, { channel, topic: id, ...by })) fresh.push(label);
  const labels = found.map(({ label }) => label);
  if (fresh.length > 0) await announceWatch(fresh, digests, context);
  if (fresh.length === 0) return noticeWithCommands(context, chat.watchedAlready(and(labels)), undefined, []);
  const stop = fresh.map((label) => ({ label: chat.stopWatching(label), types: `unwatch ${label}` }));
  const draft = noticeWithCommands(
    context,
    chat.watching(and(fresh)),
    chat.watchingLede,
    stop.slice(0, MAX_BUTTONS),
  );
  return withObstacle(draft, context);
}

/** `/watch`: posts new facts on a topic to a channel as they come. */
export const watch: Command = {
  name: 'watch',
  description: 'Post news on a topic in this channel within a minute',
  options: [
    {
      name: 'topic',
      description: 'A topic from here; empty lists what is watched here',
      required: false,
      complete: completeTopic,
    },
  ],
  examples: ['watch INF', 'watch'],
  read(rest, known) {
    const said = rest.trim();
    if (said === '') return {};
    return resemblesTopics(said, known) ? { topic: said } : null;
  },
  run({ topic = '' }, context) {
    const said = topic.slice(0, 200).trim();
    if (said === '') return withDigests(context, (digests) => watchedDraft(digests, context));
    return withManagedDigests(context, (digests) => watchTopics(said, digests, context));
  },
};
