import type { Fact, Topic } from '../domain/fact.ts';
import type { Reading } from '../domain/reading.ts';

/**
 * Merges a new version of an article over the earlier one. A fact that the new text no longer supports stays as
 * withdrawn, so that cards that quoted it can say so. Its span refers to the earlier text.
 */
export function overEarlier(now: Reading, before: Reading): Reading {
  const ids = new Set(now.facts.map(({ id }) => id));
  const quotes = new Set(now.facts.map(({ quote }) => quote));
  const gone: Fact[] = before.facts
    .filter((fact) => !ids.has(fact.id) && !quotes.has(fact.quote))
    .map(({ conflictsWith, conflictIsPossible, ...fact }) => ({ ...fact, withdrawn: true }));
  const topics = new Map<string, Topic>([...before.topics, ...now.topics].map((topic) => [topic.id, topic]));
  const used = new Set([...now.facts, ...gone].flatMap((fact) => fact.topics));
  return {
    article: now.article,
    facts: [...now.facts, ...gone],
    topics: [...topics.values()].filter(
      ({ id }) => used.has(id) || now.topics.some((topic) => topic.id === id),
    ),
  };
}
