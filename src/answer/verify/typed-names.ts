import type { Fact } from '../../domain/fact.ts';
import type { Asked } from './asked.ts';
import { factText } from './fact-text.ts';

/**
 * Returns the question with words marked as names if the facts write them only as names. People type "trump" and "new
 * zealand".
 */
export function withTypedNames(asked: Asked, facts: Iterable<Fact>): Asked {
  const plain = asked.terms.filter(({ isName, isNumber }) => !isName && !isNumber);
  if (plain.length === 0) return asked;
  /** The words that no fact writes other than as a name so far, and whether one writes them so. */
  const named = new Map(plain.map(({ key }) => [key, false]));
  for (const fact of facts) {
    if (named.size === 0) return asked;
    for (const { word, isName } of factText(fact).words) {
      if (!named.has(word.key)) continue;
      if (isName) named.set(word.key, true);
      else named.delete(word.key);
    }
  }
  const isWritten = (key: string): boolean => named.get(key) === true;
  if (!plain.some(({ key }) => isWritten(key))) return asked;
  return {
    ...asked,
    compared: new Map(),
    terms: asked.terms.map((term) => (isWritten(term.key) ? { ...term, isName: true } : term)),
  };
}
