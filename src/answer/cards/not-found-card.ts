import type { Card } from '../../domain/card.ts';
import type { Abstained, Ambiguous } from '../answer-question.ts';
import { conflictsAmong } from '../answer-question.ts';
import type { CardBasis } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { noticeOf } from './card-title.ts';
import { citationsFor } from './footer.ts';
import { emptyDraft } from './small-talk-card.ts';
import { relatedTopics, topicAction } from './topic-buttons.ts';
import { counted, lineOf, shortened } from './wording.ts';

/** How many nearest facts are shown: they are a way on, no answer. */
const NEAREST = 2;
const QUESTION = 80;
const TERMS = 8;

const held = (answer: Abstained, asked: string): boolean =>
  answer.facts[0]?.hit.matches.some((match) => match.asked === asked && match.kind !== 'context') ?? false;

function lookedFor(answer: Abstained): string[] {
  if (answer.terms.length === 0) return [];
  const terms = answer.terms
    .slice(0, TERMS)
    .map(({ asked }) => `${shortened(asked, 30)} ${held(answer, asked) ? '✓' : '✗'}`);
  return [`looked for: ${terms.join('  ')}`];
}

function loaded({ readout }: CardBasis): string {
  return `${counted(readout.articles().length, 'article')}, ${counted(readout.facts().length, 'fact')}`;
}

/** Nothing of what was asked is loaded: the topics are the way on. */
function nothingDraft(answer: Abstained, basis: CardBasis): Draft {
  const topics = basis.readout.topics().slice(0, 3);
  const asked = shortened(answer.question, QUESTION);
  const card: Card = {
    id: basis.id,
    kind: 'abstained',
    title: `Nothing on “${asked}” in what is loaded (${loaded(basis)})`,
    ...(topics.length > 0
      ? { lede: `In the news here: ${topics.map(({ topic }) => topic.label).join(' · ')}` }
      : {}),
    sections: [],
    hidden: 0,
    footer: lookedFor(answer),
    actions: [
      ...topics.slice(0, 2).map(({ topic }) => topicAction(topic)),
      { verb: 'topics', label: 'Topics' },
    ],
  };
  return { card, about: { question: answer.question, facts: [], shown: [], questions: [] } };
}

/** The article does not say: what was looked for, and the nearest facts as nearest facts. */
export function abstainedDraft(answer: Abstained, basis: CardBasis): Draft {
  if (answer.terms.length === 0) return emptyDraft(basis);
  const touched = answer.facts.filter(({ hit }) => hit.matches.some(({ kind }) => kind !== 'context'));
  if (touched.length === 0) return nothingDraft(answer, basis);
  const { readout, now, id } = basis;
  const nearest = touched
    .slice(0, NEAREST)
    .filter(({ hit }, at) => at === 0 || hit.score >= touched[0]!.hit.score * 0.8);
  const pairs = conflictsAmong(nearest, (fact) => readout.fact(fact));
  const facts = [
    ...new Set([...nearest.map(({ fact }) => fact), ...pairs.flatMap(([a, b]) => [a.fact, b.fact])]),
  ];
  const notice = noticeOf(answer.corrections);
  const several = readout.articles().length > 1;
  const ids = facts.map((fact) => fact.id);
  const cited = citationsFor(readout, facts, now);
  const card: Card = {
    id,
    kind: 'nearest',
    title: `${several ? 'No article here says' : "The article doesn't say"}: “${shortened(answer.question, QUESTION)}”`,
    ...(notice ? { notice } : {}),
    sections: [
      cited.cite({
        style: 'nearest',
        heading: 'Nearest',
        ...(pairs.length > 0 ? { badge: 'The sources contradict each other here' } : {}),
        lines: facts.map((fact) => lineOf(fact)),
      }),
    ],
    hidden: 0,
    ...(cited.sources.length > 0 ? { sources: cited.sources } : {}),
    footer: [...cited.footer, ...lookedFor(answer)],
    actions: [
      { verb: 'source', label: facts.length > 1 ? 'Sources' : 'Source' },
      ...relatedTopics(readout, facts, '', 2).map(topicAction),
      { verb: 'topics', label: 'Topics' },
    ],
  };
  return {
    card,
    about: { question: answer.question, facts: ids, shown: ids, questions: [] },
    conversation: { question: answer.question, about: [], facts: ids, shown: ids },
  };
}

/** Several close readings: the person chooses. */
export function ambiguousDraft(answer: Ambiguous, basis: CardBasis): Draft {
  const readings = answer.readings.slice(0, 5);
  const card: Card = {
    id: basis.id,
    kind: 'ambiguous',
    title: `“${shortened(answer.question, QUESTION)}” can be read in ${readings.length} ways`,
    lede: 'Which one is meant?',
    sections: [
      { style: 'list', lines: readings.map((claim) => ({ factId: null, claim, attribution: null })) },
    ],
    hidden: answer.readings.length - readings.length,
    footer: [],
    actions: [
      ...readings.map(
        (reading, at) => ({ verb: 'ask', label: shortened(reading, 28), arg: String(at) }) as const,
      ),
      { verb: 'topics', label: 'Topics' },
    ],
  };
  return { card, about: { question: answer.question, facts: [], shown: [], questions: readings } };
}
