import { DETERMINERS } from '../../language/lexicon/function-words.ts';
import type { ReportingVerb } from '../../language/lexicon/reporting-verbs.ts';
import { listed } from '../../language/lexicon/word-list.ts';
import type { Token } from '../../language/text-tokens.ts';

/** Conjunctions whose clause only states a condition, a time or a thing: "whatever he says". */
const SUBORDINATING = listed(
  'whatever what everything anything nothing all if unless whether until once whenever before when',
);

/** Whether an act, or what somebody said before, only says when or why something else happened: "after the council condemned
 * the test". */
export const isCircumstance = (tokens: readonly Token[], source: number, word: ReportingVerb): boolean =>
  (word.complement === 'act' ||
    (word.form === 'past' && /^(?:after|before|because|since)$/.test(tokens[source - 1]?.lower ?? ''))) &&
  /^(?:after|before|because|since|when|while|as|though|although)$/.test(tokens[source - 1]?.lower ?? '');

/**
 * Whether a subordinate clause reports nothing: "whatever he says", "if Berg asks". It reports if it has a quotation.
 */
export const isSubordinate = (tokens: readonly Token[], source: number, hasQuotation: boolean): boolean =>
  (tokens[source - 1]?.lower === 'what' && /^(?:with|in|for|by|of)$/.test(tokens[source - 2]?.lower ?? '')) ||
  (tokens[source - 1]?.lower === 'where' && tokens[source - 2]?.lower === 'point') ||
  (!hasQuotation &&
    (/^(?:everything|anything|nothing|whatever)$/.test(tokens[source]?.lower ?? '') ||
      (tokens[source]?.lower === 'many' && tokens[source + 1]?.lower === 'times') ||
      subordinates(tokens, source - 1)));

/** Whether a word opens a subordinate clause: "all he says", but not "all the experts say". */
const subordinates = (tokens: readonly Token[], at: number): boolean => {
  const word = tokens[at]?.lower ?? '';
  return SUBORDINATING.has(word) && !(word === 'all' && DETERMINERS.has(tokens[at + 1]?.lower ?? ''));
};
