import { BINDING, DAYS_AND_MONTHS, DETERMINERS, PREPOSITIONS } from './lexicon/function-words.ts';
import { bindable, type Phrase } from './noun-phrase.ts';
import { isActiveParticiple } from './participle.ts';
import type { Token } from './text-tokens.ts';

/** Whether a passive participle follows its noun: "emails seen by X", "a report released last year". */
const isReducedRelative = (tokens: readonly Token[], at: number): boolean => {
  const before = tokens[at - 1]!;
  const { lower, capital } = tokens[at]!;
  const after = tokens[at + 1];
  const isParticiple =
    /[^e]ed$/.test(lower) || /^(?:seen|sent|held|given|written|made|taken|led|known)$/.test(lower);
  return (
    isParticiple &&
    !capital &&
    !DETERMINERS.has(before.lower) &&
    after !== undefined &&
    (PREPOSITIONS.has(after.lower) ||
      /^(?:last|this|earlier|recently|through)$/.test(after.lower) ||
      DAYS_AND_MONTHS.has(after.lower))
  );
};

/** Whether an active participle with its object follows a noun: "officials investigating the crash". */
const governsObject = (tokens: readonly Token[], at: number): boolean =>
  isActiveParticiple(tokens[at]!) &&
  bindable(tokens[at - 1]!) &&
  DETERMINERS.has(tokens[at + 1]?.lower ?? '');

/** Returns the position of a phrase's head noun: "spokesman" in "a spokesman for the mayor". */
export function headOf(tokens: readonly Token[], { from, to }: Phrase): number {
  for (let at = from + 1; at < to; at++) {
    const { lower } = tokens[at]!;
    if (lower === 'who' || lower === '(' || isReducedRelative(tokens, at) || governsObject(tokens, at))
      return at - 1;
    // "all the experts I met"
    if (/^(?:i|we|he|she|they)$/.test(lower) && bindable(tokens[at - 1]!)) return at - 1;
    if (BINDING.has(lower) && bindable(tokens[at - 1]!)) return at - 1;
  }
  return to - 1;
}
