import type { Article } from '../../domain/article.ts';
import { articleAction } from '../cards/article-heading.ts';
import { type CardBasis, wordsOf } from '../cards/card-basis.ts';
import type { Draft } from '../cards/card-draft.ts';
import { nothingWhy } from '../cards/nothing-why.ts';
import { noticeDraft } from '../cards/notice-card.ts';
import { shortened } from '../cards/wording.ts';
import { articlesTitled, newestArticles } from './articles.ts';
import { groupedDraft } from './grouped-card.ts';
import { selectLines } from './select-lines.ts';

/** Lines of a summary whose length is not said. */
const USUAL_LINES = 3;
/** Other articles that a summary offers in its place. */
const OFFERED = 3;

/** An article in so many lines, those that matter most first, the rest behind "more"; `others` are offered below. */
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
  const shown = selectLines(facts, lines ?? USUAL_LINES, (id) => readout.fact(id));
  const rest = facts.toSorted((a, b) => b.salience - a.salience).filter((fact) => !shown.includes(fact));
  const draft = groupedDraft(
    { title, question: article.title, groups: [{ facts: shown }], rest: rest.map(({ id }) => id) },
    basis,
  );
  return { ...draft, card: { ...draft.card, actions: [...draft.card.actions, ...offered] } };
}

/**
 * The article that a summary is wanted of: the one whose title was named, else the one in view, else the newest. Null if a
 * title was named and there is none of it, or nothing to summarise at all.
 */
export function summaryOf(
  about: string | null,
  lines: number | null,
  inView: Article | null,
  basis: CardBasis,
): Draft | null {
  const all = newestArticles(basis.readout);
  if (about !== null) {
    const titled = articlesTitled(about, all);
    return titled[0] ? articleSummary(titled[0], lines, titled, basis) : null;
  }
  const article = inView ?? all.find(({ id }) => basis.readout.factsOf(id).length > 0) ?? all[0];
  return article ? articleSummary(article, lines, all, basis) : null;
}
