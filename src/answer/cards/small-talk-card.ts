import type { Action } from '../../domain/action.ts';
import type { Card, CardLine } from '../../domain/card.ts';
import { newestArticles } from '../briefs/articles.ts';
import type { Readout } from '../query-core.ts';
import { type CardBasis, wordsOf } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { NOTHING_ABOUT, sourceAction, topicsAction } from './card-draft.ts';
import { noticeDraft } from './notice-card.ts';
import { sourceDraft } from './passage-card.ts';
import { topicAction } from './topic-buttons.ts';
import { dateOf, shortened } from './wording.ts';

const BUTTON = 34;
const QUESTIONS = 3;

/** Two or more words with capitals: "the road administration" is no name to shorten to its last word. */
const isPersonName = (speaker: string | null): boolean =>
  speaker !== null && /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*)+$/u.test(speaker);

/** A label as it stands in a question: "the port company", "INF". */
const asNoun = (label: string): string =>
  /^\p{Ll}+(?: |$)/u.test(label) && !label.endsWith('s') ? `the ${label}` : label;

/** Questions that this asker can ask, made of their own topics and speakers; fewer than three if there is little to ask. */
export function exampleQuestions(readout: Readout): readonly string[] {
  const topics = readout.topics().slice(0, 8);
  const article = newestArticles(readout)[0];
  const facts = article ? readout.factsOf(article.id) : [];
  const speaker = facts.find((fact) => isPersonName(fact.speaker))?.speaker;
  const isShort = (label: string): boolean =>
    label.length <= 20 && label.toLowerCase() !== speaker?.toLowerCase();
  const topic = (
    topics.find((one) => isShort(one.topic.label) && !speaker?.includes(one.topic.label)) ?? topics[0]
  )?.topic;
  return [
    ...(topic ? [`what about ${asNoun(topic.label)}?`] : []),
    ...(speaker ? [`what did ${speaker.split(' ').at(-1)} say?`] : []),
    ...(article && facts.length > 0 ? ['summarise the article'] : []),
  ].slice(0, QUESTIONS);
}

/** "For example: what about INF?", of what the asker can ask; what to do where there is nothing yet. */
function exampleLine(basis: CardBasis): string {
  const { forExample, noArticleYet } = wordsOf(basis).answers;
  const [first] = exampleQuestions(basis.readout);
  return first ? forExample(first) : noArticleYet;
}

const asking = (questions: readonly string[]): Action[] =>
  questions.map((question, at) => ({ verb: 'ask', label: shortened(question, BUTTON), arg: String(at) }));

/** A notice with questions to press. */
function noticeAsking(
  title: string,
  lede: string | undefined,
  questions: readonly string[],
  basis: CardBasis,
): Draft {
  const draft = noticeDraft(basis, title, lede, asking(questions));
  return { ...draft, about: { ...NOTHING_ABOUT, questions } };
}

/** Nothing but small words: there is nothing to look for. */
export function emptyDraft(basis: CardBasis): Draft {
  const words = wordsOf(basis);
  const topics = basis.readout.topics().slice(0, 3);
  return noticeDraft(basis, words.answers.nameIt, exampleLine(basis), [
    ...topics.map(({ topic }) => topicAction(topic)),
    topicsAction(words),
  ]);
}

/** Something that refers to a card, where there is none yet. */
export const nothingBeforeDraft = (basis: CardBasis): Draft =>
  noticeDraft(basis, wordsOf(basis).answers.askFirst, exampleLine(basis));

/** Whoever types "share" is told what does that. */
export function shareHintDraft(basis: CardBasis): Draft {
  const { howToShare, howToShareLede } = wordsOf(basis).answers;
  return noticeDraft(basis, howToShare, howToShareLede);
}

/** One line and three questions that this asker can ask. */
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

/** What the bot is, in two lines. */
export function aboutSelfDraft(basis: CardBasis): Draft {
  const { aboutMe, aboutMeLede } = wordsOf(basis).answers;
  return noticeAsking(aboutMe, aboutMeLede, exampleQuestions(basis.readout), basis);
}

/** The time by the asker's clock, or by UTC if it is not known. */
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

/** The day that the last card's articles bear, or that they bear none: never guessed. */
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
      only.date ? `${only.date} · ${only.title}` : answers.articleNoDate(only.title),
      [],
      shown,
    );
  const lines = dated.map(({ title, date }) => ({
    factId: null,
    attribution: null,
    claim: `${date ?? answers.noDate} · ${title}`,
  }));
  return cardOf(basis, answers.whenOut, lines, shown);
}

/** Who said each line of the last card, names first; for one line, the sentence itself. */
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
