import type { SearchDocument } from './document.ts';
import type { Changes } from './index/delta-log.ts';
import { type Contents, createContents, type Snapshot } from './index/index-writer.ts';
import type { Sections } from './persistence/index-file.ts';
import type { Suggested } from './query/autocomplete.ts';
import { parseQuestion, type Query } from './query/parse-query.ts';
import { explain } from './ranking/explain.ts';
import { factScore } from './ranking/features.ts';
import {
  type Lookup,
  lookupOf,
  type Reading,
  readDocument,
  type Stretch,
  sentenceOf,
  termsHeld,
} from './ranking/match-document.ts';
import { ALL_SIGNALS, type Signals } from './ranking/signals.ts';
import { createScratch } from './retrieval/accumulate.ts';
import { collect } from './retrieval/max-score.ts';
import type { SearchOptions, SearchResult } from './search-result.ts';

/** A fuzzy index over short facts that grows and shrinks while it is asked. */
export interface SearchIndex {
  /** Adds documents; one whose id is known takes the old one's place, and costs nothing where it is the same. */
  add(documents: Iterable<SearchDocument>): void;
  /** Takes documents out; unknown ids are passed over. */
  remove(ids: Iterable<string>): void;
  /** Takes out all whose id is not held. */
  keepOnly(holds: (id: string) => boolean): void;
  search(question: string, options: SearchOptions): SearchResult;
  /** Topics, names and words that begin as typed. */
  suggest(prefix: string, limit: number): readonly Suggested[];
  readonly size: number;
  /** Counts the changes: the same number, the same contents. */
  readonly revision: number;
  /** The index as it is now, to be written to files and opened by `openIndex`. Takes a moment even for a million facts. */
  snapshot(): Snapshot;
  /** What came and went since the last snapshot; null where that is too much for a small file. */
  changes(): Changes | null;
  /** How many postings the last question touched: what its cost grows with. */
  readonly touched: number;
  /** How many postings the terms of a question have in all. */
  held(question: string): number;
}

/** How many candidates are read word by word. */
const READ = 40;
/** For so many of the best it is looked up what their neighbours hold: what a card shows at first. */
const EXPLAINED = 3;

/** The sentences after so many of the best are read as well: what was asked of may be named in the sentence before. */
const FOLLOWED = 5;

interface Scored {
  readonly slot: number;
  readonly score: number;
  readonly reading: Reading;
  readonly around: number;
  readonly before: number;
}

/** A word of like meaning leads to a fact; how well the fact fits is told by the words themselves. */
function withoutNear(reading: Reading): Reading {
  if (!reading.meetings.some((meeting) => meeting?.kind === 'near')) return reading;
  return {
    ...reading,
    meetings: reading.meetings.map((meeting) => (meeting?.kind === 'near' ? null : meeting)),
  };
}

/** Makes an index; `signals` is for measuring what each of them is worth. */
export function createIndex(
  documents: Iterable<SearchDocument> = [],
  signals: Signals = ALL_SIGNALS,
): SearchIndex {
  const index = indexOver(createContents(), signals);
  index.add(documents);
  return index;
}

/** Opens what a snapshot was written as, its segments in their order; throws where that is not whole. */
export const openIndex = (head: Sections, segments: readonly Sections[]): SearchIndex =>
  indexOver(createContents(head, segments), ALL_SIGNALS);

function indexOver(contents: Contents, signals: Signals): SearchIndex {
  const { vocabulary, catalogue, segments, definitions, suggester } = contents;
  const scratch = createScratch();

  const stretchOf = (slot: number): Stretch => {
    const { segment, row } = segments.where(slot);
    return { words: segment.words, from: segment.starts[row]!, to: segment.starts[row + 1]! };
  };

  const readSlot = (slot: number, query: Query, lookup: Lookup): Reading =>
    readDocument(stretchOf(slot), query, lookup, vocabulary.terms(), vocabulary.kinds());

  const sentenceAt = (slot: number): number => sentenceOf(stretchOf(slot), vocabulary.textOf);

  const better = (a: Scored, b: Scored): number => b.score - a.score || catalogue.compareIds(a.slot, b.slot);

  const admitsFor = ({ article }: SearchOptions): ((slot: number) => boolean) | null => {
    if (article === undefined) return null;
    const number = catalogue.articleNumber(article);
    return (slot) => catalogue.articleNumberOf(slot) === number;
  };

  return {
    add: contents.add,
    remove: contents.remove,
    keepOnly(holds) {
      const gone: string[] = [];
      for (const { slots, alive } of segments.all)
        slots.forEach((slot, row) => {
          if (alive[row] === 1 && !holds(catalogue.idOf(slot))) gone.push(catalogue.idOf(slot));
        });
      contents.remove(gone);
    },
    search(question, options) {
      const lexicon = { vocabulary, definitions, size: catalogue.size };
      const query = parseQuestion(question, lexicon, signals);
      const lookup = lookupOf(query);
      const terms = vocabulary.terms();
      const store = {
        segments: segments.all,
        terms,
        compareIds: catalogue.compareIds,
        admits: admitsFor(options),
      };
      const slots = collect(query, store, scratch, Math.max(READ, options.limit));
      const held = new Map<number, number>();
      const heldBy = (slot: number): number => {
        const known = held.get(slot);
        if (known !== undefined) return known;
        const found = termsHeld(stretchOf(slot), lookup, terms);
        held.set(slot, found);
        return found;
      };
      const score = (slot: number): Scored => {
        const reading = readSlot(slot, query, lookup);
        const place = sentenceAt(slot);
        let around = 0;
        let before = 0;
        for (const other of catalogue.neighbours(slot)) {
          const there = heldBy(other);
          around |= there;
          if (there !== 0 && place > 0 && sentenceAt(other) === place - 1) before |= there;
        }
        const { segment, row } = segments.where(slot);
        const length = segment.lengths[row]!;
        const score = factScore(query, { reading: withoutNear(reading), length, around, before });
        return { slot, score, reading, around, before };
      };
      const scored = slots.map(score).sort(better);
      const pool = new Set(slots);
      const following = scored
        .slice(0, FOLLOWED)
        .flatMap(({ slot }) =>
          catalogue
            .neighbours(slot)
            .filter(
              (other) =>
                !pool.has(other) && heldBy(other) !== 0 && sentenceAt(other) === sentenceAt(slot) + 1,
            ),
        );
      const ranked = [...scored, ...[...new Set(following)].map(score)]
        .sort(better)
        .slice(0, options.limit)
        .map((one, at) => ({
          ...one,
          id: catalogue.idOf(one.slot),
          neighbours:
            at < EXPLAINED
              ? [...catalogue.neighbours(one.slot)]
                  .sort(catalogue.compareIds)
                  .map((other) => readSlot(other, query, lookup))
              : [],
        }));
      return explain(query, ranked, vocabulary);
    },
    suggest: suggester.suggest,
    get size() {
      return catalogue.size;
    },
    get revision() {
      return contents.revision;
    },
    get touched() {
      return scratch.touched;
    },
    held(question) {
      const { terms } = parseQuestion(question, { vocabulary, definitions, size: catalogue.size }, signals);
      return terms
        .flatMap(({ variants }) => variants)
        .reduce((sum, { term }) => sum + vocabulary.frequency(term), 0);
    },
    snapshot: contents.snapshot,
    changes: contents.changes,
  };
}
