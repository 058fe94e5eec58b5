import type { Conversation } from '../../domain/chat-state.ts';
import type { Fact } from '../../domain/fact.ts';
import { isSayingWord } from '../../language/stop-words.ts';
import { fold } from '../../language/tokenizer.ts';
import type { Answer, Answered, FoundFact } from '../answer.ts';
import { groupedByEvent, idsOf, withMarkedConflicts } from '../events.ts';
import { type CardBasis, wordsOf } from './card-basis.ts';
import { type Draft, topicsAction } from './card-draft.ts';
import { bareTitle, noticeOf, titleOf } from './card-title.ts';
import { factsDraft } from './facts-card.ts';
import { ambiguousDraft, nearestDraft } from './not-found-card.ts';
import { noticeDraft } from './notice-card.ts';
import { shortened } from './wording.ts';

/** The facts that one press of "more" shows. */
const MORE_AT_ONCE = 8;
/** The most unmatched words named in small print. */
const MAX_MISSING_WORDS = 5;

/** Returns words of the question that neither the best fact nor the other side of its contradiction contains. */
function missingWordsOf({ facts, conflicts }: Answered): string[] {
  const { fact, hit } = facts[0]!;
  const others = conflicts.flatMap((pair) =>
    pair.some((one) => one.fact === fact) ? pair.filter((one) => one.fact !== fact) : [],
  );
  const isHeld = (word: string): boolean =>
    others.some(({ hit: { matches, missing } }) => matches.length > 0 && !missing.includes(word));
  return hit.missing.filter((word) => !isSayingWord(fold(word)) && !isHeld(word));
}

function answeredDraft(answer: Answered, basis: CardBasis): Draft {
  const words = wordsOf(basis);
  const { answers } = words;
  const notice = noticeOf(answer.corrections, words);
  const lacking = missingWordsOf(answer)
    .slice(0, MAX_MISSING_WORDS)
    .map((word) => answers.quoted(shortened(word, 30)));
  return factsDraft(
    {
      title: titleOf(answer, basis.readout),
      ...(notice ? { notice } : {}),
      question: answer.question,
      about: [],
      facts: answer.facts.slice(0, answer.enough),
      before: [],
      rest: answer.facts.slice(answer.enough, answer.relevant).flatMap(idsOf),
      smallPrint: lacking.length > 0 ? [answers.notInQuote(lacking.join(', '))] : [],
    },
    basis,
  );
}

/** Builds the card for an answer of any status. */
export function briefDraft(answer: Answer, basis: CardBasis): Draft {
  if (answer.status === 'answered') return answeredDraft(answer, basis);
  return answer.status === 'ambiguous' ? ambiguousDraft(answer, basis) : nearestDraft(answer, basis);
}

/** Groups facts of an earlier answer by event again. */
function groupedAgain(facts: readonly Fact[], { readout }: CardBasis): FoundFact[] {
  const found = facts.map((fact) => ({ fact, hit: { id: fact.id, score: 1, matches: [], missing: [] } }));
  return groupedByEvent(withMarkedConflicts(found), (id) => readout.article(id));
}

/** Builds a card with the facts of these ids, for "more" and for sharing. */
export function factsAgainDraft(
  before: Conversation,
  wanted: readonly string[],
  rest: readonly string[],
  basis: CardBasis,
): Draft {
  const facts = wanted.flatMap((id) => basis.readout.fact(id) ?? []);
  const words = wordsOf(basis);
  const { thatWasAll, nothingMore, moreTitle } = words.answers;
  if (facts.length === 0) return noticeDraft(basis, thatWasAll, nothingMore, [topicsAction(words)]);
  return factsDraft(
    {
      title: before.question ? bareTitle(before.question) : moreTitle,
      question: before.question,
      about: before.about,
      facts: groupedAgain(facts, basis),
      before: before.shown,
      rest,
      smallPrint: [],
    },
    basis,
  );
}

/** Builds the card with the next facts of an answer. */
export function moreDraft(before: Conversation, basis: CardBasis): Draft {
  const rest = before.facts.filter((id) => !before.shown.includes(id));
  const facts = rest.flatMap((id) => basis.readout.fact(id) ?? []);
  const next = groupedAgain(facts, basis).slice(0, MORE_AT_ONCE).flatMap(idsOf);
  return factsAgainDraft(
    before,
    next,
    rest.filter((id) => !next.includes(id)),
    basis,
  );
}
