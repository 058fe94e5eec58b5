import { DENIAL_BIT } from '../../language/negation.ts';
import { KIND_BIT } from '../query/expected-answer-type.ts';
import type { Query, QueryTerm } from '../query/parse-query.ts';
import type { MatchKind } from '../search-result.ts';
import type { Reading } from './match-document.ts';

/** How much a meeting of each kind proves that the fact is about what was asked. */
const PROOF: Record<MatchKind, number> = {
  exact: 1,
  alias: 1,
  acronym: 1,
  stem: 0.92,
  spelling: 0.85,
  near: 0.45,
  context: 0.35,
};
/** A name that is not there weighs most; what sort of thing is asked weighs as its rarity says. */
const NAME = 1.6;
/** The sentence says it, the claim does not: half a proof. */
const QUOTE_ONLY = 0.7;
/** A number or a date was asked for and the fact holds none. */
const WRONG_KIND = 0.68;
/** It was asked what is not so, and the fact denies nothing. */
const NO_DENIAL = 0.6;
/** The rarest words of a big library would drown all others. */
const RAREST = 7;

/** From here on the facts are given as an answer; tuned on questions with and without an answer. */
export const ANSWERED_FROM = 0.42;

/** A word that nothing loaded holds tells as much in a library of fifty facts as in one of a million. */
function importance({ weight, isName, isTalk, known }: QueryTerm): number {
  return (known || isTalk ? Math.min(weight, RAREST) : RAREST) * (isName ? NAME : 1);
}

function proofOf(at: number, reading: Reading, around: readonly Reading[]): number {
  const meeting = reading.meetings[at];
  if (meeting) return PROOF[meeting.kind] * (meeting.claimed ? 1 : QUOTE_ONLY);
  if (around.some(({ meetings }) => meetings[at] && meetings[at].kind !== 'spelling')) return PROOF.context;
  return 0;
}

/** Whether it was asked what is not so and the fact denies nothing. */
export const lacksDenial = ({ denial }: Query, { kinds }: Reading): boolean =>
  denial !== null && (kinds & DENIAL_BIT) === 0;

/** 0..1: how sure it is that this fact answers the question, by how much of what was asked it bears out. */
export function confidenceOf(query: Query, reading: Reading, around: readonly Reading[]): number {
  let proved = 0;
  let asked = 0;
  query.terms.forEach((term, at) => {
    const matters = importance(term);
    asked += matters;
    proved += matters * proofOf(at, reading, around);
  });
  const { wants } = query;
  const wrongKind = wants !== null && wants !== 'name' && (reading.kinds & KIND_BIT[wants]) === 0;
  const doubt = (wrongKind ? WRONG_KIND : 1) * (lacksDenial(query, reading) ? NO_DENIAL : 1);
  return asked > 0 ? Math.min(1, proved / asked) * doubt : 0;
}
