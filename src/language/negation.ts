import type { Token } from './tokenizer.ts';

/** The bit by which a word's kinds say that it denies; the others are kinds of answer. */
export const NEGATION_BIT = 16;

const PLAIN = `not no none nobody nothing nowhere never neither nor without cannot
  aint arent cant couldnt didnt doesnt dont hadnt hasnt havent isnt mustnt shouldnt wasnt werent wont wouldnt`;
/** Words by which a text denies without a "not". */
const TELLING = `unable inability impossible except hardly rarely seldom
  fail fails failed failing failure refuse refuses refused refusing refusal lack lacks lacked lacking
  avoid avoids avoided avoiding deny denies denied denying denial reject rejects rejected rejecting rejection
  decline declines declined declining prevent prevents prevented preventing prohibit prohibits prohibited`;

const DENIES: ReadonlySet<string> = new Set(PLAIN.split(/\s+/));
const SAYS_NO: ReadonlySet<string> = new Set([...DENIES, ...TELLING.split(/\s+/)]);

/** Whether a word of a text says that something is not so. */
export const isNegation = (key: string): boolean => SAYS_NO.has(key);

/**
 * The word by which a question asks for what is not so, as typed ("what did they not discuss?"); null where it does not.
 * At its head ("isn't Venezuela in crisis?"), after "or" and before a number ("No. 10") it denies nothing.
 */
export function negationIn(tokens: readonly Token[]): string | null {
  const at = tokens.findIndex(
    ({ key }, place) =>
      place > 0 &&
      DENIES.has(key) &&
      tokens[place - 1]!.key !== 'or' &&
      !/^\p{N}/u.test(tokens[place + 1]?.key ?? '') &&
      !isTag(tokens, place),
  );
  return at < 0 ? null : tokens[at]!.text;
}

/** "…, didn't they?": asks for assent. */
const isTag = (tokens: readonly Token[], at: number): boolean =>
  at === tokens.length - 2 && /^(?:i|you|he|she|it|they|we)$/.test(tokens[at + 1]!.key);
