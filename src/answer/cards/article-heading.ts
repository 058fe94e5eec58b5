import type { Action } from '../../domain/action.ts';
import type { Article } from '../../domain/article.ts';
import type { Card } from '../../domain/card.ts';
import { joinParts } from '../../domain/separator.ts';
import type { Words } from '../../domain/words/en.ts';
import { type CardBasis, wordsOf } from './card-basis.ts';
import type { Draft } from './card-draft.ts';
import { factsDraft } from './facts-card.ts';
import { sourceOf } from './footer.ts';
import { nothingWhy } from './nothing-why.ts';
import { noticeDraft } from './notice-card.ts';
import { shortened } from './wording.ts';

/** The facts that an article's card shows at first. */
const FIRST = 3;

/** Builds the menu entry that opens an article's card. */
export const articleAction = ({ id, title }: Pick<Article, 'id' | 'title'>): Action => ({
  verb: 'article',
  label: shortened(title, 75),
  arg: id,
});

/**
 * Heads a card by its article: the title links to it, and outlet and date stand below. The article is then not named
 * again below the lines.
 */
export function headedBy(article: Article, card: Card, words: Words): Card {
  const { title, url, site, date, language } = sourceOf(article, words);
  const { sources: _, picture: __, ...rest } = card;
  const inLanguage = language && words.answers.inLanguage(language);
  return {
    ...rest,
    kind: 'article',
    title,
    ...(url === null ? {} : { url }),
    ...(article.picture ? { picture: article.picture } : {}),
    lede: joinParts([site, date, inLanguage]),
  };
}

/** Builds an article's card: the main facts, with the rest behind "more". */
export function articleDraft(article: Article, basis: CardBasis): Draft {
  const { id, title } = article;
  const facts = basis.readout.factsOf(id).toSorted((one, other) => other.salience - one.salience);
  const short = shortened(title, 120);
  if (facts.length === 0) return noticeDraft(basis, short, nothingWhy(article, wordsOf(basis)));
  const draft = factsDraft(
    {
      title: short,
      question: title,
      about: [],
      facts: facts
        .slice(0, FIRST)
        .map((fact) => ({ fact, hit: { id: fact.id, score: 1, matches: [], missing: [] } })),
      before: [],
      rest: facts.slice(FIRST).map((fact) => fact.id),
      smallPrint: [],
    },
    basis,
  );
  // The facts come from no search, so there is nothing to explain.
  const actions = draft.card.actions.filter(({ verb }) => verb !== 'why');
  return { ...draft, card: headedBy(article, { ...draft.card, actions }, wordsOf(basis)) };
}
