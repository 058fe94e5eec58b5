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
import { pack, type SavedFault, type Sections, textOf, unpack } from './saved-file.ts';
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
  /** The whole index as bytes, to be opened by `openIndex`; `stamp` names what it was made of. */
  save(stamp: string): Uint8Array;
}

/** What a saved index could not be opened for; it is then built again from its facts. */
export type OpenFault = SavedFault | 'other-stamp';

/** How many candidates are read word by word. */
const READ = 40;
/** For so many of the best it is looked up what their neighbours hold: what a card shows at first. */
const EXPLAINED = 3;

/** The names of a document, by which it is suggested. */
type Named = Pick<SearchDocument, 'topics' | 'entities'>;

/** Makes an index; `signals` is for measuring what each of them is worth. */
export function createIndex(
  documents: Iterable<SearchDocument> = [],
  signals: Signals = ALL_SIGNALS,
): SearchIndex {
  const index = assemble(undefined, signals);
  index.add(documents);
  return index;
}

/**
 * Opens what `save` gave, in a fraction of the time that building takes; the bytes belong to the index from then on.
 * Gives the fault where they are not a whole index of this version and stamp: build it again then.
 */
export function openIndex(bytes: Uint8Array, stamp: string): SearchIndex | OpenFault {
  const saved = unpack(bytes);
  if (typeof saved === 'string') return saved;
  return textOf(saved, 'stamp') === stamp ? assemble(saved, ALL_SIGNALS) : 'other-stamp';
}

function assemble(saved: Sections | undefined, signals: Signals): SearchIndex {
  const vocabulary = createVocabulary(saved);
  const catalogue = createCatalogue(saved);
  const segments = createSegments(saved);
  const definitions = createDefinitions();
  const buckets = createWordBuckets(vocabulary);
  const suggester = createSuggester(vocabulary, buckets.words);
  const kept = new Map<string, Named>();
  const scratch = createScratch();

  const keep = (id: string, named: Named): void => {
    kept.set(id, named);
    suggester.count(named, 1);
  };

  /** What is counted rather than saved. */
  const restore = (from: Sections): void => {
    for (let word = 0; word < vocabulary.end; word++) buckets.note(word);
    for (const { words, starts, alive } of segments.all)
      for (let row = 0; row < alive.length; row++)
        if (alive[row]) definitions.count(words.subarray(starts[row]!, starts[row + 1]!), vocabulary, 1);
    for (const [id, named] of JSON.parse(textOf(from, 'named')) as [string, Named][]) keep(id, named);
  };
  if (saved) restore(saved);

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

  const byId = (slots: readonly number[]): number[] =>
    [...slots].sort((a, b) => (catalogue.idOf(a) < catalogue.idOf(b) ? -1 : 1));

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
        const { id, topics = [], entities = [] } = document;
        if (topics.length + entities.length > 0) keep(id, { topics, entities });
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
        .map((one, at) => ({
          ...one,
          neighbours:
            at < EXPLAINED
              ? byId(catalogue.neighbours(one.slot)).map((other) => readSlot(other, query, lookup))
              : [],
        }));
      return explain(query, ranked, vocabulary);
    },
    suggest: suggester.suggest,
    get size() {
      return catalogue.size;
    },
    save: (stamp) =>
      pack({
        stamp,
        named: JSON.stringify([...kept]),
        ...vocabulary.save(),
        ...catalogue.save(),
        ...segments.save(),
      }),
  };
  return index;
}
