import { MAX_CLAIM_LENGTH } from '../../domain/fact.ts';

/** The least that a cut may leave, in characters: less says too little. */
const LEAST = 35;
/** The least that is left where a clause loses the phrase at its end. */
const LEAST_OF_PHRASE = 80;

const NEGATION = /\b(?:not|never|no|nobody|nothing|cannot|without|unless|only)\b|n['’]t\b/i;
/** Conjunctions whose clause tells when, why or with what: after a denial they may be what is denied. */
const AFTER_DENIAL = /^(?:because|until|before|unless|if|as|when|but)\b/i;

const fits = (claim: string): boolean => claim.length <= MAX_CLAIM_LENGTH;
const tidy = (claim: string): string =>
  claim
    .replace(/\s+/g, ' ')
    .replace(/\s+([,.;])/g, '$1')
    .replace(/,+([.;])/g, '$1')
    .trim();

/** Whether a place stands within quotation marks or brackets, for every place of a claim. */
function guarded(claim: string): readonly boolean[] {
  const inside = new Array<boolean>(claim.length);
  let quote = false;
  let depth = 0;
  for (let at = 0; at < claim.length; at++) {
    const mark = claim[at];
    if (mark === '“' || (mark === '"' && !quote)) quote = true;
    else if (mark === '”' || mark === '"') quote = false;
    else if (mark === '(') depth++;
    else if (mark === ')') depth = Math.max(0, depth - 1);
    inside[at] = quote || depth > 0;
  }
  return inside;
}

/** Drops one insertion between two commas: a relative clause, or an apposition after a name. */
function withoutInsertion(claim: string): string | null {
  const insertion =
    /, (?:who|which|whose|whom|where|(?:a|an|the|its|his|her|one of|now|then|former|director|president|chief|head|chairman|professor|executive|spokes\p{L}+|\d+)\b)[^,;:"“”()]{3,110}, (?!(?:and|or) )/u.exec(
      claim,
    );
  if (!insertion || guarded(claim)[insertion.index]) return null;
  if (!/\p{L}$/u.test(claim.slice(0, insertion.index))) return null;
  if (!/^\p{Ll}/u.test(claim.slice(insertion.index + insertion[0].length))) return null;
  return tidy(`${claim.slice(0, insertion.index)} ${claim.slice(insertion.index + insertion[0].length)}`);
}

/** Drops a bracket that explains; one that names, such as "(INF)", stays. */
function withoutBracket(claim: string): string | null {
  const bracket = /\s\((?=[^()]*\p{Ll}{2})[^()]{2,140}\)/u.exec(claim);
  return bracket
    ? tidy(claim.slice(0, bracket.index) + claim.slice(bracket.index + bracket[0].length))
    : null;
}

/** Drops a circumstance that comes before the main clause; conditions stay. */
function withoutOpening(claim: string): string | null {
  const opening =
    /^(?:In|On|At|After|During|While|As|Following|Despite|With|Although|Though|Since|Speaking|Asked|Earlier|Before|Amid|For|From|By|Over|Under|Citing|Noting|Even)\b[^,;:"“”()]{2,100}, /.exec(
      claim,
    );
  if (!opening) return null;
  const rest = claim.slice(opening[0].length);
  return rest.length >= LEAST &&
    !/^(?:\p{Ll}+ing|and|or|he|she|it|they|this|that|who|which)\b/u.test(rest) &&
    !/^\d/.test(rest)
    ? rest
    : null;
}

/** Whether a cut keeps every short form that the article defines in brackets: "(INF)" is what people ask for. */
const keepsShortForms = (whole: string, kept: string): boolean =>
  (whole.match(/\(\p{Lu}[\p{Lu}\d-]+\)/gu) ?? []).every((bracket) => kept.includes(bracket));

/** What a cut must not leave at the end: a circumstance whose main clause is gone. */
const HANGING =
  /(?:^|(?:said|says|added|wrote|noted|told \p{L}+) (?:that )?|: )[“"]?(?:With|In|As|If|When|After|While|Since|Because|For|On|At|By|Although|Though|To|Before|During|Under|Until)\b[^,]*$|,? (?:and|but|that) (?:when|if|as|while|although|because|whatever)\b[^,]*$/iu;
/** What a cut must not take: the verb of the main clause after an insertion. */
const PREDICATE =
  /^(?:\p{Ll}+ed|is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|said|says|told|made|came|went|took|gave|rose|fell|began|became)\b/u;

/** The last place up to which a claim may be kept, among the places where `boundary` matches. */
function lastCut(claim: string, inside: readonly boolean[], boundary: RegExp, least: number): string | null {
  let best: string | null = null;
  for (const match of claim.matchAll(boundary)) {
    const at = match.index;
    if (at > MAX_CLAIM_LENGTH - 1) break;
    if (at < least || inside[at]) continue;
    const kept = claim.slice(0, at);
    const dropped = claim.slice(at).replace(/^[\s,;:—–-]+/, '');
    if (NEGATION.test(kept) && AFTER_DENIAL.test(dropped)) continue;
    if (
      /\b(?:if|when|while|although|that|unless|whether|both|either|not only|between|more|less|rather|such|the|a|an|its|his|her|their|our|my|your|to|of|and|or|is|was|are|were)$/i.test(
        kept,
      )
    )
      continue;
    if (/^(?:If|When|While|Although|Though|Because|Since|Unless|As)\b[^,]*$/.test(kept)) continue;
    if (HANGING.test(kept) || PREDICATE.test(dropped)) continue;
    best = kept;
  }
  return best;
}

const CLAUSES =
  /(?:[;]|\s[—–]|\s--|,) (?:(?:who|which|whose|while|although|though|as|after|when|where|with|but|and|because|since|including|whereas|so|following|despite|amid|adding|\p{Ll}+ing)\b)|;\s|\s[—–]\s|\s--\s/gu;
const JOINED =
  /\s(?:because|while|after|before|as|when|where|who|which|amid|following|during|despite|although|though|since|until|and|but|in order)\b(?! well as)/g;
const QUOTED = /\s(?=[“"])/g;
const COMMAS = /,\s/g;
const PHRASES = /\s(?:in|on|at|with|from|for|over|under|through|about|against|by|to|into|across)\s/g;

/**
 * Shortens a sentence to a claim's length: first what explains (insertions, brackets, the circumstances before the main
 * clause), then clauses from the end, the last words that fit being kept. Null where nothing sound is left.
 */
export function shortened(sentence: string): string | null {
  let claim = sentence;
  for (const drop of [withoutInsertion, withoutInsertion, withoutOpening, withoutBracket]) {
    if (fits(claim)) return claim;
    claim = drop(claim) ?? claim;
  }
  if (fits(claim)) return claim;
  const cuts: readonly [RegExp, number][] = [
    [CLAUSES, LEAST * 2],
    [JOINED, LEAST * 2],
    [CLAUSES, LEAST],
    [COMMAS, LEAST * 2],
    [PHRASES, LEAST_OF_PHRASE],
    [JOINED, LEAST],
    [QUOTED, LEAST],
  ];
  const inside = guarded(claim);
  for (const strict of [true, false])
    for (const [boundary, least] of cuts) {
      const cut = lastCut(claim, inside, boundary, least);
      if (cut && (!strict || keepsShortForms(sentence, cut))) return `${cut.replace(/[\s,;:—–-]+$/, '')}.`;
    }
  return withinQuotation(claim);
}

/** Cuts inside a long quotation, and closes it. */
function withinQuotation(claim: string): string | null {
  const open = Math.max(claim.indexOf('“'), claim.indexOf('"'));
  if (open < 0 || open > MAX_CLAIM_LENGTH - 60) return null;
  const mark = claim[open] === '“' ? '”' : '"';
  const inner = claim.slice(open + 1);
  const room = MAX_CLAIM_LENGTH - open - 3;
  let end = -1;
  for (const boundary of [/[,;:]\s|\s[—–]\s|\s--\s/g, JOINED, PHRASES]) {
    for (const match of inner.matchAll(boundary))
      if (match.index <= room && match.index >= 40) end = match.index;
    if (end > 0) break;
  }
  if (end < 0) return null;
  const kept = inner.slice(0, end);
  return /[“”"]/.test(kept) ? null : `${claim.slice(0, open + 1)}${kept}${mark}.`;
}
