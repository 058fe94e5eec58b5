import type { Token } from './tokenizer.ts';

/** The bit for negation, stored beside the bits of the answer types. */
export const NEGATION_BIT = 16;

const NEGATOR_LIST = `not no none nobody nothing nowhere never neither nor without cannot
  aint arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt mustnt shouldnt wasnt werent wont wouldnt`;
/** Words that negate a text without "not". */
const IMPLICIT_LIST = `unable inability impossible except hardly rarely seldom
  fail fails failed failing failure refuse refuses refused refusing refusal lack lacks lacked lacking
  avoid avoids avoided avoiding deny denies denied denying denial reject rejects rejected rejecting rejection
  decline declines declined declining prevent prevents prevented preventing prohibit prohibits prohibited`;

const NEGATORS: ReadonlySet<string> = new Set(NEGATOR_LIST.split(/\s+/));
const NEGATIVE_WORDS: ReadonlySet<string> = new Set([...NEGATORS, ...IMPLICIT_LIST.split(/\s+/)]);

/** Whether a word negates a text. */
export const isNegation = (key: string): boolean => NEGATIVE_WORDS.has(key);

/**
 * Returns the word that negates a question, as typed ("what did they not discuss?"); null if none does. A negator does
 * not count at the start ("isn't Venezuela in crisis?"), after "or", or before a number ("No. 10").
 */
export function negationIn(tokens: readonly Token[]): string | null {
  const at = tokens.findIndex(
    ({ key }, place) =>
      place > 0 &&
      NEGATORS.has(key) &&
      tokens[place - 1]!.key !== 'or' &&
      !/^\p{N}/u.test(tokens[place + 1]?.key ?? '') &&
      !isTag(tokens, place),
  );
  return at < 0 ? null : tokens[at]!.text;
}

/** Whether a comma begins a question tag: "…, didn't they?" */
const isTag = (tokens: readonly Token[], at: number): boolean =>
  at === tokens.length - 2 && /^(?:i|you|he|she|it|they|we)$/.test(tokens[at + 1]!.key);
