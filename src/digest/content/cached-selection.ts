import type { Fact } from '../../domain/fact.ts';
import { type DigestContent, digestContent } from './select-facts.ts';

/** Selects a digest's facts; the type of `digestContent`. */
export type SelectFacts = typeof digestContent;

/** Creates a memoised selection. Most channels have the same candidates and history on most days. */
export function cachedSelection(): SelectFacts {
  const chosen = new Map<string, DigestContent>();
  return (facts, delivered, recent = []) => {
    const undelivered = facts.filter(({ id }) => !delivered.has(id));
    const ids = (some: readonly Fact[]): string => some.map(({ id }) => id).join('\n');
    const key = `${ids(undelivered)}\n\n${ids(recent)}`;
    const content = chosen.get(key) ?? digestContent(undelivered, delivered, recent);
    chosen.set(key, content);
    return content;
  };
}
