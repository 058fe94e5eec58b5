import type { Article } from '../../domain/article.ts';
import type { Fact } from '../../domain/fact.ts';
import { joinParts } from '../../domain/separator.ts';
import { DAY } from '../../domain/time.ts';
import type { Words } from '../../domain/words/en.ts';
import { articleAction } from '../cards/article-heading.ts';
import { type CardBasis, wordsOf } from '../cards/card-basis.ts';
import type { Draft } from '../cards/card-draft.ts';
import { noticeDraft } from '../cards/notice-card.ts';
import { dateOf, shortened } from '../cards/wording.ts';
import type { Since } from '../intent/intent.ts';
import { newestArticles, timeOf } from './articles.ts';
import { groupedDraft } from './grouped-card.ts';
import { selectLines } from './select-lines.ts';

/** The default period for "what is new", in days. */
const DEFAULT_DAYS = 7;
/** The most articles on one card, and the lines of each. */
const ARTICLES = 5;
const EACH = 1;
const EACH_OF_TOPIC = 2;

/** Returns the start of the period of news: the beginning of a day in UTC. */
function startOf(since: Since | null, now: Date): Date {
  const today = Date.parse(`${now.toISOString().slice(0, 10)}T00:00:00Z`);
  if (since === null) return new Date(today - DEFAULT_DAYS * DAY);
  if ('days' in since) return new Date(today - since.days * DAY);
  const back = (new Date(today).getUTCDay() - since.weekday + 7) % 7 || 7;
  return new Date(today - back * DAY);
}

const headingOf = (article: Article, words: Words): string =>
  joinParts([shortened(article.title, 90), article.published ? dateOf(article, words) : null]);

/** Lists what was added since a day, by article, newest first. Says so if there is nothing. */
export function newsSince(since: Since | null, title: string, basis: CardBasis): Draft {
  const { readout, now } = basis;
  const from = startOf(since, now).getTime();
  const all = newestArticles(readout);
  const fresh = all.filter(
    (article) => Math.max(timeOf(article), Date.parse(article.retrieved ?? '') || 0) >= from,
  );
  const told = fresh.filter(({ id }) => readout.factsOf(id).length > 0);
  if (told.length === 0) {
    const words = wordsOf(basis);
    const when = since ? since.said.replace(/^since /i, '') : null;
    const newest = all[0] ? words.answers.newestIs(headingOf(all[0], words)) : undefined;
    return noticeDraft(basis, words.answers.nothingNew(when), newest, all.slice(0, 2).map(articleAction));
  }
  const groups = told.slice(0, ARTICLES).map((article) => {
    const facts = readout.factsOf(article.id).filter(({ conflictsWith }) => !conflictsWith?.length);
    return { article, facts: selectLines(facts, EACH, (id) => readout.fact(id)) };
  });
  const rest = told
    .flatMap(({ id }) => readout.factsOf(id))
    .filter((fact) => !groups.some(({ facts }) => facts.includes(fact)));
  const draft = groupedDraft({ title, question: title, groups, rest: rest.map(({ id }) => id) }, basis);
  const actions = [...draft.card.actions, ...told.slice(0, ARTICLES).map(articleAction)];
  return { ...draft, card: { ...draft.card, actions } };
}

/** Lists what each source says on a subject, newest first. Returns null if nothing was found. */
export function acrossSources(about: string, title: string, basis: CardBasis): Draft | null {
  const { readout } = basis;
  const answer = readout.ask(`what about ${about}`, { limit: 100 });
  if (answer.status !== 'answered') return null;
  const facts = answer.facts.slice(0, answer.relevant).flatMap(({ fact, also = [] }) => [fact, ...also]);
  const byArticle = Map.groupBy(facts, ({ article }) => article);
  const articles = [...byArticle.keys()]
    .flatMap((id) => readout.article(id) ?? [])
    .sort((a, b) => timeOf(b) - timeOf(a));
  const isOne = articles.length === 1;
  const groups = articles.slice(0, ARTICLES).map((article) => {
    const own: readonly Fact[] = byArticle.get(article.id)!;
    const most = isOne ? ARTICLES : EACH_OF_TOPIC;
    return {
      ...(isOne ? {} : { article }),
      facts: selectLines(own, most, (id) => readout.fact(id)),
    };
  });
  const shown = new Set(groups.flatMap(({ facts: own }) => own));
  const rest = facts.filter((fact) => !shown.has(fact)).map(({ id }) => id);
  const draft = groupedDraft({ title, question: title, groups, rest }, basis);
  const offered = isOne ? [] : articles.slice(0, 3).map(articleAction);
  return { ...draft, card: { ...draft.card, actions: [...draft.card.actions, ...offered] } };
}
