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

function matchesOf(
  query: Query,
  { match, neighbours }: RankedDocument,
  vocabulary: TermDictionary,
): TermMatch[] {
  const found: TermMatch[] = [];
  query.terms.forEach(({ asked, longForms }, index) => {
    const term = match.matchedTerms[index];
    if (term) {
      const text = term.word < 0 ? (longForms[0]?.text ?? asked) : vocabulary.textOf(term.word);
      const own = { asked, found: text, kind: term.kind };
      found.push(term.inClaim ? own : { ...own, quoteOnly: true });
      return;
    }
    for (const { matchedTerms } of neighbours) {
      const context = matchedTerms[index];
      if (!context) continue;
      found.push({ asked, found: vocabulary.textOf(context.word), kind: 'context' });
      return;
    }
  });
  return found;
}

const NO_TERMS: readonly string[] = [];

/** The terms of these bits, as typed. */
function termsOf({ terms }: Query, bits: number): readonly string[] {
  if (bits === 0) return NO_TERMS;
  const found: string[] = [];
  for (let index = 0; index < terms.length; index++) if (bits & (1 << index)) found.push(terms[index]!.asked);
  return found;
}

function hitOf(query: Query, document: RankedDocument, vocabulary: TermDictionary): Hit {
  const { id, score, match, precedingTerms, paragraphTerms } = document;
  const nearby = {
    before: termsOf(query, precedingTerms),
    around: termsOf(query, paragraphTerms),
    title: termsOf(query, match.title),
  };
  const missing: string[] = [];
  query.terms.forEach(({ asked }, index) => {
    if ((match.matchedTerms[index]?.kind ?? 'near') === 'near') missing.push(asked);
  });
  if (lacksNegation(query, match)) missing.push(query.negation!);
  return { id, score, matches: matchesOf(query, document, vocabulary), missing, nearby };
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
  const hits = ranked.map((document) => hitOf(query, document, vocabulary));
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
