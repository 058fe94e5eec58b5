import type { Draft } from '../../answer/cards/card-draft.ts';
import { errorDraft, noticeDraft } from '../../answer/cards/notice-card.ts';
import { shortened } from '../../answer/cards/wording.ts';
import { readTopics, topicsNear } from '../../answer/topic-names.ts';
import { commandButtons } from '../../digest/cards/status-card.ts';
import type { DigestService } from '../../digest/service.ts';
import type { Topic } from '../../domain/fact.ts';
import { basisOf, privately, whoMay, wordsFor } from './command-outcome.ts';
import type { CommandContext, Outcome, TopicScope } from './command-spec.ts';
import { isAnothersDirect } from './own-digests.ts';

type Work = (digests: DigestService, context: CommandContext) => Promise<Draft>;

/** Runs a command that reads or changes a channel's digests. The answer is private. */
export async function withDigests(context: CommandContext, work: Work): Promise<Outcome> {
  const { digests } = context.services;
  const { chat } = wordsFor(context);
  if (digests && (await isAnothersDirect(digests, context)))
    return privately(errorDraft(basisOf(context), chat.notYourDirectMessages));
  if (digests) return privately(await work(digests, context));
  return privately(errorDraft(basisOf(context), chat.noDigestsHere, chat.noDigestsHereLede));
}

/** Runs a command that changes a channel's digests or watches, if the person may and the channel can be posted in. */
export function withManagedDigests(context: CommandContext, work: Work): Promise<Outcome> {
  return withDigests(context, async (digests) => {
    const basis = basisOf(context);
    const { chat } = wordsFor(context);
    if (!digests.canPost(context.tenant))
      return errorDraft(basis, chat.noChannelToPost, chat.noChannelToPostLede(context.typed('digest now')));
    if (await context.mayManage()) return work(digests, context);
    return errorDraft(basis, chat.onlyManagers, whoMay(context));
  });
}

/** Adds to a confirmation what still keeps posts from arriving. */
export async function withObstacle(draft: Draft, context: CommandContext): Promise<Draft> {
  const missing = (await context.outOfReach?.(wordsFor(context))) ?? null;
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

/** The topics of each list from a library, so that a list that is read twice has one table of names. */
const topicsOf = new WeakMap<ReturnType<TopicScope['readout']['topics']>, readonly Topic[]>();

/** Returns the topics that a tenant can ask about. */
export function topicsFor({ readout }: TopicScope): readonly Topic[] {
  const listed = readout.topics();
  const known = topicsOf.get(listed) ?? listed.map(({ topic }) => topic);
  topicsOf.set(listed, known);
  return known;
}

/** Builds the error for an unknown topic, with the nearest ones. A button runs `types` of one. */
export function unknownTopic(
  unknown: string,
  context: CommandContext,
  types: (topic: Topic) => string,
): Draft {
  const near = topicsNear(unknown, topicsFor(context));
  const words = wordsFor(context);
  const { chat } = words;
  const title = chat.unknownTopic(shortened(unknown, 60));
  const meant = near.length > 0 ? ` ${chat.didYouMean(words.or(near.map(({ label }) => label)))}` : '';
  const buttons = near.map((topic) => ({ label: topic.label, types: types(topic) }));
  return errorWithCommands(context, `${title}${meant}`, chat.listsThem(context.typed('topics')), buttons);
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
