import type { Fact } from '../../domain/fact.ts';
import type { Asked } from './asked.ts';
import { factText } from './fact-text.ts';

/** How many times as often a word must be written as a name as otherwise. */
const MOSTLY = 4;

/**
 * Returns the question with words marked as names if the facts mostly write them as names. People type "trump" and "new
 * zealand".
 */
export function withTypedNames(asked: Asked, facts: Iterable<Fact>): Asked {
  const plain = asked.terms.filter(({ isName, isNumber }) => !isName && !isNumber);
  if (plain.length === 0) return asked;
  const uses = new Map(plain.map(({ key }) => [key, { names: 0, words: 0 }]));
  for (const fact of facts)
    for (const { word, isName } of factText(fact).words) {
      const use = uses.get(word.key);
      if (use) use[isName ? 'names' : 'words']++;
    }
  const isWritten = (key: string): boolean => {
    const use = uses.get(key);
    return use !== undefined && use.names > MOSTLY * use.words;
  };
  if (!plain.some(({ key }) => isWritten(key))) return asked;
  return {
    ...asked,
    compared: new Map(),
    terms: asked.terms.map((term) => (isWritten(term.key) ? { ...term, isName: true } : term)),
  };
}
