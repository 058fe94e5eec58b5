import type { Fact } from '../../domain/fact.ts';
import { type DigestContent, digestContent } from './select-facts.ts';

/** Selects the facts of a digest, as `digestContent` does. */
export type SelectFacts = typeof digestContent;

/** Memoises the selection: most channels have the same candidates and the same history on most mornings. */
export function cachedSelection(): SelectFacts {
  const chosen = new Map<string, DigestContent>();
  return (facts, told, heard = []) => {
    const untold = facts.filter(({ id }) => !told.has(id));
    const ids = (some: readonly Fact[]): string => some.map(({ id }) => id).join('\n');
    const key = `${ids(untold)}\n\n${ids(heard)}`;
    const content = chosen.get(key) ?? digestContent(untold, told, heard);
    chosen.set(key, content);
    return content;
  };
}
