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

/** The content of a card of facts. */
export interface FactsCard {
  readonly title: string;
  readonly notice?: string;
  readonly question: string;
  /** The names in the question that carry over to follow-ups. */
  readonly about: readonly string[];
  /** The facts to show, best first. The other side of a contradiction is added automatically. */
  readonly facts: readonly FoundFact[];
  /** The ids of facts on earlier cards of the same answer. */
  readonly before: readonly string[];
  /** The ids of facts behind "more", best first, each followed by its event's other sources. */
  readonly rest: readonly string[];
  readonly smallPrint: readonly string[];
  /** Shows only these facts, without the other side of a contradiction. */
  readonly isOneSided?: boolean;
}

/** The most facts that "more" leads to. Nobody pages through more, and every pair of them is compared. */
const MOST_BEHIND = 200;

/** Builds a card of facts: contradictions side by side, the rest behind "more", each line with its source. */
export function factsDraft(wanted: FactsCard, basis: CardBasis): Draft {
  const { readout, id } = basis;
  const words = wordsOf(basis);
  const conflicts = wanted.isOneSided ? [] : conflictsAmong(wanted.facts, (fact) => readout.fact(fact));
  const partners = conflicts.flatMap(([one, other]) => [one.fact, other.fact]);
  const shown = [...new Set([...wanted.facts.map(({ fact }) => fact), ...partners])];
  const also = wanted.facts.flatMap((one) => one.also ?? []);
  // A line's other sources follow its id, so that "Show sources" shows them together.
  const ids = [...new Set([...wanted.facts.flatMap(idsOf), ...shown.map((fact) => fact.id)])];
  const others = wanted.rest.filter((fact) => !ids.includes(fact));
  const rest = others.slice(0, MOST_BEHIND);
  const events = eventsOf(
    rest.flatMap((fact) => readout.fact(fact) ?? []),
    (fact) => fact,
  ).length;
  const behind = events + others.length - rest.length;
  const seen = wanted.before.filter((fact) => !ids.includes(fact));
  const actions: Action[] = [
    sourceAction(ids.length, words),
    ...(behind > 0
      ? [{ verb: 'more', label: words.answers.more(behind), arg: String(seen.length + ids.length) } as const]
      : []),
    shareAction(words),
    ...relatedTopics(readout, shown, `${wanted.question} ${wanted.notice ?? ''}`, 3).map(topicAction),
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
    ...(cited.picture ? { picture: cited.picture } : {}),
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
