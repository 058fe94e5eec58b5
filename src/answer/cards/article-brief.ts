import type { Action } from '../../domain/action.ts';
import type { Article } from '../../domain/article.ts';
import type { Card, CardSection } from '../../domain/card.ts';
import type { Fact } from '../../domain/fact.ts';
import { asOnePart, joinParts } from '../../domain/separator.ts';
import type { Words } from '../../domain/words/en.ts';
import { foreignLanguage } from '../../language/detect-language.ts';
import type { FoundFact } from '../answer.ts';
import { conflictsAmong } from '../answer-question.ts';
import { type CardBasis, wordsOf } from './card-basis.ts';
import { type Draft, shareAction } from './card-draft.ts';
import { conflictSection, lineFor } from './conflict-card.ts';
import { nothingWhy } from './nothing-why.ts';
import { topicAction } from './topic-buttons.ts';
import { dateOf, languageNamed, shortened } from './wording.ts';

/** Details of an article that are not stored with it. */
interface ArticleDetails {
  readonly byline?: string | null;
  readonly site?: string | null;
  /** The address of a feed of its site. */
  readonly feed?: string | null;
}

export interface ArticleBrief {
  readonly article: Article;
  readonly details?: ArticleDetails;
  /** A line above everything else. */
  readonly notice?: string;
}

/** The key lines of a short article, and of a long one. */
const FEW_LINES = 4;
const MANY_LINES = 5;
/** The length from which an article is long, in UTF-16 units. */
const LONG_ARTICLE = 2_500;
const MOST_CONFLICTS = 2;
/** The most topics on the card that suggests questions. */
const TOPICS = 4;
const WORDS_A_MINUTE = 220;
/** Reading speed in characters a minute, for scripts without spaces. */
const CHARACTERS_A_MINUTE = 500;

const found = (fact: Fact): FoundFact => ({
  fact,
  hit: { id: fact.id, score: 1, matches: [], missing: [] },
});

/** Returns an article's site, or else its host; null for a file. */
function siteNameOf({ source }: Article, site: string | null | undefined): string | null {
  if (source.kind === 'file') return site ?? (source.path === '-' ? null : source.path);
  return URL.parse(source.url)?.host.replace(/^www\./, '') ?? null;
}

/** The part of a text whose words are counted, in UTF-16 units; the rest is as long by its length. */
const COUNTED = 100_000;

/** Estimates the reading time in whole minutes, at least one. */
function minutesToRead(text: string): number {
  const part = text.slice(0, COUNTED);
  const dense =
    part.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu)?.length ?? 0;
  const words = part.match(/[^\s]+/g)?.length ?? 0;
  const minutes = dense / CHARACTERS_A_MINUTE + (dense > words ? 0 : words / WORDS_A_MINUTE);
  return Math.max(1, Math.round((minutes * text.length) / Math.max(1, part.length)));
}

/** Returns the parts of an article's origin: "harbour.example · Anna Berg · 3 March 2026 · 4 min read". */
function origin(article: Article, { byline, site }: ArticleDetails, words: Words): string[] {
  const parts = [
    siteNameOf(article, site),
    byline ?? article.byline ?? null,
    article.published === null ? null : dateOf(article, words),
    words.answers.minutes(minutesToRead(article.text)),
  ];
  return parts.flatMap((part) => (part === null ? [] : [shortened(part, 80)]));
}

/** Formats an article's language: "in German"; null for English. */
function inLanguage(article: Article, words: Words): string | null {
  const language = foreignLanguage(article);
  return language && words.answers.inLanguage(languageNamed(language, words));
}

const bySalience = (facts: readonly Fact[]): Fact[] => facts.toSorted((a, b) => b.salience - a.salience);

/** Selects the main facts, no sentence twice, in the article's order. */
export function keyFacts(facts: readonly Fact[], count: number): Fact[] {
  const sentences = new Set<string>();
  const chosen: Fact[] = [];
  for (const fact of bySalience(facts)) {
    if (chosen.length === count) break;
    const sentence = fact.span.join();
    if (!sentences.has(sentence)) chosen.push(fact);
    sentences.add(sentence);
  }
  return chosen.sort((a, b) => a.span[0] - b.span[0]);
}

/** Builds the section for a contradiction that the article leaves open. */
function unsettled(pair: readonly [FoundFact, FoundFact], words: Words): CardSection {
  const { notSettled, possiblyNotSettled } = words.answers;
  const isPossible = pair.some(({ fact }) => fact.conflictIsPossible);
  return { ...conflictSection(pair, words), badge: isPossible ? possiblyNotSettled : notSettled };
}

const followAction = (feed: string, index: number, { answers }: Words): Action => {
  const host = URL.parse(feed)?.host.replace(/^www\./, '') ?? answers.thisSite;
  return { verb: 'digest', label: shortened(answers.follow(host), 30), arg: String(index) };
};

/** Builds an article's brief: headline, origin, key lines with speakers, and what it leaves open. */
export function articleBriefDraft({ article, details = {}, notice }: ArticleBrief, basis: CardBasis): Draft {
  const { readout, id } = basis;
  const words = wordsOf(basis);
  const { answers } = words;
  const facts = readout.factsOf(article.id);
  const pairs = conflictsAmong(bySalience(facts).map(found), readout.fact).slice(0, MOST_CONFLICTS);
  const inConflict = new Set(pairs.flatMap(([left, right]) => [left.fact.id, right.fact.id]));
  const isShort = article.text.length <= LONG_ARTICLE && facts.length > MANY_LINES;
  const count = isShort ? FEW_LINES : MANY_LINES;
  const lines = keyFacts(
    facts.filter((fact) => !inConflict.has(fact.id)),
    count,
  );
  const shown = [...lines.map((fact) => fact.id), ...inConflict];
  const all = [...shown, ...bySalience(facts).flatMap((fact) => (shown.includes(fact.id) ? [] : [fact.id]))];
  const behind = all.length - shown.length;
  const { feed } = details;
  const language = foreignLanguage(article);
  const foreign = language && answers.foreignArticle(languageNamed(language, words));
  const notes = [notice, foreign].filter(Boolean).join(' ');
  const actions: Action[] = [
    { verb: 'about', label: answers.askAboutIt, arg: article.id, primary: true },
    ...(behind > 0
      ? [{ verb: 'more', label: answers.more(behind), arg: String(shown.length) } as const]
      : []),
    ...(feed ? [followAction(feed, 0, words)] : []),
    shareAction(words),
    { verb: 'source', label: shown.length > 1 ? answers.sources : answers.source, menu: true },
  ];
  const card: Card = {
    id,
    kind: 'article',
    title: shortened(article.title, 140),
    lede: joinParts(origin(article, details, words)),
    ...(article.source.kind === 'file' ? {} : { url: article.source.url }),
    ...(article.picture ? { picture: article.picture } : {}),
    ...(notes === '' ? {} : { notice: notes }),
    sections: [
      ...(lines.length > 0
        ? [{ style: 'facts', lines: lines.map((fact) => lineFor(found(fact), words)) } as const]
        : []),
      ...pairs.map((pair) => unsettled(pair, words)),
    ],
    hidden: behind,
    footer: facts.length === 0 ? [nothingWhy(article, words)] : [],
    actions: facts.length === 0 ? actions.filter(({ verb }) => verb === 'digest') : actions,
  };
  const question = article.title;
  return {
    card,
    about: {
      question,
      facts: all,
      shown,
      questions: feed ? [`sources add ${feed}`] : [],
      article: article.id,
    },
    conversation: { question, about: [], facts: all, shown, article: article.id },
  };
}

/** Builds one card with briefs of several articles: title and two main lines each. */
export function articleBriefsDraft(
  briefs: readonly ArticleBrief[],
  notice: string | null,
  basis: CardBasis,
): Draft {
  const { readout, id } = basis;
  const words = wordsOf(basis);
  const parts = briefs.map(({ article, details = {} }) => {
    const facts = readout.factsOf(article.id);
    return { article, details, facts, lines: keyFacts(facts, 2) };
  });
  const shown = parts.flatMap(({ lines }) => lines.map((fact) => fact.id));
  const all = [
    ...shown,
    ...bySalience(parts.flatMap(({ facts }) => facts)).flatMap((fact) =>
      shown.includes(fact.id) ? [] : [fact.id],
    ),
  ];
  const card: Card = {
    id,
    kind: 'article',
    title: words.answers.articles(parts.length),
    ...(notice ? { notice } : {}),
    sections: parts.map(({ article, details, lines }) => ({
      style: 'facts',
      heading: asOnePart(shortened(article.title, 120)),
      ...(article.source.kind === 'file' ? {} : { url: article.source.url }),
      badge: joinParts([...origin(article, details, words), inLanguage(article, words)]),
      lines: lines.map((fact) => lineFor(found(fact), words)),
    })),
    hidden: 0,
    footer: [],
    actions: [
      ...parts.map(
        ({ article }) => ({ verb: 'article', label: shortened(article.title, 75), arg: article.id }) as const,
      ),
      shareAction(words),
      { verb: 'source', label: words.answers.sources, menu: true },
    ],
  };
  const question = parts.map(({ article }) => article.title).join('; ');
  return {
    card,
    about: { question, facts: all, shown, questions: [] },
    conversation: { question, about: [], facts: all, shown },
  };
}

/** Builds the card that suggests questions about an article, with its topics as buttons. */
export function askAboutDraft(article: Article, basis: CardBasis): Draft {
  const { readout, id } = basis;
  const counts = new Map<string, number>();
  for (const fact of readout.factsOf(article.id))
    for (const topic of fact.topics) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  const topics = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, TOPICS)
    .flatMap(([topic]) => readout.topic(topic) ?? []);
  const { answers } = wordsOf(basis);
  return {
    card: {
      id,
      kind: 'notice',
      title: answers.askHere,
      lede: answers.askHereAbout(shortened(article.title, 100), topics[0]?.label ?? null),
      sections: [],
      hidden: 0,
      footer: [],
      actions: topics.map(topicAction),
    },
    about: { question: article.title, facts: [], shown: [], questions: [], article: article.id },
    conversation: { question: article.title, about: [], facts: [], shown: [], article: article.id },
  };
}
