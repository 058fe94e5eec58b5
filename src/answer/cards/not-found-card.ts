import type { Card } from '../../domain/card.ts';
import { asOnePart, SEPARATOR } from '../../domain/separator.ts';
import type { Words } from '../../domain/words/en.ts';
import { isNegation } from '../../language/negation.ts';
import { isSayingWord } from '../../language/stop-words.ts';
import { fold } from '../../language/tokenizer.ts';
import type { MatchKind } from '../../search/search-result.ts';
import type { Abstained, Ambiguous, FoundFact, Maybe } from '../answer.ts';
import { conflictsAmong, MOST_SHOWN } from '../answer-question.ts';
import type { Readout } from '../query-core.ts';
import { type CardBasis, wordsOf } from './card-basis.ts';
import { type Draft, topicsAction } from './card-draft.ts';
import { noticeOf, titleOf } from './card-title.ts';
import { lineFor } from './conflict-card.ts';
import { citationsFor } from './footer.ts';
import { emptyDraft } from './small-talk-card.ts';
import { relatedTopics, topicAction } from './topic-buttons.ts';
import { shortened } from './wording.ts';

/** The nearest facts shown. They are a hint, not an answer. */
const NEAREST = 2;
const QUESTION = 80;
const TERMS = 8;

/** Removes the frame of a question: "what about Zelensky?" asks for Zelensky. */
const withoutFrame = (question: string): string =>
  question
    .replace(/^\s*(?:what|how)\s+about\s+(?=\S)/i, '')
    .replace(/^(.{1,200}?)\?$/s, (whole, matter) => (whole === question.trim() ? whole : matter));

/** Returns words of the question that the library does not contain, and the "not" that the nearest fact lacks. */
function lookedFor(answer: Abstained | Maybe, { answers }: Words): string[] {
  const unknown = answer.terms
    .filter(({ isIndexed, asked }) => !isIndexed && !isSayingWord(fold(asked)))
    .slice(0, TERMS);
  const quoted = (words: readonly string[]) =>
    words.map((word) => answers.quoted(shortened(word, 30))).join(', ');
  const denials = (answer.facts[0]?.hit.missing ?? []).filter((word) => isNegation(fold(word)));
  return [
    ...(unknown.length > 0 ? [answers.nothingHereAbout(quoted(unknown.map(({ asked }) => asked)))] : []),
    ...(denials.length > 0 ? [answers.notInQuote(quoted(denials))] : []),
  ];
}

/** The least length of a prefix that may complete to a name ("ven"), in UTF-16 units. */
const LEAST_PREFIX = 3;
const MAX_NAMES = 2;

/** Returns names and topics that a one-word question is a prefix of. Empty for longer questions. */
function namesWithPrefix({ terms }: Abstained, readout: Readout): string[] {
  const [term] = terms;
  if (terms.length !== 1 || !term || term.asked.length < LEAST_PREFIX) return [];
  const names = readout.suggest(term.asked, 8).filter(({ kind }) => kind !== 'word');
  return names.slice(0, MAX_NAMES).map(({ text }) => text);
}

/** Builds the card if nothing matches: possible names, or else the topics. */
function nothingDraft(answer: Abstained, basis: CardBasis): Draft {
  const { readout, id } = basis;
  const words = wordsOf(basis);
  const { answers } = words;
  const topics = readout.topics().slice(0, 3);
  const asked = shortened(withoutFrame(answer.question), QUESTION);
  const meant = namesWithPrefix(answer, readout);
  const inNews = topics.map(({ topic }) => asOnePart(topic.label)).join(SEPARATOR);
  const near = meant.length > 0 ? answers.meant(words.or(meant)) : inNews && answers.inTheNews(inNews);
  const articles = readout.articles().length;
  const lede = articles === 0 ? answers.noArticleYet : near;
  const ask = meant.map(
    (name, at) => ({ verb: 'ask', label: shortened(name, 28), arg: String(at) }) as const,
  );
  const card: Card = {
    id,
    kind: 'abstained',
    title:
      articles === 0
        ? answers.nothingOn(answers.quoted(asked))
        : answers.nothingOnIn(answers.quoted(asked), articles),
    ...(lede ? { lede } : {}),
    sections: [],
    hidden: 0,
    // If the library contains none of it, the title says so already.
    footer: answer.terms.some(({ isIndexed }) => isIndexed) ? lookedFor(answer, words) : [],
    actions: [
      ...(ask.length > 0 ? ask : topics.slice(0, 2).map(({ topic }) => topicAction(topic))),
      topicsAction(words),
    ],
  };
  return { card, about: { question: answer.question, facts: [], shown: [], questions: meant } };
}

/**
 * Returns what the nearest facts lack: their own missing words for a doubtful answer, otherwise words missing in the
 * library.
 */
function missingIn(answer: Abstained | Maybe, words: Words): string[] {
  const { answers } = words;
  if (answer.status === 'abstained') return lookedFor(answer, words);
  const missing = answer.missing.slice(0, TERMS).map((word) => answers.quoted(shortened(word, 30)));
  return missing.length > 0 ? [answers.notInQuote(missing.join(', '))] : [];
}

/** Returns the title and heading: nothing found, no such quotation, or possible answers. */
function headingOf(answer: Abstained | Maybe, basis: CardBasis): { title: string; heading: string } {
  const { readout } = basis;
  const { answers } = wordsOf(basis);
  const several = readout.articles().length > 1;
  const asked = answers.quoted(shortened(withoutFrame(answer.question), QUESTION));
  if (answer.status === 'maybe')
    return {
      title: titleOf(answer, readout),
      heading: several ? answers.oneMayBeHere : answers.mayBeHere,
    };
  return answer.unquoted === null
    ? { title: answers.nothingOn(asked), heading: answers.nearest }
    : { title: answers.nothingSaidBy(shortened(answer.unquoted, QUESTION)), heading: answers.nearest };
}

/** Kinds of matches that do not show a word of the question: words beside the fact, and related words. */
const UNSEEN: ReadonlySet<MatchKind> = new Set(['context', 'near']);

/**
 * Returns the best facts, up to the first one that scores far below the best. If nothing was found, a near fact must
 * show a word of the question, so that the reader sees why it is there.
 */
function nearestOf(answer: Abstained | Maybe): readonly FoundFact[] {
  const most = answer.status === 'maybe' ? MOST_SHOWN : NEAREST;
  const isShown = (kind: MatchKind): boolean =>
    answer.status === 'maybe' ? kind !== 'context' : !UNSEEN.has(kind);
  const touched = answer.facts.filter(({ hit }) => hit.matches.some(({ kind }) => isShown(kind)));
  return touched.slice(0, most).filter(({ hit }, at) => at === 0 || hit.score >= touched[0]!.hit.score * 0.8);
}

/** Builds the card without a certain answer: what was searched for, and the nearest facts. */
export function nearestDraft(answer: Abstained | Maybe, basis: CardBasis): Draft {
  const nearest = nearestOf(answer);
  if (answer.status === 'abstained' && answer.terms.length === 0) return emptyDraft(basis);
  if (answer.status === 'abstained' && nearest.length === 0) return nothingDraft(answer, basis);
  const { readout, id } = basis;
  const words = wordsOf(basis);
  const { answers } = words;
  const pairs = conflictsAmong(nearest, (fact) => readout.fact(fact));
  const found = new Map([...nearest, ...pairs.flat()].map((one) => [one.fact.id, one]));
  const facts = [...found.values()].map(({ fact }) => fact);
  const notice = noticeOf(answer.corrections, words);
  const { title, heading } = headingOf(answer, basis);
  const ids = facts.map((fact) => fact.id);
  const cited = citationsFor(facts, basis);
  const card: Card = {
    id,
    kind: 'nearest',
    title,
    ...(notice ? { notice } : {}),
    sections: [
      cited.cite({
        style: 'nearest',
        heading,
        ...(pairs.length > 0 ? { badge: answers.contradictHere } : {}),
        lines: [...found.values()].map((one) => lineFor(one, words)),
      }),
    ],
    hidden: 0,
    ...(cited.sources.length > 0 ? { sources: cited.sources } : {}),
    footer: [...cited.footer, ...missingIn(answer, words)],
    actions: [
      { verb: 'source', label: facts.length > 1 ? answers.sources : answers.source },
      ...relatedTopics(readout, facts, '', 2).map(topicAction),
      topicsAction(words),
    ],
  };
  return {
    card,
    about: { question: answer.question, facts: ids, shown: ids, questions: [] },
    conversation: { question: answer.question, about: [], facts: ids, shown: ids },
  };
}

/** Builds the card on which the person chooses among several meanings. */
export function ambiguousDraft(answer: Ambiguous, basis: CardBasis): Draft {
  const words = wordsOf(basis);
  const readings = answer.readings.slice(0, 5);
  const card: Card = {
    id: basis.id,
    kind: 'ambiguous',
    title: words.answers.severalReadings(shortened(answer.question, QUESTION), readings.length),
    lede: words.answers.whichIsMeant,
    sections: [
      { style: 'list', lines: readings.map((claim) => ({ factId: null, claim, attribution: null })) },
    ],
    hidden: answer.readings.length - readings.length,
    footer: [],
    actions: [
      ...readings.map(
        (reading, at) => ({ verb: 'ask', label: shortened(reading, 28), arg: String(at) }) as const,
      ),
      topicsAction(words),
    ],
  };
  return { card, about: { question: answer.question, facts: [], shown: [], questions: readings } };
}
