import type { Article } from '../../domain/article.ts';
import type { CardLine, CardSection, CardSource } from '../../domain/card.ts';
import type { Fact } from '../../domain/fact.ts';
import { asOnePart } from '../../domain/separator.ts';
import { DAY, WEEK } from '../../domain/time.ts';
import { EN, type Words } from '../../domain/words/en.ts';
import { foreignLanguage } from '../../language/detect-language.ts';
import { newestFirst } from '../same-event.ts';
import { type CardBasis, wordsOf } from './card-basis.ts';
import { dateOf, languageNamed, shortened } from './wording.ts';

/** The most articles named under a card's lines. Further ones are counted. */
const MOST_NAMED = 2;
const LONGEST_TITLE = 100;

/** Describes the newest source's age if it is over a week old, because old news looks new on a card. */
function ageOf(published: readonly (string | null)[], now: Date, { answers }: Words): string | null {
  const times = published.flatMap((date) => (date ? [new Date(date).getTime()] : [])).filter(Number.isFinite);
  if (times.length === 0) return null;
  const age = now.getTime() - Math.max(...times);
  if (age <= WEEK) return null;
  const days = Math.floor(age / DAY);
  const [count, unit] = days < 60 ? ([days, 'days'] as const) : ([Math.floor(days / 30), 'months'] as const);
  if (published.length === 1) return answers.age(count, unit);
  return answers.newestAge(count, unit, times.length < published.length);
}

/** Returns an article's outlet by its address, "bbc.example"; null for a file. */
export function siteOf({ source }: Pick<Article, 'source'>): string | null {
  if (source.kind === 'file' || !URL.canParse(source.url)) return null;
  return new URL(source.url).hostname.replace(/^www\./, '') || null;
}

/** Returns an article as a card names it: headline, address, outlet, date, and language if not English. */
export function sourceOf(article: Article, words: Words = EN): CardSource {
  const language = foreignLanguage(article);
  return {
    title: asOnePart(shortened(article.title, LONGEST_TITLE)),
    url: article.source.kind === 'file' ? null : article.source.url,
    site: siteOf(article),
    date: dateOf(article, words),
    ...(language ? { language: languageNamed(language, words) } : {}),
  };
}

/** How a card names the articles of its lines. */
export interface Citations {
  /** The articles named under the lines, newest first; empty if each line names its own. */
  readonly sources: readonly CardSource[];
  /** The picture of the article named under the lines; absent if several are named or it has none. */
  readonly picture?: string;
  /** Small print: the number of further articles, and the newest one's age. */
  readonly footer: readonly string[];
  /** Adds its article to each line if the card has lines of several. */
  readonly cite: (section: CardSection) => CardSection;
}

/**
 * Builds the citations: under the lines if all come from one article, otherwise beside each line. `also` are further
 * facts about the same events.
 */
export function citationsFor(
  facts: readonly Fact[],
  basis: CardBasis,
  also: readonly Fact[] = [],
): Citations {
  const { readout, now } = basis;
  const words = wordsOf(basis);
  const articlesOf = (some: readonly Fact[]): Article[] =>
    [...new Set(some.map(({ article }) => article))].flatMap((id) => readout.article(id) ?? []);
  const own = articlesOf(facts);
  const all = articlesOf([...facts, ...also]).sort((a, b) => newestFirst(a.published, b.published));
  const isMixed = own.length > 1;
  const named = isMixed ? own : all.slice(0, MOST_NAMED);
  const others = all.length - named.length;
  const age = ageOf(
    all.map(({ published }) => published),
    now,
    words,
  );
  const articleOf = new Map(facts.map(({ id, article }) => [id, article]));
  const cite = (line: CardLine): CardLine => {
    const article = line.factId === null ? undefined : readout.article(articleOf.get(line.factId) ?? '');
    return article ? { ...line, source: sourceOf(article, words) } : line;
  };
  return {
    sources: isMixed ? [] : named.map((article) => sourceOf(article, words)),
    ...(isMixed || named.length !== 1 || !named[0]?.picture ? {} : { picture: named[0].picture }),
    footer: [...(others > 0 ? [words.answers.moreSources(others)] : []), ...(age ? [age] : [])],
    cite: (section) => (isMixed ? { ...section, lines: section.lines.map(cite) } : section),
  };
}
