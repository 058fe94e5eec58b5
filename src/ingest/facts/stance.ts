import type { Stance } from '../../domain/fact.ts';

const NOT = `(?:did|do|does|had|have|has|was|were|is|are|will|would|could)(?: not|n['’]t)|never|without|no plans? to|declined to|refused to|avoided|failed to`;
const TALK = String.raw`(?:discuss\w*|touch\w* (?:up)?on|talk\w* about|mention\w*|rais(?:e|ed|ing)|bring(?:ing)? up|brought up|address\w*|speak (?:about|of)|spoken? (?:about|of)|go(?:ne)? into|on the agenda)`;
const NOT_DISCUSSED = new RegExp(
  String.raw`\b(?:${NOT})\b(?:\s+[\p{L}'’-]+){0,4}?\s+(?:been\s+)?${TALK}\b|\bno (?:mention|discussion|talk) of\b`,
  'iu',
);
const DENYING =
  /\b(?:denied|denies|deny|denying|rejected|rejects|refuted|refutes|dismissed|dismisses|disputed|disputes)\b/i;
const NEGATED =
  /\b(?:(?:is|are|was|were|has|have|had|did|does|do|will|would|could|can|should|might|may|must) (?:\p{L}{1,20}ly )?not|cannot|(?:is|are|was|were|has|have|had|did|does|do|wo|would|could|ca|should|must)n['’]t|there (?:is|was|were|are|has been|have been) no|(?:has|have|had|with|got|found|saw|sees?|made|offered|gave|received|took|left|\p{L}{2,20}ed) no(?! (?:doubt|matter|less|fewer|more))|never|no longer|nobody|no one|none of|nothing|neither)\b/iu;
/** Clauses in which "not" does not negate the sentence. */
const ASIDE =
  /\b(?:not only|not just|not least|not merely|whether or not|if not|why not|not because|do(?:n['’]t| not) (?:know|think)|did not immediately|not so much)\b/giu;
const SUBORDINATE =
  /\b(?:if|because|although|though|while|when|who|which|unless|until|since|(?:statements?|claims?|reports?|fact|idea|allegations?|suggestions?) that)\b/i;

/** Matches a part of every negation. Most claims do not match and need no further test. */
const HINT =
  /\bno|not\b|n['’]t\b|\bne(?:ver|ither)|\b(?:den[iy]|reject|refu|dismiss|disput|without|declin|avoid|fail)/i;

/**
 * Classifies a claim: it affirms, denies, or says that a matter was not discussed. A "not" in a subordinate clause
 * negates nothing.
 */
export function stanceOf(claim: string): Stance {
  if (!HINT.test(claim)) return 'affirmed';
  const unquoted = claim.replace(ASIDE, ' ');
  if (NOT_DISCUSSED.test(unquoted)) return 'not-discussed';
  const negation = NEGATED.exec(unquoted);
  if (negation && !SUBORDINATE.test(unquoted.slice(0, negation.index))) return 'denied';
  const denying = DENYING.exec(unquoted);
  if (denying && !SUBORDINATE.test(unquoted.slice(0, denying.index))) return 'denied';
  return 'affirmed';
}
