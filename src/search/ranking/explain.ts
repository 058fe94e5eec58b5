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
  /** The query terms in the rest of its paragraph, one bit each. */
  readonly paragraphTerms: number;
  /** The query terms in the sentence before it, one bit each. */
  readonly precedingTerms: number;
}

function matchesOf(
  query: Query,
  { match, neighbours }: RankedDocument,
  vocabulary: TermDictionary,
): TermMatch[] {
  return query.terms.flatMap(({ asked, longForms }, index): TermMatch[] => {
    const term = match.matchedTerms[index];
    if (term) {
      const found = term.word < 0 ? (longForms[0]?.text ?? asked) : vocabulary.textOf(term.word);
      return [{ asked, found, kind: term.kind, ...(term.inClaim ? {} : { quoteOnly: true }) }];
    }
    const context = neighbours.find(({ matchedTerms }) => matchedTerms[index])?.matchedTerms[index];
    return context ? [{ asked, found: vocabulary.textOf(context.word), kind: 'context' }] : [];
  });
}

const NO_TERMS: readonly string[] = [];

function hitOf(query: Query, document: RankedDocument, vocabulary: TermDictionary): Hit {
  const { id, score, match, precedingTerms, paragraphTerms } = document;
  const termsIn = (bits: number) =>
    bits === 0 ? NO_TERMS : query.terms.flatMap(({ asked }, index) => (bits & (1 << index) ? [asked] : []));
  const nearby = {
    before: termsIn(precedingTerms),
    around: termsIn(paragraphTerms),
    title: termsIn(match.title),
  };
  const unmatched = query.terms
    .filter((_, index) => (match.matchedTerms[index]?.kind ?? 'near') === 'near')
    .map(({ asked }) => asked);
  const missing = lacksNegation(query, match) ? [...unmatched, query.negation!] : unmatched;
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
