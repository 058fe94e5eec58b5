import { collect, createScratch } from './candidates.ts';
import { createCatalogue } from './catalogue.ts';
import { createDefinitions } from './definitions.ts';
import type { SearchDocument } from './document.ts';
import { explain } from './explain.ts';
import { FIELD_WEIGHT, fieldIn, pushDocument, wordIn } from './forward.ts';
import { createGrowable } from './growable.ts';
import { ALL_SIGNALS, parseQuestion, type Query, type Signals } from './query.ts';
import { factScore } from './rank.ts';
import { type Lookup, lookupOf, type Reading, readDocument, type Stretch, termsHeld } from './read.ts';
import type { SearchOptions, SearchResult } from './result.ts';
import { SEGMENT_LIMIT } from './segment.ts';
import { createSegments } from './segments.ts';
import { createSuggester, type Suggested } from './suggester.ts';
import { createVocabulary, NO_TERM } from './vocabulary.ts';
import { createWordBuckets } from './word-buckets.ts';

/** A fuzzy index over short facts that grows and shrinks while it is asked. */
export interface SearchIndex {
  /** Adds documents; one whose id is known takes the old one's place. */
  add(documents: Iterable<SearchDocument>): void;
  /** Takes documents out; unknown ids are passed over. */
  remove(ids: Iterable<string>): void;
  search(question: string, options: SearchOptions): SearchResult;
  /** Topics, names and words that begin as typed. */
  suggest(prefix: string, limit: number): readonly Suggested[];
  readonly size: number;
}

/** How many candidates are read word by word. */
const READ = 60;

/** Makes an index; `signals` is for measuring what each of them is worth. */
export function createIndex(
  documents: Iterable<SearchDocument> = [],
  signals: Signals = ALL_SIGNALS,
): SearchIndex {
  const vocabulary = createVocabulary();
  const catalogue = createCatalogue();
  const segments = createSegments();
  const definitions = createDefinitions();
  const buckets = createWordBuckets(vocabulary);
  const suggester = createSuggester(vocabulary, buckets.words);
  const kept = new Map<string, SearchDocument>();
  const scratch = createScratch();

  /** Counts a document's words into the vocabulary or out of it. */
  const count = (words: Uint32Array, by: 1 | -1): void => {
    const terms = vocabulary.terms();
    const distinct = new Set<number>();
    for (const entry of words) {
      const word = wordIn(entry);
      if (FIELD_WEIGHT[fieldIn(entry)] === 0) continue;
      vocabulary.countUse(word, by);
      if (terms[word] !== NO_TERM) distinct.add(terms[word]!);
    }
    for (const term of distinct) vocabulary.countDocument(term, by);
    definitions.count(words, vocabulary, by);
  };

  const addChunk = (chunk: readonly SearchDocument[]): void => {
    const words = createGrowable();
    const starts = [0];
    const lengths = new Uint8Array(chunk.length);
    const slots = new Uint32Array(chunk.length);
    chunk.forEach((document, at) => {
      lengths[at] = pushDocument(words, vocabulary, document);
      starts.push(words.length);
      slots[at] = catalogue.take(document.id, document.article, document.paragraph);
    });
    const all = words.take();
    for (const entry of all) vocabulary.retain(wordIn(entry));
    for (let at = 0; at < chunk.length; at++) count(all.subarray(starts[at]!, starts[at + 1]!), 1);
    for (const entry of all) buckets.note(wordIn(entry));
    segments.add({ slots, lengths, starts: Uint32Array.from(starts), words: all }, vocabulary.terms());
  };

  const remove = (ids: Iterable<string>): void => {
    for (const id of ids) {
      const slot = catalogue.slotOf(id);
      if (slot === undefined) continue;
      const { segment, row } = segments.where(slot);
      const words = segment.words.slice(segment.starts[row]!, segment.starts[row + 1]!);
      count(words, -1);
      const document = kept.get(id);
      if (document) suggester.count(document, -1);
      kept.delete(id);
      segments.drop(slot, vocabulary.terms());
      catalogue.give(slot);
      for (const entry of words) vocabulary.release(wordIn(entry));
    }
  };

  const stretchOf = (slot: number): Stretch => {
    const { segment, row } = segments.where(slot);
    return { words: segment.words, from: segment.starts[row]!, to: segment.starts[row + 1]! };
  };

  const readSlot = (slot: number, query: Query, lookup: Lookup): Reading =>
    readDocument(stretchOf(slot), query, lookup, vocabulary.terms(), buckets.kindsOf);

  const admitsFor = ({ article, visible }: SearchOptions): ((slot: number) => boolean) | null => {
    if (article !== undefined) {
      const number = catalogue.articleNumber(article);
      return (slot) => catalogue.articleNumberOf(slot) === number && (!visible || visible(article));
    }
    return visible ? (slot) => visible(catalogue.articleOf(slot)) : null;
  };

  const index: SearchIndex = {
    add(added) {
      let chunk: SearchDocument[] = [];
      const ids = new Set<string>();
      const flush = (): void => {
        if (chunk.length > 0) addChunk(chunk);
        chunk = [];
        ids.clear();
      };
      for (const document of added) {
        if (ids.has(document.id)) flush();
        if (catalogue.slotOf(document.id) !== undefined) remove([document.id]);
        ids.add(document.id);
        chunk.push(document);
        if (document.topics?.length || document.entities?.length) {
          kept.set(document.id, document);
          suggester.count(document, 1);
        }
        if (chunk.length === SEGMENT_LIMIT) flush();
      }
      flush();
    },
    remove,
    search(question, options) {
      const query = parseQuestion(question, { vocabulary, definitions, size: catalogue.size }, signals);
      const lookup = lookupOf(query);
      const terms = vocabulary.terms();
      const store = { segments: segments.all, terms, idOf: catalogue.idOf, admits: admitsFor(options) };
      const slots = collect(query, store, scratch, Math.max(READ, options.limit));
      const held = new Map<number, number>();
      const heldBy = (slot: number): number => {
        const known = held.get(slot) ?? termsHeld(stretchOf(slot), lookup, terms);
        held.set(slot, known);
        return known;
      };
      const ranked = slots
        .map((slot) => {
          const { segment, row } = segments.where(slot);
          const reading = readSlot(slot, query, lookup);
          const around = catalogue.neighbours(slot).reduce((all, other) => all | heldBy(other), 0);
          const score = factScore(query, { reading, length: segment.lengths[row]!, around });
          return { slot, id: catalogue.idOf(slot), score, reading };
        })
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, options.limit)
        .map((one) => ({
          ...one,
          neighbours: catalogue.neighbours(one.slot).map((other) => readSlot(other, query, lookup)),
        }));
      return explain(query, ranked, vocabulary);
    },
    suggest: suggester.suggest,
    get size() {
      return catalogue.size;
    },
  };
  index.add(documents);
  return index;
}
