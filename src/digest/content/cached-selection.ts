import type { Fact } from '../../domain/fact.ts';
import { type DigestContent, digestContent } from './select-facts.ts';

/** Selects a digest's facts; the type of `digestContent`. */
export type SelectFacts = typeof digestContent;

/** Creates a memoised selection. Most channels have the same candidates and history on most days. */
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
