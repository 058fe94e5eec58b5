import { articleBriefDraft } from '../answer/cards/article-brief.ts';
import { factsAgainDraft } from '../answer/cards/brief-card.ts';
import { readListPage, sourcesDraft, topicsDraft } from '../answer/cards/list-cards.ts';
import { sourceDraft } from '../answer/cards/passage-card.ts';
import { whyDraft } from '../answer/cards/why-card.ts';
import { moreOfDigestDraft, whyTheseDraft } from '../digest/cards/digest-card.ts';
import type { CardKind } from '../domain/card.ts';
import { type CardMemory, conversationOf } from '../domain/chat-state.ts';
import { draftFor } from './commands/ask.ts';
import { basisOf, privately } from './commands/command-outcome.ts';
import type { CommandContext, Outcome } from './commands/command-spec.ts';
import { listFollowed } from './commands/source-commands.ts';

/** Builds a page of a list. Returns null if the token does not name one. */
export async function listPage(token: string | null, context: CommandContext): Promise<Outcome | null> {
  const page = readListPage(token);
  if (!page) return null;
  const basis = basisOf(context);
  if (page.list === 'followed') return listFollowed(context, page.from);
  return privately(page.list === 'topics' ? topicsDraft(basis, page.from) : sourcesDraft(basis, page.from));
}

/** Builds an answer's card again with the same facts, even if the question would now find others. */
function answerAgain(card: CardMemory, context: CommandContext) {
  const basis = basisOf(context);
  const again = draftFor(card.question ?? '', context);
  const isSame = again.about.shown.join() === card.shown.join();
  const rest = card.facts.slice(card.facts.indexOf(card.shown.at(-1) ?? '') + 1);
  return isSame ? again : factsAgainDraft(conversationOf(card, []), card.shown, rest, basis);
}

const REDRAWABLE: ReadonlySet<CardKind> = new Set([
  ...(['brief', 'article', 'conflict', 'ambiguous', 'abstained', 'nearest'] as const),
  ...(['source', 'why', 'topics', 'sources', 'digest'] as const),
]);

/** Whether a card can be rebuilt from its stored state. */
export const canRedraw = ({ kind, person }: CardMemory): boolean =>
  REDRAWABLE.has(kind) && (kind !== 'digest' || person !== null);

/** Rebuilds a card from its stored state, for sharing and for "Back". Returns null if that is impossible. */
export async function redraw(card: CardMemory, context: CommandContext): Promise<Outcome | null> {
  const basis = basisOf(context);
  const article = card.article === undefined ? undefined : context.readout.article(card.article);
  if (article) return privately(articleBriefDraft({ article }, basis));
  switch (card.kind) {
    case 'source':
      return privately(sourceDraft(card.facts, card.question, basis));
    case 'why':
      if (card.question === null) return privately(whyTheseDraft(card.shown, basis));
      return privately(whyDraft(context.readout.ask(card.question), card.shown, basis));
    case 'topics':
    case 'sources':
      return listPage(card.questions[0] ?? null, context);
    case 'digest': {
      const seen = Math.max(0, card.facts.indexOf(card.shown[0] ?? ''));
      const again = moreOfDigestDraft(card.facts, seen, basis);
      return again && privately(again);
    }
    default:
      return canRedraw(card) ? privately(answerAgain(card, context)) : null;
  }
}
