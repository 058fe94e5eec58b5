/** What sort of thing a question asks for, told by its words: a fact without one answers it badly. */
export type AnswerKind = 'number' | 'duration' | 'time' | 'name';

/** One bit for each kind that a word of a fact may serve as. */
export const KIND_BIT: Record<AnswerKind, number> = { number: 1, duration: 2, time: 4, name: 8 };

const SPELLED = new Set(
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

/** The kinds of answer that a word serves as, by itself; names are told by capitals elsewhere. */
export function kindsOfWord(key: string): number {
  let kinds = 0;
  if (HAS_DIGIT.test(key) || SPELLED.has(key)) kinds |= KIND_BIT.number;
  if (DURATIONS.has(key)) kinds |= KIND_BIT.duration;
  if (DATES.has(key) || YEAR.test(key)) kinds |= KIND_BIT.time;
  return kinds;
}

/** The kind of answer that a question asks for; null where its words don't tell. */
export function kindAsked(question: string): AnswerKind | null {
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
