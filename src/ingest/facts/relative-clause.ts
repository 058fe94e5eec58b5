import type { Source } from '../../language/apposition.ts';
import { headOf } from '../../language/head-noun.ts';
import { ADVERBS, CLAUSE_STARTS, DETERMINERS, PREPOSITIONS } from '../../language/lexicon/function-words.ts';
import { DOCUMENT, ROLES } from '../../language/lexicon/roles.ts';
import type { Phrase } from '../../language/noun-phrase.ts';
import { sourceBefore } from '../../language/source-phrase.ts';
import type { Token } from '../../language/text-tokens.ts';
import { isFiniteVerb } from '../../language/verb-group.ts';

export const isRelativePronoun = (tokens: readonly Token[], { from, to }: Phrase): boolean =>
  /^(?:who|which)$/.test(tokens[from]!.lower) ||
  tokens[to - 1]!.lower === 'whom' ||
  (to - from === 1 && tokens[from]!.lower === 'that');

/**
 * Returns the noun phrase that a relative pronoun stands for. Returns null if its clause only identifies somebody: "the
 * men who said …".
 */
export function antecedentOf(tokens: readonly Token[], { from }: Phrase, least: number): Source | null {
  // In "critics, many of whom say …" the source begins before "of".
  const begin = tokens[from - 1]?.lower === 'of' ? Math.max(0, from - 2) : from;
  const isAside = /^[,—–-]$/.test(tokens[begin - 1]?.text ?? '');
  const whose = sourceBefore(tokens, isAside ? begin - 1 : begin, least);
  // In "the men who said …" the clause only identifies the men. Its content is the article's own.
  const isIndefinite =
    whose && !/^(?:the|th[aeio]s?e?|his|her|its|their)$/.test(tokens[whose.phrase.from]!.lower);
  if (!(isAside || isIndefinite)) return null;
  // In "It is no job for a man who thinks …" the main clause is the article's own.
  const isDocument = whose && DOCUMENT.has(tokens[headOf(tokens, whose.phrase)]!.lower);
  if (!isAside && whose && !isDocument && tokens.slice(0, whose.phrase.from).some(isFiniteVerb)) return null;
  return whose;
}

/** Whether a phrase is the subject of a relative clause without its pronoun: "a game Anna Berg" before "described". */
export const isOfContactClause = (tokens: readonly Token[], { from, to }: Phrase): boolean =>
  isNoun(tokens[from - 1]) || thingBefore(tokens, from, to);

/** Whether a phrase holds a thing and then a name: "a game Anna Berg", but not "the mayor Anna Berg". */
const thingBefore = (tokens: readonly Token[], from: number, to: number): boolean => {
  const name = tokens.findIndex(({ capital }, at) => at > from && at < to && capital);
  const noun = tokens[name - 1];
  return name > from + 1 && DETERMINERS.has(tokens[from]!.lower) && isNoun(noun) && !ROLES.has(noun!.lower);
};

const isNoun = (token: Token | undefined): boolean =>
  token !== undefined &&
  !token.mark &&
  !PREPOSITIONS.has(token.lower) &&
  !CLAUSE_STARTS.has(token.lower) &&
  !ADVERBS.has(token.lower) &&
  !/^(?:and|or|the)$/.test(token.lower);
