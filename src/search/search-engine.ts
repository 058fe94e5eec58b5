import type { SearchDocument } from './document.ts';
import type { Changes } from './index/delta-log.ts';
import { createIndexWriter, type IndexWriter, type Snapshot } from './index/index-writer.ts';
import type { Sections } from './persistence/index-file.ts';
import type { Suggestion } from './query/autocomplete.ts';
import { parseQuestion, type Query } from './query/parse-query.ts';
import { explain, missingBits } from './ranking/explain.ts';
import { ALL_FEATURES, createFactScore, type Features } from './ranking/features.ts';
import {
  containsAny,
  createLookup,
  type DocumentMatch,
  type Lookup,
  matchDocument,
  sentenceNumberOf,
  type TokenSlice,
} from './ranking/match-document.ts';
import { createTermPresence, type TermPresence } from './ranking/term-presence.ts';
import { createScratch } from './retrieval/accumulate.ts';
import { retrieve } from './retrieval/max-score.ts';
import type { SearchOptions, SearchResult } from './search-result.ts';

/** An in-memory full-text index over short facts. Documents can be added and removed at any time. */
export interface SearchIndex {
  /** Adds documents. A document replaces the one with the same id; an equal one costs nothing. */
  add(documents: Iterable<SearchDocument>): void;
  /** Removes documents; unknown ids are ignored. */
  remove(ids: Iterable<string>): void;
  /** Removes all documents that fail the test. */
  retain(isKept: (id: string) => boolean): void;
  /** The id of a document's article; undefined if there is no document of this id. */
  articleOf(id: string): string | undefined;
  search(question: string, options: SearchOptions): SearchResult;
  /** Topics, names and words that start with `prefix`. */
  suggest(prefix: string, limit: number): readonly Suggestion[];
  readonly size: number;
  /** Counts changes: while it stays the same, so do the contents. */
  readonly revision: number;
  /**
   * The current state, to be written to files and opened by `openIndex`. Takes milliseconds even for a million facts.
   */
  snapshot(): Snapshot;
  /** The changes since the last snapshot; null if there are too many for a small file. */
  changes(): Changes | null;
  /** The number of postings that the last question read: its cost. */
  readonly postingsRead: number;
  /** The number of postings that the terms of a question have in all. */
  postingCount(question: string): number;
}

/** Candidates that are matched word by word and ranked. */
const CANDIDATES = 40;
/** Best results whose neighbours are matched too: those that a card shows at first. */
const WITH_NEIGHBOURS = 3;
/** Best results whose next sentence is ranked too: its "it" may be what the question names. */
const WITH_NEXT_SENTENCE = 5;

interface Scored {
  readonly slot: number;
  readonly score: number;
  readonly match: DocumentMatch;
  /** Query terms that it lacks and the rest of its paragraph has, one bit each. */
  readonly paragraphTerms: number;
  /** Query terms that it lacks and the sentence before it has, one bit each. */
  readonly precedingTerms: number;
}

/** The match without words of similar meaning: they find a fact and do not score it. */
function withoutNearWords(match: DocumentMatch): DocumentMatch {
  if (!match.matchedTerms.some((term) => term?.kind === 'near')) return match;
  return { ...match, matchedTerms: match.matchedTerms.map((term) => (term?.kind === 'near' ? null : term)) };
}

/** Creates an index. `features` switches ranking features off, to measure what each is worth. */
export function createIndex(
  documents: Iterable<SearchDocument> = [],
  features: Features = ALL_FEATURES,
): SearchIndex {
  const index = indexFrom(createIndexWriter(), features);
  index.add(documents);
  return index;
}

/** Opens a saved snapshot, its segments in their order. Throws if a column is missing. */
export const openIndex = (head: Sections, segments: readonly Sections[]): SearchIndex =>
  indexFrom(createIndexWriter(head, segments), ALL_FEATURES);

function indexFrom(writer: IndexWriter, features: Features): SearchIndex {
  const { vocabulary, documents, segments, acronyms, suggester } = writer;
  const scratch = createScratch();
  const scoreOf = createFactScore(features);

  const tokensOf = (slot: number): TokenSlice => {
    const { segment, row } = segments.locate(slot);
    return { words: segment.words, from: segment.starts[row]!, to: segment.starts[row + 1]! };
  };

  const parse = (question: string): Query =>
    parseQuestion(question, { vocabulary, acronyms, size: documents.size }, features);

  const matchSlot = (slot: number, query: Query, lookup: Lookup): DocumentMatch =>
    matchDocument(tokensOf(slot), query, lookup, vocabulary.terms(), vocabulary.answerTypes());

  const sentenceNumberAt = (slot: number): number => sentenceNumberOf(tokensOf(slot), vocabulary.textOf);

  const compareScored = (a: Scored, b: Scored): number =>
    b.score - a.score || documents.compareIds(a.slot, b.slot);

  const articleFilter = ({ article }: SearchOptions): ((slot: number) => boolean) | null => {
    if (article === undefined) return null;
    const number = documents.articleNumber(article);
    return (slot) => documents.articleNumberOf(slot) === number;
  };

  const scoreSlot = (slot: number, query: Query, lookup: Lookup, termsIn: TermPresence): Scored => {
    const { segment, row } = segments.locate(slot);
    const length = segment.lengths[row]!;
    const match = matchSlot(slot, query, lookup);
    let number: number | undefined;
    let paragraphTerms = 0;
    let precedingTerms = 0;
    const missing = missingBits(match);
    for (const neighbour of missing === 0 ? [] : documents.neighbours(slot)) {
      const bits = termsIn(neighbour) & missing;
      if (bits === 0) continue;
      paragraphTerms |= bits;
      number ??= sentenceNumberAt(slot);
      if (number > 0 && sentenceNumberAt(neighbour) === number - 1) precedingTerms |= bits;
    }
    const candidate = { match: withoutNearWords(match), length, paragraphTerms, precedingTerms };
    return { slot, score: scoreOf(query, candidate), match, paragraphTerms, precedingTerms };
  };

  return {
    add: writer.add,
    remove: writer.remove,
    retain(isKept) {
      const removed: string[] = [];
      for (const { slots, alive } of segments.all)
        slots.forEach((slot, row) => {
          if (alive[row] === 1 && !isKept(documents.idOf(slot))) removed.push(documents.idOf(slot));
        });
      writer.remove(removed);
    },
    articleOf(id) {
      const slot = documents.slotOf(id);
      return slot === undefined ? undefined : documents.articleOf(slot);
    },
    search(question, options) {
      const query = parse(question);
      const lookup = createLookup(query);
      const termsIn = createTermPresence(lookup, {
        locate: segments.locate,
        tokensOf,
        terms: vocabulary.terms(),
      });
      const view = {
        segments: segments.all,
        terms: vocabulary.terms(),
        compareIds: documents.compareIds,
        filter: articleFilter(options),
      };
      const slots = retrieve(query, view, scratch, Math.max(CANDIDATES, options.limit));
      const score = (slot: number): Scored => scoreSlot(slot, query, lookup, termsIn);
      const scored = slots.map(score).sort(compareScored);
      const candidates = new Set(slots);
      const isNextSentence = (slot: number, neighbour: number): boolean =>
        !candidates.has(neighbour) &&
        termsIn(neighbour) !== 0 &&
        sentenceNumberAt(neighbour) === sentenceNumberAt(slot) + 1;
      const nextSentences = scored
        .slice(0, WITH_NEXT_SENTENCE)
        .flatMap(({ slot }) =>
          documents.neighbours(slot).filter((neighbour) => isNextSentence(slot, neighbour)),
        );
      // A long form's words are no terms by themselves: only a match tells whether they stand in order.
      const { longFormTerms } = lookup;
      const mayMatch = (slot: number): boolean =>
        termsIn(slot) !== 0 ||
        (longFormTerms !== null && containsAny(tokensOf(slot), longFormTerms, vocabulary.terms()));
      const matchNeighbours = (slot: number): DocumentMatch[] =>
        documents
          .neighbours(slot)
          .filter(mayMatch)
          .sort(documents.compareIds)
          .map((neighbour) => matchSlot(neighbour, query, lookup));
      const ranked = [...scored, ...[...new Set(nextSentences)].map(score)]
        .sort(compareScored)
        .slice(0, options.limit)
        .map((candidate, index) => ({
          ...candidate,
          id: documents.idOf(candidate.slot),
          neighbours: index < WITH_NEIGHBOURS ? matchNeighbours(candidate.slot) : [],
        }));
      return explain(query, ranked, vocabulary);
    },
    suggest: suggester.suggest,
    get size() {
      return documents.size;
    },
    get revision() {
      return writer.revision;
    },
    get postingsRead() {
      return scratch.postingsRead;
    },
    postingCount: (question) =>
      parse(question)
        .terms.flatMap(({ variants }) => variants)
        .reduce((sum, { term }) => sum + vocabulary.frequency(term), 0),
    snapshot: writer.snapshot,
    changes: writer.changes,
  };
}
