import type { Action } from '../../domain/action.ts';
import type { Card } from '../../domain/card.ts';
import type { Conversation } from '../../domain/chat-state.ts';
import type { FoundFact } from '../answer.ts';
import { conflictsAmong } from '../answer-question.ts';
import { idsOf } from '../events.ts';
import { eventsOf } from '../same-event.ts';
import { type CardBasis, wordsOf } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { feedbackActions, shareAction, sourceAction, whyAction } from './card-draft.ts';
import { factSections } from './conflict-card.ts';
import { citationsFor } from './footer.ts';
import { strongWords } from './strong-words.ts';
import { relatedTopics, topicAction } from './topic-buttons.ts';

/** What a card of facts is to show. */
export interface FactsCard {
  readonly title: string;
  readonly notice?: string;
  readonly question: string;
  /** What the names in the question carry over to the next one. */
  readonly about: readonly string[];
  /** The facts for this card, best first; the other side of a contradiction joins by itself. */
  readonly facts: readonly FoundFact[];
  /** Facts on earlier cards of the same answer. */
  readonly before: readonly string[];
  /** Facts behind "more", best first, the other sources of an event behind it. */
  readonly rest: readonly string[];
  readonly smallPrint: readonly string[];
  /** Shows these facts alone: the other side of a contradiction does not join. */
  readonly isOneSided?: boolean;
}

/** Builds a card of facts: contradictions side by side, the rest counted behind "more", each line sourced. */
export function factsDraft(wanted: FactsCard, basis: CardBasis): Draft {
  const { readout, id } = basis;
  const words = wordsOf(basis);
  const conflicts = wanted.isOneSided ? [] : conflictsAmong(wanted.facts, (fact) => readout.fact(fact));
  const partners = conflicts.flatMap(([one, other]) => [one.fact, other.fact]);
  const shown = [...new Set([...wanted.facts.map(({ fact }) => fact), ...partners])];
  const also = wanted.facts.flatMap((one) => one.also ?? []);
  // A line's other sources stand behind it, so that "Show sources" shows them with it.
  const ids = [...new Set([...wanted.facts.flatMap(idsOf), ...shown.map((fact) => fact.id)])];
  const rest = wanted.rest.filter((fact) => !ids.includes(fact));
  const behind = eventsOf(
    rest.flatMap((fact) => readout.fact(fact) ?? []),
    (fact) => fact,
  ).length;
  const seen = wanted.before.filter((fact) => !ids.includes(fact));
  const actions: Action[] = [
    sourceAction(ids.length, words),
    ...(behind > 0
      ? [{ verb: 'more', label: words.answers.more(behind), arg: String(seen.length + ids.length) } as const]
      : []),
    shareAction(words),
    ...relatedTopics(readout, shown, wanted.question, 3).map(topicAction),
    whyAction(words),
    ...feedbackActions(words),
  ];
  const cited = citationsFor(shown, basis, also);
  const emphasize = strongWords([...wanted.facts, ...conflicts.flat()]);
  const card: Card = {
    id,
    kind: conflicts.length > 0 ? 'conflict' : 'brief',
    title: wanted.title,
    ...(wanted.notice ? { notice: wanted.notice } : {}),
    sections: factSections(wanted.facts, conflicts, words).map(cited.cite).map(emphasize),
    hidden: behind,
    ...(cited.sources.length > 0 ? { sources: cited.sources } : {}),
    footer: [...cited.footer, ...wanted.smallPrint],
    actions,
  };
  const all = [...seen, ...ids, ...rest];
  const conversation: Conversation = {
    question: wanted.question,
    about: wanted.about,
    facts: all,
    shown: [...seen, ...ids],
  };
  return { card, about: { question: wanted.question, facts: all, shown: ids, questions: [] }, conversation };
}
