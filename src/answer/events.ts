import type { Article } from '../domain/article.ts';
import type { FoundFact } from './answer.ts';
import { withConflictsBetween } from './conflicts.ts';
import { termsInClaim } from './rerank.ts';
import { eventsOf, newestFirst } from './same-event.ts';

/** Looks up an article's date by its id. */
export type ArticleOf = (id: string) => Pick<Article, 'published'> | undefined;

/** Marks possible contradictions between the found articles. */
export function withMarkedConflicts(found: readonly FoundFact[]): readonly FoundFact[] {
  const before = found.map(({ fact }) => fact);
  const after = withConflictsBetween(before);
  return after === before ? found : found.map(({ hit }, at) => ({ fact: after[at]!, hit }));
}

/**
 * Merges facts that report one event in several articles: the newest that matches as much of the question leads, the
 * others follow, newest first. Facts that are only `near` the question join an event but do not lead one.
 */
export function groupedByEvent(
  found: readonly FoundFact[],
  articleOf: ArticleOf,
  near: readonly FoundFact[] = [],
): FoundFact[] {
  if ([...found, ...near].every(({ fact }) => fact.article === found[0]!.fact.article)) return [...found];
  const dateOf = ({ fact }: FoundFact) => articleOf(fact.article)?.published;
  const events = eventsOf(found, ({ fact }) => fact, near);
  return events.flatMap(({ lead, also }) => {
    if (also.length === 0) return lead;
    const all = [lead, ...also].sort((a, b) => newestFirst(dateOf(a), dateOf(b)));
    const first = all.find((one) => one === lead || termsInClaim(lead).isSubsetOf(termsInClaim(one)))!;
    return { ...first, also: all.filter((one) => one !== first).map(({ fact }) => fact) };
  });
}

/** Returns the ids of a fact and of its event's other sources. */
export const idsOf = ({ fact, also = [] }: FoundFact): string[] => [fact.id, ...also.map(({ id }) => id)];

/** Sorts facts by their article's date, newest first, in the article's order. Undated ones come last. */
export function newestOf(facts: readonly FoundFact[], articleOf: ArticleOf): FoundFact[] {
  const dateOf = ({ fact }: FoundFact) => articleOf(fact.article)?.published;
  return [...facts].sort((a, b) => newestFirst(dateOf(a), dateOf(b)));
}
