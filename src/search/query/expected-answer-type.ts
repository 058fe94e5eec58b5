/** The type of answer that a question expects: a fact without one answers it badly. */
export type AnswerType = 'number' | 'duration' | 'time' | 'name';

/** The bit of each answer type; `NEGATION_BIT` of the negation module is stored beside them. */
export const ANSWER_TYPE_BIT: Record<AnswerType, number> = { number: 1, duration: 2, time: 4, name: 8 };

const NUMBER_WORDS = new Set(
  'one two three four five six seven eight nine ten twelve twenty half hundred thousand million billion trillion dozen'.split(
    ' ',
  ),
);
const DURATIONS = new Set(
  'second seconds minute minutes hour hours day days week weeks month months year years decade decades century centuries'.split(
    ' ',
  ),
);
const DATES = new Set(
  `january february march april may june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday today yesterday tomorrow`.split(/\s+/),
);
const HAS_DIGIT = /\p{N}/u;
const YEAR = /^(?:1\d|20)\d\d(?:s)?$/;

/** The answer types that a word can be, as bits. Names are recognised by their capital, elsewhere. */
export function answerTypesOfWord(key: string): number {
  let types = 0;
  if (HAS_DIGIT.test(key) || NUMBER_WORDS.has(key)) types |= ANSWER_TYPE_BIT.number;
  if (DURATIONS.has(key)) types |= ANSWER_TYPE_BIT.duration;
  if (DATES.has(key) || YEAR.test(key)) types |= ANSWER_TYPE_BIT.time;
  return types;
}

/** The answer type that a question expects; null if its words do not tell. */
export function expectedAnswerType(question: string): AnswerType | null {
  if (/\bhow long\b/i.test(question)) return 'duration';
  if (/\bwhen\b|\b(?:what|which) (?:year|date|day|month|century|decade|time)\b/i.test(question))
    return 'time';
  if (
    /\bhow (?:many|much|old|far|tall|large|big|often|high|deep|wide)\b|\bwhat (?:percent|percentage|number|amount|share)\b/i.test(
      question,
    )
  )
    return 'number';
  return /\b(?:who|whom|whose|where)\b|\b(?:what|which) (?:city|country|state|place|town|region)\b/i.test(
    question,
  )
    ? 'name'
    : null;
}
