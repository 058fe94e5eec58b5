import { DAYS_AND_MONTHS, DETERMINERS, PREPOSITIONS } from './lexicon/function-words.ts';
import type { Phrase } from './noun-phrase.ts';
import { isQuote, type Token } from './text-tokens.ts';
import { adverbial } from './verb-group.ts';

/** Returns the position of the next comma outside brackets; `to` if there is none before it. */
export const nextComma = (tokens: readonly Token[], from: number, to: number): number => {
  let depth = 0;
  for (let at = from; at < to; at++) {
    if (tokens[at]!.text === '(') depth++;
    else if (tokens[at]!.text === ')') depth--;
    else if (tokens[at]!.text === ',' && depth <= 0) return at;
  }
  return to;
};

/** Splits a clause at its commas into ranges of tokens. Brackets stay whole. */
export function segmentsOf(tokens: readonly Token[], from: number, to: number): Phrase[] {
  const segments: Phrase[] = [];
  for (let start = from; start < to; ) {
    const comma = nextComma(tokens, start, to);
    segments.push({ from: start, to: comma });
    start = comma + 1;
  }
  return segments;
}

const CONNECTING = /^(?:but|and|so|yet|however|meanwhile|still|later|also|then|or|now|instead|indeed)$/;

const OPENS_CIRCUMSTANCE =
  /^(?:asked|pressed|questioned|speaking|writing|citing|referring|responding|noting|when|while|as|after|before|if|although|though|since|earlier|late|last|next)$/;

/**
 * Returns where the main clause begins after `least`: after connectors and circumstances that a comma closes before
 * `to`.
 */
export function clauseStart(tokens: readonly Token[], least: number, to: number): number {
  let at = least;
  for (let round = 0; round < 3; round++) {
    while (
      at < to &&
      (CONNECTING.test(tokens[at]!.lower) ||
        adverbial(tokens[at]!) ||
        tokens[at]!.text === ',' ||
        isQuote(tokens[at]))
    )
      at++;
    const word = tokens[at];
    if (!word || at >= to) break;
    const opens =
      PREPOSITIONS.has(word.lower) ||
      OPENS_CIRCUMSTANCE.test(word.lower) ||
      DAYS_AND_MONTHS.has(word.lower) ||
      (/[^s]ing$/.test(word.lower) && !(word.capital && at > 0));
    const comma = nextComma(tokens, at, to);
    if (!opens || comma >= to) break;
    at = comma + 1;
  }
  return at;
}

/** Whether a participle begins a sentence: "Dubbed the “Queen of …”, the runner", "Speaking to reporters, she". */
const opensParticiple = (tokens: readonly Token[], at: number): boolean =>
  /(?:[^e]ed|[^sh]ing)$/.test(tokens[at]?.lower ?? '') &&
  (PREPOSITIONS.has(tokens[at + 1]?.lower ?? '') || DETERMINERS.has(tokens[at + 1]?.lower ?? ''));

/**
 * Returns the start of the main clause after a circumstance: "In a column on Monday, two writers …". Past the end if no
 * comma marks it.
 */
export function afterCircumstance(tokens: readonly Token[], least: number): number {
  const opens = tokens[least]?.lower ?? '';
  if (!PREPOSITIONS.has(opens) && opensParticiple(tokens, least)) {
    const comma = tokens.findIndex(({ text }, index) => index > least && text === ',');
    return comma < 0 ? least : comma + 1;
  }
  if (!PREPOSITIONS.has(opens)) return least;
  const comma = tokens.findIndex(({ text }, index) => index > least && text === ',');
  return comma < 0 ? tokens.length : comma + 1;
}
