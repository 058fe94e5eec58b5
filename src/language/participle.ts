import { AUXILIARIES, CLAUSE_STARTS, DETERMINERS, PREPOSITIONS } from './lexicon/function-words.ts';
import type { Token } from './text-tokens.ts';
import { adverbial } from './verb-group.ts';

/** Whether the determiner at `at` opens the object of a participle that describes the noun before it. */
export const isObjectOfParticiple = (tokens: readonly Token[], at: number): boolean => {
  const participle = tokens[at - 1]!;
  const noun = tokens[at - 2]!;
  return (
    DETERMINERS.has(tokens[at]!.lower) &&
    isActiveParticiple(participle) &&
    !noun.mark &&
    !PREPOSITIONS.has(noun.lower) &&
    !AUXILIARIES.has(noun.lower) &&
    !DETERMINERS.has(noun.lower) &&
    !CLAUSE_STARTS.has(noun.lower) &&
    !adverbial(noun) &&
    !/^(?:and|or|not)$/.test(noun.lower)
  );
};

/** Whether a word is an active participle: "investigating", not "during" or "thing". */
export const isActiveParticiple = ({ lower, capital, mark }: Token): boolean =>
  !capital &&
  !mark &&
  /[^s]ing$/.test(lower) &&
  lower.length > 5 &&
  !PREPOSITIONS.has(lower) &&
  !/thing$/.test(lower);

/** Whether an active participle follows its noun: "a database tracking such deaths". */
export const isParticiple = (tokens: readonly Token[], at: number): boolean => {
  const after = tokens[at + 1];
  if (!after || tokens[at]!.capital || !/[^s]ing$/.test(tokens[at]!.lower)) return false;
  return DETERMINERS.has(after.lower) || /^(?:such|him|them|us)$/.test(after.lower);
};

/** Whether a past form precedes an object: "launched a raid". */
export const isPastWithObject = (tokens: readonly Token[], at: number): boolean =>
  /[^e]ed$/.test(tokens[at]!.lower) && !tokens[at]!.capital && DETERMINERS.has(tokens[at + 1]?.lower ?? '');
