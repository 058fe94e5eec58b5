import type { SearchDocument } from '../document.ts';
import { createGrowableArray } from '../memory/growable-array.ts';
import { columnOf, type Sections } from '../persistence/index-file.ts';
import { type AcronymTable, createAcronymTable } from '../query/acronym-table.ts';
import { createSuggester, type Suggester } from '../query/autocomplete.ts';
import { type Changes, createDeltaLog } from './delta-log.ts';
import { fingerprintOf } from './document-fingerprint.ts';
import { createDocumentTable, type DocumentTable } from './document-table.ts';
import { FIELD_WEIGHT, fieldIn, pushDocument, wordIn } from './forward-index.ts';
import { SEGMENT_LIMIT, type Segment } from './segment.ts';
import { createSegmentBuilder } from './segment-builder.ts';
import { createSegmentSet, deserializeSegment, type SegmentSet, serializeSegment } from './segment-set.ts';
import { createTermDictionary, NO_TERM, type TermDictionary } from './term-dictionary.ts';

/** A consistent copy of an index, to be written to files while the index goes on changing. */
export interface Snapshot {
  /** Everything that changes. */
  readonly head: Sections;
  /**
   * The immutable segments. The same segment is the same object in the next snapshot, so it need not be written again.
   */
  readonly segments: readonly object[];
  sectionsOf(segment: object): Sections;
}

/** The index writer: adds and removes documents, and owns the structures that a search reads. */
export interface IndexWriter {
  readonly vocabulary: TermDictionary;
  readonly documents: DocumentTable;
  readonly segments: SegmentSet;
  readonly acronyms: AcronymTable;
  readonly suggester: Suggester;
  add(documents: Iterable<SearchDocument>): void;
  remove(ids: Iterable<string>): void;
  /** The current state. The delta log starts over. */
  snapshot(): Snapshot;
  /** The changes since the last snapshot; null if there are too many. */
  changes(): Changes | null;
  /** Counts changes. */
  readonly revision: number;
}

/** Creates an empty index, or opens a saved one. */
export function createIndexWriter(head?: Sections, saved: readonly Sections[] = []): IndexWriter {
  const vocabulary = createTermDictionary(head);
  const documents = createDocumentTable(head);
  const suggester = createSuggester(vocabulary, head);
  const acronyms = createAcronymTable();
  const deltaLog = createDeltaLog();
  const pending = createSegmentBuilder();
  const pendingIds = new Set<string>();
  let revision = 0;

  const openSegments = (): Segment[] => {
    if (!head) return [];
    const alive = columnOf(head, 'alive', Uint8Array);
    let from = 0;
    return saved.map((sections) => {
      const rows = columnOf(sections, 'slots', Uint32Array).length;
      from += rows;
      return deserializeSegment(sections, alive.slice(from - rows, from));
    });
  };
  const segments = createSegmentSet(vocabulary.terms, openSegments());
  for (const { words, starts, alive } of segments.all)
    for (let row = 0; row < alive.length; row++)
      if (alive[row] === 1) acronyms.count(words, starts[row]!, starts[row + 1]!, vocabulary, 1);

  /** By term, the serial number of the document that was last counted for it: a document counts once. */
  const lastCounted = createGrowableArray();
  let serial = 0;

  /** Adds a document's tokens to the counts of the vocabulary. */
  const countTokens = (words: Uint32Array, from: number, to: number): void => {
    const [terms, tokenCounts, frequencies] = [
      vocabulary.terms(),
      vocabulary.tokenCounts(),
      vocabulary.frequencies(),
    ];
    lastCounted.ensureLength(frequencies.length);
    const last = lastCounted.buffer();
    serial = (serial + 1) >>> 0;
    for (let at = from; at < to; at++) {
      const word = wordIn(words[at]!);
      tokenCounts[2 * word]!++;
      if (FIELD_WEIGHT[fieldIn(words[at]!)] === 0) continue;
      tokenCounts[2 * word + 1]!++;
      const term = terms[word]!;
      if (term === NO_TERM || last[term] === serial) continue;
      last[term] = serial;
      frequencies[term]!++;
    }
    acronyms.count(words, from, to, vocabulary, 1);
  };

  /** Subtracts a document's tokens from the counts. A word without any other occurrence is removed. */
  const uncountTokens = (words: Uint32Array, from: number, to: number): void => {
    acronyms.count(words, from, to, vocabulary, -1);
    const terms = vocabulary.terms();
    serial = (serial + 1) >>> 0;
    for (let at = from; at < to; at++) {
      const term = terms[wordIn(words[at]!)]!;
      const isSearchable = FIELD_WEIGHT[fieldIn(words[at]!)] !== 0;
      if (!isSearchable || term === NO_TERM || lastCounted.get(term) === serial) continue;
      lastCounted.set(term, serial);
      vocabulary.discountDocument(term);
    }
    for (let at = from; at < to; at++)
      vocabulary.release(wordIn(words[at]!), FIELD_WEIGHT[fieldIn(words[at]!)] !== 0);
  };

  const flush = (): void => {
    pendingIds.clear();
    if (pending.size > 0) segments.add(pending.take());
  };

  const drop = (id: string, slot: number): void => {
    if (pendingIds.has(id)) flush();
    const { segment, row } = segments.locate(slot);
    const { words, starts, names, nameStarts } = segment;
    const [from, to] = [starts[row]!, starts[row + 1]!];
    suggester.removeNames(names.subarray(nameStarts[row]!, nameStarts[row + 1]!));
    segments.remove(slot);
    documents.remove(slot);
    uncountTokens(words, from, to);
    revision++;
  };

  const push = (document: SearchDocument): void => {
    const fingerprint = fingerprintOf(document);
    const existing = documents.slotOf(document.id);
    if (existing !== undefined && documents.hasFingerprint(existing, fingerprint)) return;
    if (existing !== undefined) drop(document.id, existing);
    const from = pending.words.length;
    const length = pushDocument(pending.words, vocabulary, document);
    countTokens(pending.words.buffer(), from, pending.words.length);
    const slot = documents.add(document.id, document.article, document.paragraph, fingerprint);
    pending.endDocument(slot, length, suggester.addNames(document));
    pendingIds.add(document.id);
    deltaLog.record(document.id, document);
    revision++;
    if (pending.size === SEGMENT_LIMIT) flush();
  };

  return {
    vocabulary,
    documents,
    segments,
    acronyms,
    suggester,
    add(added) {
      try {
        for (const document of added) push(document);
      } finally {
        flush();
      }
    },
    remove(ids) {
      for (const id of ids) {
        const slot = documents.slotOf(id);
        if (slot === undefined) continue;
        drop(id, slot);
        deltaLog.record(id, null);
      }
    },
    snapshot() {
      const all = [...segments.all];
      const alive = new Uint8Array(all.reduce((sum, { slots }) => sum + slots.length, 0));
      let from = 0;
      for (const segment of all) {
        alive.set(segment.alive, from);
        from += segment.alive.length;
      }
      deltaLog.clear();
      return {
        head: { alive, ...vocabulary.save(), ...documents.save(), ...suggester.save() },
        segments: all,
        sectionsOf: (segment) => serializeSegment(segment as Segment),
      };
    },
    changes: deltaLog.changes,
    get revision() {
      return revision;
    },
  };
}
