import type { Fact } from '../../domain/fact.ts';
import { type DigestContent, digestContent } from './select-facts.ts';

/** Chooses what a digest tells, as `digestContent` does. */
export type Choose = typeof digestContent;

/** Chooses once for all who may be told the same and were told the same: on most mornings that is nearly everybody. */
export function chooseOnce(): Choose {
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
