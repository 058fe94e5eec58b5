import type { z } from 'zod';
import type { FoundFact } from '../answer/answer.ts';
import { conflictsAmong } from '../answer/answer-question.ts';
import { sourceOf } from '../answer/cards/footer.ts';
import type { Readout } from '../answer/query-core.ts';
import { MAX_SHOWN } from '../answer/verify/shown.ts';
import type { Article } from '../domain/article.ts';
import type { Fact } from '../domain/fact.ts';
import type { ArticleRef, FactLine } from './schemas.ts';

export type ArticleRefJson = z.infer<typeof ArticleRef>;
export type FactLineJson = z.infer<typeof FactLine>;

export function articleRef(article: Article): ArticleRefJson {
  const { url, site } = sourceOf(article);
  return {
    id: article.id,
    title: article.title,
    url,
    site: article.site ?? site,
    published: article.published,
  };
}

export function factLine(fact: Fact, readout: Readout, shown?: string): FactLineJson {
  const article = readout.article(fact.article);
  return {
    id: fact.id,
    shown: shown ?? fact.claim.slice(0, MAX_SHOWN),
    claim: fact.claim,
    ...(fact.context === undefined ? {} : { context: fact.context }),
    quote: fact.quote,
    speaker: fact.speaker,
    stance: fact.stance,
    topics: [...fact.topics],
    article: article
      ? articleRef(article)
      : { id: fact.article, title: fact.article, url: null, site: null, published: null },
  };
}

/** Wraps a fact that was not found by a question. */
export const asFound = (fact: Fact): FoundFact => ({
  fact,
  hit: { id: fact.id, score: 1, matches: [], missing: [] },
});

/** Whether no person has checked that the two facts contradict each other. */
const isPossible = ([left, right]: readonly [FoundFact, FoundFact]): boolean =>
  left.fact.conflictIsPossible === true || right.fact.conflictIsPossible === true;

/** Returns the first contradictions among the facts, with both sides, and the number of further ones. */
export function disputes(found: readonly FoundFact[], most: number, readout: Readout) {
  const pairs = conflictsAmong(found, (id) => readout.fact(id));
  return {
    conflicts: pairs.slice(0, most).map((pair) => ({
      sides: pair.map(({ fact, shown }) => factLine(fact, readout, shown)),
      possible: isPossible(pair),
    })),
    more: Math.max(0, pairs.length - most),
  };
}

/** Adds the other side of every contradiction among the facts, and lists the pairs by id. */
export function withConflicts(found: readonly FoundFact[], readout: Readout) {
  const pairs = conflictsAmong(found, (id) => readout.fact(id));
  const ids = new Set(found.map(({ fact }) => fact.id));
  const others = pairs.flatMap(([, other]) => (ids.has(other.fact.id) ? [] : [other]));
  return {
    facts: [...found, ...others].map(({ fact, shown }) => factLine(fact, readout, shown)),
    conflicts: pairs.map((pair) => ({
      facts: pair.map(({ fact }) => fact.id),
      possible: isPossible(pair),
    })),
  };
}
