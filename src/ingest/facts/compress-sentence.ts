/** Words that a claim must keep: without them it says something else, or less than its sentence's point. */
const ESSENTIAL =
  /\d|\b(?:not|no|nor|never|none|nobody|nothing|neither|cannot|without|unless|except|if|only|but|although|though|while|whereas|despite|because|until|before|after|since|when|whether|may|might|could|would|should|will|must|can|likely|unlikely|possibl[ey]|probabl[ey]|perhaps|maybe|allegedly|reportedly|apparently|suspected|expected|accused|charged|convicted|killed|died|dead|half|dozens?|hundreds?|thousands?|million|billion|percent|one|two|three|four|five|six|seven|eight|nine|ten|first|last|yesterday|today|tomorrow|tonight|week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december)\b|n['’]t\b/i;

/** Whether a claim may lose these words and still say what its sentence says. */
export const isDispensable = (words: string): boolean => !ESSENTIAL.test(words) && !/[:;“”"()]/.test(words);

const tidy = (claim: string): string =>
  claim
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;])/g, '$1')
    .replace(/,+([.;])/g, '$1')
    .trim();

/** Whether a place of a claim stands within quotation marks or brackets. */
const isEnclosed = (claim: string, place: number): boolean => enclosure(claim, place) !== '';

/** The mark that is open at a place of a claim: a quotation mark or a bracket; empty if none is. */
function enclosure(claim: string, place: number): string {
  let quote = '';
  let depth = 0;
  for (let at = 0; at < place; at++) {
    const mark = claim[at];
    if (mark === '“' || (mark === '"' && !quote)) quote = mark;
    else if (mark === '”' || mark === '"') quote = '';
    else if (mark === '(') depth++;
    else if (mark === ')') depth = Math.max(0, depth - 1);
  }
  return quote || (depth > 0 ? '(' : '');
}

const INSERTION =
  /, ((?:who|which|whose|whom|where|an?|the|its|his|her|their|one of|now|then|former|formerly)\s[^,;:"“”()]{3,110}), (?=\p{Ll})(?!(?:and|or|but|nor|who|which|whose|while|where|when|a|an|the)\b)/u;

/** Drops one insertion between two commas: a relative clause, or an apposition after a name. */
function withoutInsertion(claim: string): string | null {
  const insertion = INSERTION.exec(claim);
  if (!insertion || !isDispensable(insertion[1]!) || isEnclosed(claim, insertion.index)) return null;
  const before = claim.slice(0, insertion.index);
  // Within a list the words between two commas are no insertion.
  if (!/\p{L}$/u.test(before) || /,/.test(before.slice(-40))) return null;
  return tidy(`${before} ${claim.slice(insertion.index + insertion[0].length)}`);
}

/** Drops a bracket that explains; one that names, such as "(INF)", stays. */
function withoutBracket(claim: string): string | null {
  const bracket = /\s\((?=[^()]*\p{Ll}{2})([^()]{2,140})\)/u.exec(claim);
  if (!bracket || !isDispensable(bracket[1]!) || isEnclosed(claim, bracket.index)) return null;
  return tidy(claim.slice(0, bracket.index) + claim.slice(bracket.index + bracket[0].length));
}

/** Drops a relative clause that ends the sentence. */
function withoutLastClause(claim: string): string | null {
  const clause = /, ((?:which|who|whose|where)\s[^,;:"“”()]{3,140})\.$/u.exec(claim);
  if (!clause || !isDispensable(clause[1]!) || isEnclosed(claim, clause.index)) return null;
  return `${claim.slice(0, clause.index)}.`;
}

/**
 * Gives shorter forms of a sentence, the longest first: without brackets, insertions and a last relative clause that
 * hold no number, time, negation, condition, contrast or hedge. Subject, verb and all else stay.
 */
export function* compressed(sentence: string): Generator<string> {
  let claim = sentence;
  for (const drop of [withoutBracket, withoutInsertion, withoutInsertion, withoutLastClause]) {
    const shorter = drop(claim);
    if (shorter === null) continue;
    claim = shorter;
    yield claim;
  }
}

/** Words that begin what may be left off the end of a very long sentence: a participle, a relative clause, a circumstance. */
const LOOSE_END =
  /(?<!\b(?:said|says|added|wrote|told|asked))(?::\s(?=\S)|(?:,|\s[—–-]{1,2})\s(?=(?:to|\p{Ll}{2,}ing|which|who|whose|where|in|as well as|including|according|along|amid|a|an|the|and|so|with|after)\s))/gu;
/** A beginning whose main clause is not complete before the first comma. */
const OPENS_WITH_CLAUSE =
  /^(?:if|when|while|although|though|because|since|unless|as|after|before|until|once|despite|in|on|at|for|with|by|from|under|during|given|whether)\b/i;

const FINITE =
  /\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|said|says|\p{Ll}{2,}ed|made|came|went|took|gave|rose|fell|began|became|got|met|won|lost|held|left|told|saw|put|set)\b|n['’]t\b/u;

/** Leaves off the end of a sentence longer than `most`, at the last place where a whole clause stands before; null if there is none. */
export function withoutLooseEnd(sentence: string, most: number): string | null {
  return looseEndCut(sentence, most, false) ?? looseEndCut(sentence, most, true);
}

function looseEndCut(sentence: string, most: number, withinQuotation: boolean): string | null {
  let best: string | null = null;
  let commas = 0;
  for (const match of sentence.matchAll(LOOSE_END)) {
    const at = match.index;
    if (at > most - 1) break;
    commas++;
    const needed =
      OPENS_WITH_CLAUSE.test(sentence) || /^\p{Lu}\p{Ll}+ing\b/u.test(sentence)
        ? Number.POSITIVE_INFINITY
        : 1;
    if (at < 80 || commas < needed || (!withinQuotation && isEnclosed(sentence, at))) continue;
    // The last clause before the cut must be whole: "by combining them, a new …" is not.
    if (
      FINITE.test(
        sentence
          .slice(0, at)
          .split(/[;:]\s|\sthat\s/)
          .at(-1)!,
      )
    )
      best = sentence.slice(0, at);
  }
  if (best === null) return null;
  const closing = { '“': '”', '"': '"', '(': ')', '': '' }[enclosure(best, best.length)];
  return `${best.replace(/[\s,;:—–-]+$/, '')}.${closing}`;
}
