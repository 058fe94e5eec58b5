import type { Article } from '../../domain/article.ts';
import type { CardLine, CardSection } from '../../domain/card.ts';
import type { Fact } from '../../domain/fact.ts';
import { joinParts } from '../../domain/separator.ts';
import type { Words } from '../../domain/words/en.ts';
import type { FoundFact } from '../answer.ts';
import { type CardBasis, wordsOf } from '../cards/card-basis.ts';
import type { Draft } from '../cards/card-draft.ts';
import { factsDraft } from '../cards/facts-card.ts';
import { sourceOf } from '../cards/footer.ts';

/** Wraps a fact that was selected rather than searched for. */
export const chosen = (fact: Fact): FoundFact => ({
  fact,
  hit: { id: fact.id, score: 1, matches: [], missing: [] },
});

/** Facts under one heading. */
interface FactGroup {
  readonly heading?: string;
  /** The group's article. Its linked headline and date become the heading, and lines do not repeat it. */
  readonly article?: Article;
  readonly facts: readonly Fact[];
  /** Changes a fact's line, such as its label. */
  readonly line?: (line: CardLine, fact: Fact) => CardLine;
}

/** A brief with grouped facts. */
export interface GroupedCard {
  readonly title: string;
  readonly lede?: string;
  readonly question: string;
  readonly groups: readonly FactGroup[];
  /** The ids of facts behind "more", best first. */
  readonly rest?: readonly string[];
  /** The people that the brief is about. */
  readonly about?: readonly string[];
  /** Shows only these facts. A contradicting fact is mentioned in small print, not added. */
  readonly isOneSided?: boolean;
}

/** Describes who contradicts a fact. Returns null if nobody does. */
function contradictionNote(fact: Fact, basis: CardBasis): string | null {
  const { readout } = basis;
  const words = wordsOf(basis);
  const others = (fact.conflictsWith ?? [])
    .flatMap((id) => readout.fact(id) ?? [])
    .filter(({ withdrawn }) => !withdrawn);
  const names = [...new Set(others.map(({ speaker }) => speaker ?? words.answers.article))];
  return names.length > 0 ? words.answers.otherwise(words.and(names), names.length) : null;
}

/** Adds a note about the other side to a line. */
function withContradictionNote(line: CardLine, fact: Fact, basis: CardBasis): CardLine {
  const note = [line.note, contradictionNote(fact, basis)]
    .filter((part) => part !== undefined && part !== null)
    .join('; ');
  return note ? { ...line, note } : line;
}

/** Builds an article's section: its linked headline with outlet and date, then its lines. */
function articleSection(article: Article, lines: readonly CardLine[], words: Words): CardSection {
  const { title, url, site, date, language } = sourceOf(article, words);
  const about = joinParts([site, date, language && words.answers.inLanguage(language)]);
  return {
    style: 'facts',
    heading: title,
    url,
    badge: about,
    lines: lines.map(({ source: _, ...line }) => line),
  };
}

/** Builds a brief: contradictions first with both sides, then each group's other facts. */
export function groupedDraft(wanted: GroupedCard, basis: CardBasis): Draft {
  const { title, lede, question, groups, rest = [], about = [], isOneSided = false } = wanted;
  const facts = [...new Set(groups.flatMap((group) => group.facts))];
  const draft = factsDraft(
    { title, question, about, facts: facts.map(chosen), before: [], rest, smallPrint: [], isOneSided },
    basis,
  );
  const conflicts = draft.card.sections.filter(({ style }) => style === 'conflict');
  const lines = new Map(
    draft.card.sections
      .filter(({ style }) => style !== 'conflict')
      .flatMap((section) => section.lines.map((line) => [line.factId, line] as const)),
  );
  const sections = groups.flatMap(({ heading, article, facts: members, line: change }): CardSection[] => {
    const own = members.flatMap((fact) => {
      const found = lines.get(fact.id);
      const line = found && isOneSided ? withContradictionNote(found, fact, basis) : found;
      return line ? [change ? change(line, fact) : line] : [];
    });
    if (own.length === 0) return [];
    if (article) return [articleSection(article, own, wordsOf(basis))];
    return [{ style: 'facts', ...(heading ? { heading } : {}), lines: own }];
  });
  const card = {
    ...draft.card,
    ...(lede ? { lede } : {}),
    sections: [...conflicts, ...sections],
    // The facts come from no search, so there is nothing to explain.
    actions: draft.card.actions.filter(({ verb }) => verb !== 'why'),
  };
  return { ...draft, card };
}
