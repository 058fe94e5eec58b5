import type { Vocabulary } from '../index/term-dictionary.ts';
import type { Query } from '../query/parse-query.ts';
import type { Correction, Hit, SearchResult, TermMatch } from '../search-result.ts';
import { ANSWERED_FROM, confidenceOf, lacksDenial } from './confidence.ts';
import type { Reading } from './match-document.ts';

export interface Ranked {
  readonly id: string;
  readonly score: number;
  readonly reading: Reading;
  readonly neighbours: readonly Reading[];
  /** Terms that the rest of its paragraph, and the sentence before it, hold: a bit each. */
  readonly around: number;
  readonly before: number;
}

function matchesOf(query: Query, { reading, neighbours }: Ranked, vocabulary: Vocabulary): TermMatch[] {
  return query.terms.flatMap(({ asked, longForms }, at): TermMatch[] => {
    const meeting = reading.meetings[at];
    if (meeting) {
      const found = meeting.word < 0 ? (longForms[0]?.text ?? asked) : vocabulary.textOf(meeting.word);
      return [{ asked, found, kind: meeting.kind, ...(meeting.claimed ? {} : { quoteOnly: true }) }];
    }
    const context = neighbours.find(({ meetings }) => meetings[at]);
    return context ? [{ asked, found: vocabulary.textOf(context.meetings[at]!.word), kind: 'context' }] : [];
  });
}

function hitOf(query: Query, ranked: Ranked, vocabulary: Vocabulary): Hit {
  const { id, score, reading, before, around } = ranked;
  const named = (bits: number) => query.terms.flatMap(({ asked }, at) => (bits & (1 << at) ? [asked] : []));
  const nearby = { before: named(before), around: named(around), title: named(reading.title) };
  const unmet = query.terms
    .filter((_, at) => (reading.meetings[at]?.kind ?? 'near') === 'near')
    .map(({ asked }) => asked);
  const missing = lacksDenial(query, reading) ? [...unmet, query.denial!] : unmet;
  return { id, score, matches: matchesOf(query, ranked, vocabulary), missing, nearby };
}

/** A repaired word as a person writes it: with the case of the word it stands in for. */
function cased(text: string, isName: boolean): string {
  return isName ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function correctionsOf(query: Query, hits: readonly Hit[]): Correction[] {
  return query.terms.flatMap(({ asked, isName, spellings }) => {
    if (spellings.length === 0) return [];
    const met = hits[0]?.matches.find((match) => match.asked === asked && match.kind === 'spelling');
    return met ? [{ from: asked, to: cased(met.found, isName || /^\p{Lu}/u.test(asked)) }] : [];
  });
}

/** A lone misspelt word that stands as near to one name as to another: the person has to say which. */
function readingsOf(query: Query): string[] {
  const [only] = query.terms;
  if (!only || query.terms.length > 1 || only.spellings.length < 2) return [];
  const [first, second] = only.spellings;
  const close = only.spellings.filter(
    ({ distance, uses }) => distance === first!.distance && uses * 2 >= first!.uses,
  );
  return second && close.length > 1 ? close.slice(0, 4).map(({ text }) => cased(text, true)) : [];
}

/** Turns ranked facts into a result: what matched, what is missing, and whether it is an answer at all. */
export function explain(query: Query, ranked: readonly Ranked[], vocabulary: Vocabulary): SearchResult {
  const hits = ranked.map((one) => hitOf(query, one, vocabulary));
  const top = ranked[0];
  const confidence = top ? confidenceOf(query, top.reading, top.neighbours) : 0;
  const readings = readingsOf(query);
  const answered = confidence >= ANSWERED_FROM;
  return {
    hits,
    status: !answered ? 'abstained' : readings.length > 1 ? 'ambiguous' : 'answered',
    confidence: Math.round(confidence * 10_000) / 10_000,
    corrections: correctionsOf(query, hits),
    terms: query.terms.map(({ asked, known }) => ({ asked, known })),
    readings: answered ? readings : [],
  };
}
