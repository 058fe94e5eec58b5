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

/** The default number of lines of a summary. */
const USUAL_LINES = 3;
/** The other articles offered below a summary. */
const OFFERED = 3;

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
  const shown = selectLines(facts, lines ?? USUAL_LINES, (id) => readout.fact(id));
  const rest = facts.toSorted((a, b) => b.salience - a.salience).filter((fact) => !shown.includes(fact));
  const draft = groupedDraft(
    { title, question: article.title, groups: [{ facts: shown }], rest: rest.map(({ id }) => id) },
    basis,
  );
  return { ...draft, card: { ...draft.card, actions: [...draft.card.actions, ...offered] } };
}

/**
 * Returns the article to summarise: the named one, else the one in view, else the newest. Returns null if a named title is
 * unknown or if there is nothing to summarise.
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
