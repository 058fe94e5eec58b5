import { ADVERBS, AUXILIARIES, DAYS_AND_MONTHS, IRREGULAR_PAST } from './lexicon/function-words.ts';
import { REPORTING_VERBS } from './lexicon/reporting-verbs.ts';
import type { Token } from './text-tokens.ts';

const NOUN_IN_LY = /^(?:family|ally|reply|supply|assembly|monopoly|anomaly|bully|rally|doily|belly|tally)$/;
/** Whether a token is an adverb or time word: "also", "quickly", "Monday". */
export const adverbial = (token: Token): boolean =>
  ADVERBS.has(token.lower) ||
  (/ly$/.test(token.lower) && !token.capital && !NOUN_IN_LY.test(token.lower)) ||
  DAYS_AND_MONTHS.has(token.lower);

const PERIOD =
  /^(?:month|week|year|morning|afternoon|evening|night|weekend|spring|summer|fall|autumn|winter)$/;

/**
 * Steps back over auxiliaries and adverbs: "has also", "did not", "is once again". Returns the position after the
 * subject's last token.
 */
export function beforeVerb(tokens: readonly Token[], verb: number): number {
  let at = verb;
  while (at > 0) {
    const token = tokens[at - 1]!;
    if (AUXILIARIES.has(token.lower) || adverbial(token)) at--;
    else if (token.lower === 'on' && tokens[at]!.capital) at--;
    else if (PERIOD.test(token.lower) && /^(?:this|last|next|that)$/.test(tokens[at - 2]?.lower ?? ''))
      at -= 2;
    else return at;
  }
  return at;
}

/** Whether a token is surely or likely a finite verb: an auxiliary, a past form, or "says" and the like. */
export const isFiniteVerb = ({ lower, capital, mark }: Token): boolean =>
  !mark &&
  ((AUXILIARIES.has(lower) && !/^(?:'s|be|been|being|having)$/.test(lower)) ||
    (!capital &&
      (IRREGULAR_PAST.has(lower) || /[^e]ed$/.test(lower) || REPORTING_VERBS.get(lower)?.form === 'third')));
