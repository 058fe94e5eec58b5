import type { Article } from '../domain/article.ts';
import type { FoundFact } from './answer.ts';
import { withConflictsBetween } from './conflicts.ts';
import { held } from './rerank.ts';
import { eventsOf, newestFirst } from './same-event.ts';

/** Looks an article up by its id; the day that it bears is all that is asked of it. */
export type ArticleOf = (id: string) => Pick<Article, 'published'> | undefined;

/** Marks possible contradictions between the articles that were found. */
export function linked(found: readonly FoundFact[]): readonly FoundFact[] {
  const before = found.map(({ fact }) => fact);
  const after = withConflictsBetween(before);
  return after === before ? found : found.map(({ hit }, at) => ({ fact: after[at]!, hit }));
}

/**
 * Makes one of the facts that report one event in several articles: the newest that says as much of what was asked leads
 * and carries the others, the newest first. What is only `near` the question may report an event, and makes none.
 */
export function gathered(
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
    const first = all.find((one) => one === lead || held(lead).isSubsetOf(held(one)))!;
    return { ...first, also: all.filter((one) => one !== first).map(({ fact }) => fact) };
  });
}

/** A fact's id and those of the other sources of its event, as a card's buttons count them. */
export const idsOf = ({ fact, also = [] }: FoundFact): string[] => [fact.id, ...also.map(({ id }) => id)];

/** Facts of the newest article first, each article's in the order in which they stood; those without a date come last. */
export function newestOf(facts: readonly FoundFact[], articleOf: ArticleOf): FoundFact[] {
  const dateOf = ({ fact }: FoundFact) => articleOf(fact.article)?.published;
  return [...facts].sort((a, b) => newestFirst(dateOf(a), dateOf(b)));
}
