import type { Article } from '../../domain/article.ts';
import type { Fact } from '../../domain/fact.ts';
import { articleAction, headedBy } from '../cards/article-heading.ts';
import { type CardBasis, wordsOf } from '../cards/card-basis.ts';
import type { Draft } from '../cards/card-draft.ts';
import { nothingWhy } from '../cards/nothing-why.ts';
import { noticeDraft } from '../cards/notice-card.ts';
import { shortened } from '../cards/wording.ts';
import type { Brief } from '../intent/intent.ts';
import { articlesTitled, newestArticles } from './articles.ts';
import { groupedDraft } from './grouped-card.ts';
import { selectLines } from './select-lines.ts';

/** The default number of lines of a summary. */
const USUAL_LINES = 3;
/** The other articles offered below a summary. */
const OFFERED = 3;

/** Whether a fact's context has the sentence of one that comes later. */
const isToldLater = ({ context }: Fact, later: readonly Fact[]): boolean =>
  later.some(({ quote, claim }) => context?.includes(quote) || context?.includes(claim));

/** Puts facts in the article's order if one needs another before it; else the most salient stay first. */
const inReadingOrder = (facts: readonly Fact[]): readonly Fact[] =>
  facts.some((fact, at) => isToldLater(fact, facts.slice(at + 1)))
    ? facts.toSorted((a, b) => a.span[0] - b.span[0])
    : facts;

/** Summarises an article in a number of lines, by salience, with the rest behind "more" and `others` offered below. */
function articleSummary(
  article: Article,
  lines: number | null,
  others: readonly Article[],
  basis: CardBasis,
): Draft {
  const { readout } = basis;
  const title = shortened(article.title, 120);
  const facts = readout.factsOf(article.id);
  const offered = others
    .filter(({ id }) => id !== article.id)
    .slice(0, OFFERED)
    .map(articleAction);
  if (facts.length === 0) return noticeDraft(basis, title, nothingWhy(article, wordsOf(basis)), offered);
  const shown = inReadingOrder(selectLines(facts, lines ?? USUAL_LINES, (id) => readout.fact(id)));
  const rest = facts.toSorted((a, b) => b.salience - a.salience).filter((fact) => !shown.includes(fact));
  const draft = groupedDraft(
    { title, question: article.title, groups: [{ facts: shown }], rest: rest.map(({ id }) => id) },
    basis,
  );
  const card = { ...draft.card, actions: [...draft.card.actions, ...offered] };
  return { ...draft, card: headedBy(article, card, wordsOf(basis)) };
}

/** Returns the articles with facts that match all words of a subject, the best match first. */
function articlesOn(about: string, { readout }: CardBasis): Article[] {
  const found = readout.ask(`what about ${about}`);
  if (found.status === 'ambiguous') return [];
  const full = found.facts.filter(({ hit }) => hit.missing.length === 0);
  return [...new Set(full.map(({ fact }) => fact.article))].flatMap((id) => readout.article(id) ?? []);
}

/**
 * Returns the article to summarise: the named one, else the one in view, else the newest. Returns null if a named title
 * is unknown or if there is nothing to summarise.
 */
export function summaryOf(
  { about, lines, isArticle = false }: Brief & { kind: 'summary' },
  inView: Article | null,
  basis: CardBasis,
): Draft | null {
  const all = newestArticles(basis.readout);
  if (about !== null) {
    const titled = articlesTitled(about, all);
    const meant = titled.length > 0 || !isArticle ? titled : articlesOn(about, basis);
    return meant[0] ? articleSummary(meant[0], lines, meant, basis) : null;
  }
  const article = inView ?? all.find(({ id }) => basis.readout.factsOf(id).length > 0) ?? all[0];
  return article ? articleSummary(article, lines, all, basis) : null;
}
