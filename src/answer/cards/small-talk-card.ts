import type { Action } from '../../domain/action.ts';
import type { Card, CardLine } from '../../domain/card.ts';
import { asOnePart, joinParts } from '../../domain/separator.ts';
import { newestArticles } from '../briefs/articles.ts';
import type { Readout } from '../query-core.ts';
import { type CardBasis, wordsOf } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { NOTHING_ABOUT, sourceAction, topicsAction } from './card-draft.ts';
import { noticeDraft } from './notice-card.ts';
import { sourceDraft } from './passage-card.ts';
import { topicAction } from './topic-buttons.ts';
import { topicInSentence } from './topic-in-sentence.ts';
import { dateOf, shortened } from './wording.ts';

const BUTTON = 34;
const QUESTIONS = 3;
/** The most frequent topics among which one is suggested, of the newest article if it has one. */
const TOPICS = 40;
/** The newest articles among which a speaker is looked for. One in another language has none. */
const LOOKED_AT = 5;

/**
 * Whether a speaker is a person's name: two or more capitalised words. "The road administration" is not shortened to
 * its last word.
 */
const isPersonName = (speaker: string | null): boolean =>
  speaker !== null && /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*)+$/u.test(speaker);

/** Suggests questions about the asker's own topics and speakers. Fewer than three if there is little to ask. */
export function exampleQuestions(readout: Readout): readonly string[] {
  const newest = newestArticles(readout).slice(0, LOOKED_AT);
  const facts = newest.flatMap(({ id }) => readout.factsOf(id));
  const told = new Set((newest[0] ? readout.factsOf(newest[0].id) : []).flatMap(({ topics: ids }) => ids));
  const all = readout.topics().slice(0, TOPICS);
  const topics = [...all.filter(({ topic: { id } }) => told.has(id)), ...all];
  const speaker = facts.find((fact) => isPersonName(fact.speaker))?.speaker;
  const isShort = (label: string): boolean =>
    label.length <= 20 && label.toLowerCase() !== speaker?.toLowerCase();
  const topic = (
    topics.find((one) => isShort(one.topic.label) && !speaker?.includes(one.topic.label)) ?? topics[0]
  )?.topic;
  return [
    ...(topic ? [`what about ${topicInSentence(readout)(topic.label)}?`] : []),
    ...(speaker ? [`what did ${speaker.split(' ').at(-1)} say?`] : []),
    ...(facts.length > 0 ? ['summarise the article'] : []),
  ].slice(0, QUESTIONS);
}

/** Formats an example question that the asker's library can answer, or what to do if it is empty. */
function exampleLine(basis: CardBasis): string {
  const { forExample, noArticleYet } = wordsOf(basis).answers;
  const [first] = exampleQuestions(basis.readout);
  return first ? forExample(first) : noArticleYet;
}

const asking = (questions: readonly string[]): Action[] =>
  questions.map((question, at) => ({ verb: 'ask', label: shortened(question, BUTTON), arg: String(at) }));

/** Builds a notice with questions as buttons. */
function noticeAsking(
  title: string,
  lede: string | undefined,
  questions: readonly string[],
  basis: CardBasis,
): Draft {
  const draft = noticeDraft(basis, title, lede, asking(questions));
  return { ...draft, about: { ...NOTHING_ABOUT, questions } };
}

/** Builds the notice for a message of function words only. */
export function emptyDraft(basis: CardBasis): Draft {
  const words = wordsOf(basis);
  const topics = basis.readout.topics().slice(0, 3);
  return noticeDraft(basis, words.answers.nameIt, exampleLine(basis), [
    ...topics.map(({ topic }) => topicAction(topic)),
    topicsAction(words),
  ]);
}

/** Builds the notice for a message that refers to a card before there is one. */
export const nothingBeforeDraft = (basis: CardBasis): Draft =>
  noticeDraft(basis, wordsOf(basis).answers.askFirst, exampleLine(basis));

/** How a card is passed on without a channel: the page's buttons Copy and Copy link, or the command line. */
export type PassedOn = 'copy' | 'command line';

/** Explains how to pass on a card, after somebody typed "share" or "export". */
export function shareHintDraft(basis: CardBasis, passedOn?: PassedOn): Draft {
  const { howToShare, howToShareLede, howToCopy, howToCopyLede, howToExport, howToExportLede } =
    wordsOf(basis).answers;
  if (passedOn === 'copy') return noticeDraft(basis, howToCopy, howToCopyLede);
  if (passedOn === 'command line') return noticeDraft(basis, howToExport, howToExportLede);
  return noticeDraft(basis, howToShare, howToShareLede);
}

/** Builds the greeting with three questions that the asker's library can answer. */
export function greetingDraft(basis: CardBasis): Draft {
  const { readout } = basis;
  const { answers } = wordsOf(basis);
  const questions = exampleQuestions(readout);
  const newest = newestArticles(readout)[0];
  const lede = newest ? answers.newestArticle(shortened(newest.title, 90)) : exampleLine(basis);
  return noticeAsking(answers.hello, lede, questions, basis);
}

export const thanksDraft = (basis: CardBasis): Draft => noticeDraft(basis, wordsOf(basis).answers.welcome);

export const blamedDraft = (basis: CardBasis): Draft =>
  noticeDraft(basis, wordsOf(basis).answers.sorry, exampleLine(basis));

/** Describes the bot in two lines. */
export function aboutSelfDraft(basis: CardBasis): Draft {
  const { aboutMe, aboutMeLede } = wordsOf(basis).answers;
  return noticeAsking(aboutMe, aboutMeLede, exampleQuestions(basis.readout), basis);
}

/** Tells the time in the asker's zone; UTC if unknown. */
export function clockDraft(basis: CardBasis, zone = 'UTC'): Draft {
  const { answers, locale } = wordsOf(basis);
  const form = { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: zone } as const;
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } as const;
  const day = new Intl.DateTimeFormat(locale, form).format(basis.now);
  const time = new Intl.DateTimeFormat('en-GB', clock).format(basis.now);
  return noticeDraft(basis, answers.clock(day, time, zone));
}

const cardOf = (
  basis: CardBasis,
  title: string,
  lines: readonly CardLine[],
  shown: readonly string[],
): Draft => {
  const card: Card = {
    ...({ id: basis.id, kind: 'source', title, hidden: 0, footer: [] } as const),
    sections: lines.length > 0 ? [{ style: 'list', lines }] : [],
    actions: [sourceAction(shown.length, wordsOf(basis))],
  };
  return { card, about: { question: null, facts: shown, shown, questions: [] } };
};

/** Tells the dates of the last card's articles, or that they have none. */
export function dateDraft(shown: readonly string[], basis: CardBasis): Draft {
  const ids = [...new Set(shown.flatMap((id) => basis.readout.fact(id)?.article ?? []))];
  const articles = ids.flatMap((id) => basis.readout.article(id) ?? []);
  const words = wordsOf(basis);
  const { answers } = words;
  const dated = articles.map((article) => ({
    title: shortened(article.title, 90),
    date: article.published ? dateOf(article, words) : null,
  }));
  const [only] = dated;
  if (dated.length === 1 && only)
    return cardOf(
      basis,
      only.date ? joinParts([only.date, only.title]) : answers.articleNoDate(asOnePart(only.title)),
      [],
      shown,
    );
  const lines = dated.map(({ title, date }) => ({
    factId: null,
    attribution: null,
    claim: joinParts([date ?? answers.noDate, title]),
  }));
  return cardOf(basis, answers.whenOut, lines, shown);
}

/** Lists who said each line of the last card. For a single line it shows the sentence. */
export function speakersDraft(shown: readonly string[], question: string | null, basis: CardBasis): Draft {
  const facts = shown.flatMap((id) => basis.readout.fact(id) ?? []);
  if (facts.length < 2) return sourceDraft(shown, question, basis);
  const { answers } = wordsOf(basis);
  const several = new Set(facts.map(({ article }) => article)).size > 1;
  const lines = facts.map((fact) => {
    const article = basis.readout.article(fact.article);
    const itself = several && article ? answers.articleCalled(shortened(article.title, 50)) : answers.article;
    return {
      factId: null,
      attribution: null,
      claim: `${fact.speaker ?? itself}: ${shortened(fact.claim, 70)}`,
    };
  });
  return cardOf(basis, answers.whoSaid, lines, shown);
}
