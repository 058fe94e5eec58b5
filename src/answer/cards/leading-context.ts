import type { Fact } from '../../domain/fact.ts';
import { REPORTING_VERBS } from '../../language/lexicon/reporting-verbs.ts';
import { sentencesOf } from '../../language/sentences.ts';

/** Words before a claim's subject: "But he …", "However, this …". */
const LEAD = /^(?:(?:and|but|so|yet|then|still|now|also|however|meanwhile|later),? )/i;
const PERSON = /^(?:he|she|they)\b/i;
/** A subject that only an earlier sentence names. An age can stand for a name: "The 28-year-old …". */
const POINTER =
  /^(?:he|she|it|they|this|that|these|those|his|her|its|their|such|both|neither|another|others|the (?:two|three|latter|former|others?|\d{1,3}-year-old)|(?:some|many|most|few|several|none) (?:are|is|was|were|have|had))\b/i;
/** An object that only an earlier sentence names: "Bongers rejected that.", "did so". */
const POINTER_AT_END = /\b(?:it|that|this|so|them|him|her|those|these)[.!?”"’]{1,3}$/i;
/** The longest context that is shown whole, in UTF-16 units. */
const MAX_LENGTH = 240;
/** Stands for the sentences that a context leaves out. */
const GAP = '…';

/** Whether a claim depends on the sentence before it to say whom or what it is about. The card names its speaker. */
function needsContext({ claim, speaker }: Fact): boolean {
  if (POINTER_AT_END.test(claim)) return true;
  const said = claim.replace(LEAD, '');
  if (!POINTER.test(said)) return false;
  const isSpeaker =
    speaker !== null && PERSON.test(said) && REPORTING_VERBS.has(said.split(' ')[1]?.toLowerCase() ?? '');
  return !isSpeaker;
}

/**
 * Returns the sentences that a line of a card needs above it: its fact's context, or, if that is long, its first and
 * last sentence. Returns undefined if the line can be read alone, next to its speaker.
 */
export function leadingContext(fact: Fact): string | undefined {
  const { context } = fact;
  if (context === undefined || !needsContext(fact)) return undefined;
  if (context.length <= MAX_LENGTH) return context;
  const { start = 0, end } = sentencesOf(context).at(-1) ?? {};
  const last = context.slice(start, end);
  const [first] = context.split(` ${GAP} `);
  return first === undefined || first.length >= MAX_LENGTH || !context.includes(` ${GAP} `)
    ? last
    : `${first} ${GAP} ${last}`;
}
