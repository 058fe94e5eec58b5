import { BODY_EPITHETS, EPITHETS } from '../../language/lexicon/epithets.ts';
import { PREPOSITIONS } from '../../language/lexicon/function-words.ts';
import { ROLES } from '../../language/lexicon/roles.ts';
import type { Token } from '../../language/text-tokens.ts';

/** The most tokens between an article and its noun: "a well-known young local singer". */
const REACH_OF_ARTICLE = 5;

/** Yields the nouns that introduce somebody without a name: "an officer", but not "Anna Berg, a singer". */
export function* introducedBy(tokens: readonly Token[]): Generator<string> {
  for (const [at, { lower }] of tokens.entries()) {
    if (!/^(?:an?|one|another|some|two|three|several)$/.test(lower)) continue;
    const before = tokens[at - 1];
    // The noun describes somebody already named: "…, a singer", "is a singer", "as a singer".
    if (before && (before.text === ',' || /^(?:is|was|as|became|being|be|like)$/.test(before.lower)))
      continue;
    for (let next = at + 1; next <= at + REACH_OF_ARTICLE; next++) {
      const word = tokens[next];
      if (!word || word.mark || PREPOSITIONS.has(word.lower)) break;
      if (!EPITHETS.has(word.lower) && !BODY_EPITHETS.has(word.lower)) continue;
      const after = tokens[next + 1];
      const isHead =
        !after || after.mark || !(after.capital || after.lower === 'of' || ROLES.has(after.lower));
      if (isHead) yield word.lower;
    }
  }
}
