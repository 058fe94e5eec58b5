import { askAboutDraft } from '../answer/cards/article-brief.ts';
import { articleDraft } from '../answer/cards/article-heading.ts';
import { moreDraft } from '../answer/cards/brief-card.ts';
import { topicsDraft } from '../answer/cards/list-cards.ts';
import { errorDraft, noticeDraft } from '../answer/cards/notice-card.ts';
import { sourceDraft } from '../answer/cards/passage-card.ts';
import { whyDraft } from '../answer/cards/why-card.ts';
import { moreOfDigestDraft, whyTheseDraft } from '../digest/cards/digest-card.ts';
import {
  type Action,
  type ActionVerb,
  isFeedback,
  parseActionToken,
  REASONS,
  type Reason,
} from '../domain/action.ts';
import type { Card } from '../domain/card.ts';
import { type CardMemory, conversationOf } from '../domain/chat-state.ts';
import type { Words } from '../domain/words/en.ts';
import { withoutAskedTitle } from './asked-title.ts';
import { draftFor } from './commands/ask.ts';
import { basisOf, privately, wordsFor } from './commands/command-outcome.ts';
import type { CommandContext, Outcome } from './commands/command-spec.ts';
import { canRedraw, listPage, redraw } from './redraw.ts';
import { formInWords } from './setup/panel.ts';

/** Removes the share button from a card that the whole channel sees already. */
export function withoutShare<T extends { readonly card: Card }>(made: T): T {
  const { card } = made;
  return { ...made, card: { ...card, actions: card.actions.filter(({ verb }) => verb !== 'share') } };
}

/** Shares the asker's card with the channel once, even if the button is pressed twice at the same moment. */
async function shareOnce(card: CardMemory, context: CommandContext): Promise<Outcome> {
  const { memory, tenant, person, personName } = context;
  const { chat } = wordsFor(context);
  if (card.shared || !(await memory.firstSeen(`${tenant} shared ${card.id}`)))
    return privately(noticeDraft(basisOf(context), chat.sharedAlready, chat.sharedAlreadyLede));
  const published = (await context.publish?.(card)) ?? { card, readout: context.readout };
  const again = await redraw(published.card, { ...context, readout: published.readout });
  if (!again) return privately(errorDraft(basisOf(context), chat.cannotBeShared));
  await memory.saveCard({ ...card, shared: true });
  const shared = { by: person, ...(personName ? { name: personName } : {}), question: card.question };
  const made = withoutShare(again);
  // The line on who shared it has the question.
  const titled = card.question === null ? made.card : withoutAskedTitle(made.card, card.question);
  return { ...made, card: { ...titled, shared }, visibility: 'channel' };
}

function moreOfDigest(card: CardMemory, seen: number, context: CommandContext): Outcome {
  const basis = basisOf(context);
  const { answers, chat } = wordsFor(context);
  const nothing = () => noticeDraft(basis, answers.thatWasAll, chat.digestAllTold);
  return privately(moreOfDigestDraft(card.facts, seen, basis) ?? nothing());
}

const ask = (question: string, context: CommandContext): Outcome => privately(draftFor(question, context));

const reasonLabel = (reason: Reason, { chat }: Words): string =>
  ({ wrong: chat.isWrong, missing: chat.isMissing, other: chat.isOther })[reason];

const isReason = (arg: string | null): arg is Reason => REASONS.some((reason) => reason === arg);

/** Stores feedback on a card. After "not helpful" it asks for the reason. */
async function feedback(
  card: CardMemory,
  verdict: 'up' | 'down',
  reason: Reason | null,
  context: CommandContext,
): Promise<Outcome> {
  const { tenant, person, memory } = context;
  const { id: cardId, question, shown: facts } = card;
  await memory.saveFeedback({ tenant, cardId, person, verdict, reason, question, facts });
  const basis = basisOf(context);
  const words = wordsFor(context);
  if (verdict === 'up' || reason) return privately(noticeDraft(basis, words.chat.noted));
  const reasons = REASONS.map(
    (arg): Action => ({ verb: 'reason', label: reasonLabel(arg, words), arg, on: card.id }),
  );
  return privately(noticeDraft(basis, words.chat.whatWasWrong, words.chat.whatWasWrongLede, reasons));
}

/** Verbs whose answer shows the same content in another way, so it may replace the card. */
const REPLACING_VERBS: ReadonlySet<ActionVerb> = new Set([
  ...([
    'source',
    'more',
    'why',
    'topic',
    'topics',
    'article',
    'ask',
    'reason',
    'page',
    'back',
    'digest',
  ] as const),
]);

/** Whether the answer to a button replaces the card, if only the presser sees it. */
export function replacesCard(token: string): boolean {
  const verb = parseActionToken(token)?.verb;
  return verb !== undefined && REPLACING_VERBS.has(verb);
}

/** Adds a "Back" button that leads to the replaced card. Feedback replaces none: its card stays above the answer. */
function withBack(made: Outcome, card: CardMemory, verb: ActionVerb, { answers }: Words): Outcome {
  const leadsBack = verb !== 'back' && verb !== 'page' && !isFeedback({ verb }) && canRedraw(card);
  if (!leadsBack) return made;
  const back: Action = { verb: 'back', label: answers.back, on: card.id };
  // In second place, so that it is one of the three actions that are buttons rather than menu entries.
  return { ...made, card: { ...made.card, actions: made.card.actions.toSpliced(1, 0, back) } };
}

export interface Press {
  readonly token: string;
  /** True if the answer replaces the card with the pressed button. */
  readonly inPlace: boolean;
  /** Runs a command with the presser's rights, as if they had typed it. */
  readonly type: (text: string) => Promise<Outcome>;
}

/** Runs a pressed button. It acts only for the place and person of its card. */
export async function press({ token, inPlace, type }: Press, context: CommandContext): Promise<Outcome> {
  const basis = basisOf(context);
  const pressed = parseActionToken(token);
  const card = pressed && (await context.memory.card(context.tenant, pressed.cardId));
  const { chat } = wordsFor(context);
  const again = chat.askAgain(context.typed('brief what about …'));
  if (!pressed || !card) return privately(errorDraft(basis, chat.expired, again));
  if (card.channel !== context.channel || (card.person !== null && card.person !== context.person))
    return privately(errorDraft(basis, chat.notYours, again));
  const made = await pressOn(card, { verb: pressed.verb, arg: pressed.arg, type }, context);
  if (!made) return privately(errorDraft(basis, chat.expired, again));
  return inPlace ? withBack(made, card, pressed.verb, wordsFor(context)) : made;
}

interface Pressed extends Pick<Press, 'type'> {
  readonly verb: ActionVerb;
  readonly arg: string | null;
}

/** Returns the answer to a button, or null if the card lacks what the button refers to. */
async function pressOn(
  card: CardMemory,
  { verb, arg, type }: Pressed,
  context: CommandContext,
): Promise<Outcome | null> {
  const basis = basisOf(context);
  const { chat } = wordsFor(context);
  const again = chat.askAgain(context.typed('brief what about …'));
  switch (verb) {
    case 'source':
      return privately(sourceDraft(card.shown, card.question, basis));
    case 'more':
      if (card.kind === 'digest') return moreOfDigest(card, Number(arg) || 0, context);
      return privately(moreDraft(conversationOf(card, card.facts.slice(0, Number(arg) || 0)), basis));
    case 'why':
      if (card.question === null) return privately(whyTheseDraft(card.shown, basis));
      return privately(whyDraft(context.readout.ask(card.question ?? ''), card.shown, basis));
    case 'share':
      return shareOnce(card, context);
    case 'topics':
      return privately(topicsDraft(basis));
    case 'topic': {
      const topic = context.readout.topic(arg ?? '');
      return topic ? ask(topic.label, context) : privately(errorDraft(basis, chat.topicGone, again));
    }
    case 'article': {
      const article = context.readout.articles().find(({ id }) => id === arg);
      return privately(article ? articleDraft(article, basis) : errorDraft(basis, chat.articleGone, again));
    }
    case 'about': {
      const article = context.readout.article(arg ?? '');
      return privately(article ? askAboutDraft(article, basis) : errorDraft(basis, chat.articleGone, again));
    }
    case 'ask': {
      const question = card.questions[Number(arg)];
      return question ? ask(question, context) : null;
    }
    case 'up':
    case 'down':
      return feedback(card, verb, null, context);
    case 'reason':
      return isReason(arg) ? feedback(card, 'down', arg, context) : null;
    case 'page':
      return listPage(arg, context);
    case 'back':
      return redraw(card, context);
    case 'choose':
      return null;
    case 'form':
      return formInWords(arg ?? '', context);
    case 'digest': {
      const typed = card.questions[Number(arg)];
      return typed ? { ...(await type(typed)), visibility: 'asker' } : null;
    }
  }
}
