import type { Draft } from '../../answer/cards/card-draft.ts';
import { errorDraft, noticeDraft } from '../../answer/cards/notice-card.ts';
import { shortened } from '../../answer/cards/wording.ts';
import { readTopics, topicsNear } from '../../answer/topic-names.ts';
import { commandButtons } from '../../digest/cards/status-card.ts';
import type { DigestService } from '../../digest/service.ts';
import type { Topic } from '../../domain/fact.ts';
import { basisOf, managersHint, privately } from './command-outcome.ts';
import type { CommandContext, Outcome, TopicScope } from './command-spec.ts';

type Work = (digests: DigestService, context: CommandContext) => Promise<Draft>;

/** Runs a command that reads or changes a channel's digests. The answer is private. */
export async function withDigests(context: CommandContext, work: Work): Promise<Outcome> {
  const { digests } = context.services;
  if (digests) return privately(await work(digests, context));
  const by = 'They are kept by a running bot: npm start, with Slack or Discord connected.';
  return privately(errorDraft(basisOf(context), 'Digests are not kept here', by));
}

/** Runs a command that changes a channel's digests or watches, if the person may and the channel can be posted in. */
export function withManagedDigests(context: CommandContext, work: Work): Promise<Outcome> {
  return withDigests(context, async (digests) => {
    const basis = basisOf(context);
    if (!digests.canPost(context.tenant)) {
      const how = `Connect Slack or Discord (docs/slack.md, docs/discord.md) and type it in a channel there. ${context.typed('digest now')} shows the digest here.`;
      return errorDraft(basis, 'There is no channel here that anything could be posted in', how);
    }
    if (await context.mayManage()) return work(digests, context);
    const title = 'Only those who manage this channel may change what it gets';
    return errorDraft(basis, title, managersHint(context));
  });
}

/** Adds to a confirmation what still keeps posts from arriving. */
export async function withObstacle(draft: Draft, { outOfReach }: CommandContext): Promise<Draft> {
  const missing = (await outOfReach?.()) ?? null;
  return missing === null ? draft : { ...draft, card: { ...draft.card, notice: missing } };
}

/** Adds buttons to a card that run commands. */
export function withCommandButtons(
  draft: Draft,
  buttons: readonly { readonly label: string; readonly types: string }[],
): Draft {
  const actions = commandButtons(buttons.map(({ label }) => label));
  return {
    card: { ...draft.card, actions: [...draft.card.actions, ...actions] },
    about: { ...draft.about, questions: buttons.map(({ types }) => types) },
  };
}

/** Builds a notice with buttons that run commands. */
export const noticeWithCommands = (
  context: CommandContext,
  title: string,
  lede: string | undefined,
  buttons: readonly { readonly label: string; readonly types: string }[],
): Draft => withCommandButtons(noticeDraft(basisOf(context), title, lede), buttons);

/** Builds an error with buttons that run the commands that were probably meant. */
export const errorWithCommands = (
  context: CommandContext,
  title: string,
  lede: string | undefined,
  buttons: readonly { readonly label: string; readonly types: string }[],
): Draft => withCommandButtons(errorDraft(basisOf(context), title, lede), buttons);

/** Returns the topics that a tenant can ask about. */
export const topicsFor = ({ readout }: TopicScope): Topic[] => readout.topics().map(({ topic }) => topic);

/** Joins names as "A, B or C". */
const joinWithOr = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

/** Builds the error for an unknown topic, with the nearest ones. A button runs `types` of one. */
export function unknownTopic(
  unknown: string,
  context: CommandContext,
  types: (topic: Topic) => string,
): Draft {
  const near = topicsNear(unknown, topicsFor(context));
  const title = `I don’t know the topic “${shortened(unknown, 60)}”.`;
  const meant = near.length > 0 ? ` Did you mean ${joinWithOr(near.map(({ label }) => label))}?` : '';
  const buttons = near.map((topic) => ({ label: topic.label, types: types(topic) }));
  return errorWithCommands(context, `${title}${meant}`, `${context.typed('topics')} lists them.`, buttons);
}

/** Whether words name topics, at least approximately. If not, they are part of a question. */
export function resemblesTopics(text: string, known: TopicScope): boolean {
  if (/[?]/.test(text)) return false;
  const topics = topicsFor(known);
  const { unknown, found } = readTopics(text, topics);
  if (unknown === null) return found.length > 0;
  const words = text.trim().split(/\s+/).length;
  const isFunction = /^(?:the|a|an|of|out|over|for|what|who|how|if|is|are|this|that)\b/i.test(unknown);
  return !isFunction && words <= 4 && (topicsNear(unknown, topics).length > 0 || words === 1);
}
