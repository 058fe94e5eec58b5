import type { Article } from '../../domain/article.ts';
import type { CardPassage, CardSection } from '../../domain/card.ts';
import type { Fact } from '../../domain/fact.ts';
import type { Words } from '../../domain/words/en.ts';
import { successorOf } from '../replacement-fact.ts';
import { type CardBasis, wordsOf } from './card-basis.ts';
import { type Draft, shareAction, whyAction } from './card-draft.ts';
import { siteOf } from './footer.ts';
import { noticeDraft } from './notice-card.ts';
import { dateOf, isWithdrawn, lineOf, shortened } from './wording.ts';

/** The length of the context around a quote, in UTF-16 units. */
const AROUND = 280;

/** Returns a text's paragraphs as [start, end). */
function paragraphs(text: string): readonly (readonly [number, number])[] {
  return [...text.matchAll(/[^\n]+/g)]
    .filter(([line]) => line.trim() !== '')
    .map((line) => [line.index, line.index + line[0].length] as const);
}

function tail(text: string): string {
  if (text.length <= AROUND) return text;
  const cut = text.slice(-AROUND);
  return `…${cut.slice(cut.indexOf(' ') + 1)}`;
}

function head(text: string): string {
  if (text.length <= AROUND) return text;
  const cut = text.slice(0, AROUND);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 0))}…`;
}

/** Builds the passage of a quote within its paragraph, and its position in the article. */
function passageOf(fact: Fact, article: Article | undefined, words: Words): CardPassage {
  const { answers } = words;
  const [start, end] = fact.span;
  // A withdrawn fact's span refers to an earlier text, which is no longer stored.
  const stands = article?.text.slice(start, end) === fact.quote;
  const all = stands ? paragraphs(article.text) : [];
  const at = all.findIndex(([from, to]) => start >= from && start < to);
  const [from, to] = all[at] ?? [start, end];
  const text = article?.text ?? '';
  return {
    factId: fact.id,
    // The preceding sentence shows to whom a leading "He" refers.
    before:
      at < 0 || start === from ? (fact.context ? `${fact.context} ` : '') : tail(text.slice(from, start)),
    quote: fact.quote,
    after: at < 0 ? '' : head(text.slice(end, Math.max(to, end))),
    where: !stands ? answers.earlierVersion : at < 0 ? '' : answers.paragraph(at + 1, all.length),
    speaker: fact.speaker,
    articleTitle: article ? `${article.title}, ${dateOf(article, words)}` : fact.article,
    url: article && article.source.kind !== 'file' ? article.source.url : null,
    site: article ? siteOf(article) : null,
  };
}

/** Builds the notice if there is no card, or if all its facts are gone. */
function nothingToShow(hadFacts: boolean, basis: CardBasis): Draft {
  const { sourceGone, sourceGoneLede, noSource, noSourceLede } = wordsOf(basis).answers;
  return hadFacts
    ? noticeDraft(basis, sourceGone, sourceGoneLede)
    : noticeDraft(basis, noSource, noSourceLede);
}

/** Describes which lines of a card have changed since it was made. Returns null if none has. */
function changedSince(facts: readonly Fact[], gone: number, { answers }: Words): string | null {
  const changed = facts.filter(isWithdrawn).length + gone;
  if (changed === 0) return null;
  return facts.length + gone === 1 ? answers.lineChanged : answers.linesChanged(changed);
}

/** Builds the sections with what the article says now instead of withdrawn facts. */
function laterWordings(facts: readonly Fact[], basis: CardBasis): CardSection[] {
  const { readout } = basis;
  const words = wordsOf(basis);
  const later = facts
    .filter(isWithdrawn)
    .flatMap((fact) => successorOf(fact, readout.factsOf(fact.article)) ?? []);
  if (later.length === 0) return [];
  return [
    {
      style: 'also',
      heading: words.answers.articleSaysNow,
      lines: [...new Set(later)].map((fact) => lineOf(fact, words)),
    },
  ];
}

/** The most passages on one card. */
const PASSAGES = 6;

/** Builds the card with the verbatim sentences behind facts, each within its context. */
export function sourceDraft(factIds: readonly string[], question: string | null, basis: CardBasis): Draft {
  const facts = factIds.flatMap((id) => basis.readout.fact(id) ?? []);
  if (facts.length === 0) return nothingToShow(factIds.length > 0, basis);
  const words = wordsOf(basis);
  const { answers } = words;
  const notice = changedSince(facts, factIds.length - facts.length, words);
  const shown = facts.slice(0, PASSAGES);
  const ids = facts.map(({ id }) => id);
  return {
    card: {
      id: basis.id,
      kind: 'source',
      title: facts.length > 1 ? answers.sentencesBehind(facts.length) : answers.sentenceBehind,
      ...(notice ? { notice } : {}),
      ...(question ? { lede: shortened(question, 90) } : {}),
      sections: laterWordings(shown, basis),
      passages: shown.map((fact) => passageOf(fact, basis.readout.article(fact.article), words)),
      hidden: facts.length - shown.length,
      footer: [],
      actions: [shareAction(words), whyAction(words)],
    },
    about: { question, facts: ids, shown: shown.map(({ id }) => id), questions: [] },
  };
}
