import type { Fact } from '../../domain/fact.ts';
import type { Asked, AskedTerm } from './asked.ts';
import { factText } from './fact-text.ts';

/** How many times as often a word must be written as a name as otherwise. */
const MOSTLY = 4;
/** The similarity of a word to itself. No other word has it. */
const SAME_WORD = 1;

/**
 * Returns the question with words marked as names if the facts mostly write them as names. People type "trump" and "new
 * zealand".
 */
export function withTypedNames(asked: Asked, facts: Iterable<Fact>): Asked {
  const isPlain = ({ isName, isNumber }: AskedTerm): boolean => !isName && !isNumber;
  if (!asked.terms.some(isPlain)) return asked;
  const uses = asked.terms.map(() => ({ names: 0, words: 0 }));
  for (const fact of facts)
    for (const { word, isName } of factText(fact).words) {
      const at = asked.comparison.likenessOf(word)?.values.indexOf(SAME_WORD) ?? -1;
      if (at >= 0) uses[at]![isName ? 'names' : 'words']++;
    }
  const isWritten = (term: AskedTerm, at: number): boolean =>
    isPlain(term) && uses[at]!.names > MOSTLY * uses[at]!.words;
  if (!asked.terms.some(isWritten)) return asked;
  return {
    ...asked,
    terms: asked.terms.map((term, at) => (isWritten(term, at) ? { ...term, isName: true } : term)),
  };
}
