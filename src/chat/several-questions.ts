import { type CardBasis, wordsOf } from '../answer/cards/card-basis.ts';
import { sourceAction } from '../answer/cards/card-draft.ts';
import { shortened } from '../answer/cards/wording.ts';
import type { Action } from '../domain/action.ts';
import type { Card, CardSection } from '../domain/card.ts';
import { joinParts } from '../domain/separator.ts';
import type { Words } from '../domain/words/en.ts';
import type { Outcome } from './commands/command-spec.ts';
import { MAX_QUESTIONS } from './message-text.ts';

/** The lines shown of each answer. Both sides of a contradiction are always shown. */
const LINES_PER_ANSWER = 2;
const MAX_HEADING_LENGTH = 80;

/** A question of a message and its answer. */
export interface Answered {
  readonly question: string;
  readonly outcome: Outcome;
}

/**
 * Returns the line above a section's facts: the card's title if that is a role or a headline. A card without an answer
 * has the question as its title, and the question is the section's heading already.
 */
function badgeOf(question: string, { kind, title }: Card, first: CardSection, { answers }: Words) {
  const { badge, heading } = first;
  const isOwn = !question.toLowerCase().includes(title.toLowerCase().replace(/[?.!]$/, ''));
  if (kind === 'brief' || kind === 'article') return badge ?? (isOwn ? title : undefined);
  if (kind !== 'nearest' && kind !== 'abstained') return badge;
  return heading === answers.nearest ? joinParts([answers.nothingOnThis, heading]) : heading;
}

/** Builds an answer's section: its first lines under the question or, without lines, its title. */
function sectionOf({ question, outcome: { card } }: Answered, words: Words): CardSection {
  const heading = shortened(question, MAX_HEADING_LENGTH);
  const first = card.sections.find(({ lines }) => lines.length > 0);
  if (!first) {
    const claim = card.kind === 'abstained' ? words.answers.nothingOnThis : card.title;
    return { style: 'list', heading, lines: [{ factId: null, claim, attribution: null }] };
  }
  const lines = first.style === 'conflict' ? first.lines : first.lines.slice(0, LINES_PER_ANSWER);
  const badge = badgeOf(question, card, first, words);
  return { style: first.style, heading, lines, ...(badge ? { badge } : {}) };
}

/** Builds one card for several questions, each with its answer and a button to ask it alone. */
export function severalOutcome(answers: readonly Answered[], asked: number, basis: CardBasis): Outcome {
  const { id } = basis;
  const words = wordsOf(basis);
  const sections = answers.map((one) => sectionOf(one, words));
  const shown = [...new Set(sections.flatMap(({ lines }) => lines.flatMap(({ factId }) => factId ?? [])))];
  const facts = [...new Set(answers.flatMap(({ outcome }) => outcome.about.facts))];
  const questions = answers.map(({ outcome, question }) => outcome.about.question ?? question);
  const source = shown.length > 0 ? [sourceAction(shown.length, words)] : [];
  const more = answers.map(
    ({ question }, at): Action => ({ verb: 'ask', label: shortened(question, 34), arg: String(at) }),
  );
  const left = asked - answers.length;
  const card: Card = {
    ...({ id, kind: 'brief', title: words.answers.questions(answers.length), hidden: 0, sections } as const),
    footer: left > 0 ? [words.answers.firstQuestions(MAX_QUESTIONS, asked)] : [],
    actions: [...source, ...more],
  };
  const last = answers.at(-1)!.outcome.conversation;
  return {
    card,
    about: { question: questions.join(' '), facts, shown, questions },
    visibility: answers.some(({ outcome }) => outcome.visibility === 'channel') ? 'channel' : 'asker',
    ...(last ? { conversation: { ...last, facts, shown } } : {}),
  };
}
