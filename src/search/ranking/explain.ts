import type { TermDictionary } from '../index/term-dictionary.ts';
import type { Query } from '../query/parse-query.ts';
import type { Correction, Hit, SearchResult, TermMatch } from '../search-result.ts';
import { ANSWER_THRESHOLD, confidenceOf, lacksNegation } from './confidence.ts';
import type { DocumentMatch } from './match-document.ts';

export interface RankedDocument {
  readonly id: string;
  readonly score: number;
  readonly match: DocumentMatch;
  /** The matches of the other documents of its paragraph; empty for lower ranks. */
  readonly neighbours: readonly DocumentMatch[];
  /** The query terms that it lacks and the rest of its paragraph has, one bit each. */
  readonly paragraphTerms: number;
  /** The query terms that it lacks and the sentence before it has, one bit each. */
  readonly precedingTerms: number;
}

/** The match of the term at `index`; null if neither the document nor its neighbours have it. */
function matchAt(
  { terms }: Query,
  index: number,
  { match, neighbours }: RankedDocument,
  vocabulary: TermDictionary,
): TermMatch | null {
  const { asked, longForms } = terms[index]!;
  const term = match.matchedTerms[index];
  if (term) {
    const found = term.word < 0 ? (longForms[0]?.text ?? asked) : vocabulary.textOf(term.word);
    const { kind } = term;
    return term.inClaim ? { asked, found, kind } : { asked, found, kind, quoteOnly: true };
  }
  for (const { matchedTerms } of neighbours) {
    const context = matchedTerms[index];
    if (context) return { asked, found: vocabulary.textOf(context.word), kind: 'context' };
  }
  return null;
}

/** Returns the terms of some bits, as typed. Many hits have the same bits and share one list. */
type TermsOf = (bits: number) => readonly string[];

function termsByBits({ terms }: Query): TermsOf {
  const lists = new Map<number, readonly string[]>();
  return (bits) => {
    const known = lists.get(bits);
    if (known) return known;
    const list = terms.filter((_, index) => bits & (1 << index)).map(({ asked }) => asked);
    lists.set(bits, list);
    return list;
  };
}

/** The query terms that a document lacks, one bit each. A word of similar meaning is not the term. */
export function missingBits({ matchedTerms }: DocumentMatch): number {
  let bits = 0;
  for (let index = 0; index < matchedTerms.length; index++)
    if ((matchedTerms[index]?.kind ?? 'near') === 'near') bits |= 1 << index;
  return bits;
}

function hitOf(query: Query, document: RankedDocument, vocabulary: TermDictionary, termsOf: TermsOf): Hit {
  const { id, score, match, precedingTerms, paragraphTerms } = document;
  const matches: TermMatch[] = [];
  for (let index = 0; index < query.terms.length; index++) {
    const found = matchAt(query, index, document, vocabulary);
    if (found) matches.push(found);
  }
  const lacking = termsOf(missingBits(match));
  const missing = lacksNegation(query, match) ? [...lacking, query.negation!] : lacking;
  const nearby = {
    before: termsOf(precedingTerms),
    around: termsOf(paragraphTerms),
    title: termsOf(match.title),
  };
  return { id, score, matches, missing, nearby };
}

/** A corrected word with the capital that a name needs. */
function withCase(text: string, isName: boolean): string {
  return isName ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function correctionsOf(query: Query, hits: readonly Hit[]): Correction[] {
  return query.terms.flatMap(({ asked, isName, spellings }) => {
    if (spellings.length === 0) return [];
    const match = hits[0]?.matches.find(({ asked: term, kind }) => term === asked && kind === 'spelling');
    return match ? [{ from: asked, to: withCase(match.found, isName || /^\p{Lu}/u.test(asked)) }] : [];
  });
}

/** The readings of a single misspelt word that is equally near to several names: the person has to choose. */
function readingsOf(query: Query): string[] {
  const [only] = query.terms;
  if (!only || query.terms.length > 1 || only.spellings.length < 2) return [];
  const [first, second] = only.spellings;
  const close = only.spellings.filter(
    ({ distance, occurrences }) => distance === first!.distance && occurrences * 2 >= first!.occurrences,
  );
  return second && close.length > 1 ? close.slice(0, 4).map(({ text }) => withCase(text, true)) : [];
}

/** Builds the result from ranked documents: matched and missing terms, confidence, and whether it is an answer. */
export function explain(
  query: Query,
  ranked: readonly RankedDocument[],
  vocabulary: TermDictionary,
): SearchResult {
  const termsOf = termsByBits(query);
  const hits = ranked.map((document) => hitOf(query, document, vocabulary, termsOf));
  const best = ranked[0];
  const confidence = best ? confidenceOf(query, best.match, best.neighbours) : 0;
  const readings = readingsOf(query);
  const isAnswered = confidence >= ANSWER_THRESHOLD;
  return {
    hits,
    status: !isAnswered ? 'abstained' : readings.length > 1 ? 'ambiguous' : 'answered',
    confidence: Math.round(confidence * 10_000) / 10_000,
    corrections: correctionsOf(query, hits),
    terms: query.terms.map(({ asked, isIndexed }) => ({ asked, isIndexed })),
    readings: isAnswered ? readings : [],
  };
}
