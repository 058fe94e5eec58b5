import type { SearchDocument } from '../document.ts';
import { createGrowable } from '../memory/growable-array.ts';
import { columnOf, type Sections } from '../persistence/index-file.ts';
import { createDefinitions, type Definitions } from '../query/acronym-table.ts';
import { createSuggester, type Suggester } from '../query/autocomplete.ts';
import { type Changes, createRecentChanges } from './delta-log.ts';
import { fingerprintOf } from './document-fingerprint.ts';
import { type Catalogue, createCatalogue } from './document-table.ts';
import { FIELD_WEIGHT, fieldIn, pushDocument, wordIn } from './forward-index.ts';
import { SEGMENT_LIMIT, type Segment } from './segment.ts';
import { createRowsBuilder } from './segment-builder.ts';
import { createSegments, type Segments, sectionsOf, segmentFrom } from './segment-set.ts';
import { createVocabulary, NO_TERM, type Vocabulary } from './term-dictionary.ts';

/** An index at one moment, ready to be written while it goes on changing. */
export interface Snapshot {
  /** All that changes. */
  readonly head: Sections;
  /** What never changes: one object a segment, by which it is known again at the next snapshot. */
  readonly segments: readonly object[];
  sectionsOf(segment: object): Sections;
}

/** What is indexed, and how it comes in and goes out. */
export interface Contents {
  readonly vocabulary: Vocabulary;
  readonly catalogue: Catalogue;
  readonly segments: Segments;
  readonly definitions: Definitions;
  readonly suggester: Suggester;
  add(documents: Iterable<SearchDocument>): void;
  remove(ids: Iterable<string>): void;
  /** Begins to note changes anew. */
  snapshot(): Snapshot;
  changes(): Changes | null;
  /** Counts the changes. */
  readonly revision: number;
}

/** Nothing yet, or what was saved. */
export function createContents(head?: Sections, saved: readonly Sections[] = []): Contents {
  const vocabulary = createVocabulary(head);
  const catalogue = createCatalogue(head);
  const suggester = createSuggester(vocabulary, head);
  const definitions = createDefinitions();
  const recent = createRecentChanges();
  const pending = createRowsBuilder();
  const pendingIds = new Set<string>();
  let revision = 0;

  const livingOf = (): Segment[] => {
    if (!head) return [];
    const alive = columnOf(head, 'alive', Uint8Array);
    let from = 0;
    return saved.map((sections) => {
      const rows = columnOf(sections, 'slots', Uint32Array).length;
      from += rows;
      return segmentFrom(sections, alive.slice(from - rows, from));
    });
  };
  const segments = createSegments(vocabulary.terms, livingOf());
  for (const { words, starts, alive } of segments.all)
    for (let row = 0; row < alive.length; row++)
      if (alive[row] === 1) definitions.count(words, starts[row]!, starts[row + 1]!, vocabulary, 1);

  /** By term, the number of the document that it was last counted for: each counts it once. */
  const counted = createGrowable();
  let documents = 0;

  /** Counts a document's words into the vocabulary. */
  const countIn = (words: Uint32Array, from: number, to: number): void => {
    const [terms, holds, frequencies] = [vocabulary.terms(), vocabulary.holds(), vocabulary.frequencies()];
    counted.reach(frequencies.length);
    const last = counted.raw();
    documents = (documents + 1) >>> 0;
    for (let at = from; at < to; at++) {
      const word = wordIn(words[at]!);
      holds[2 * word]!++;
      if (FIELD_WEIGHT[fieldIn(words[at]!)] === 0) continue;
      holds[2 * word + 1]!++;
      const term = terms[word]!;
      if (term === NO_TERM || last[term] === documents) continue;
      last[term] = documents;
      frequencies[term]!++;
    }
    definitions.count(words, from, to, vocabulary, 1);
  };

  /** Counts a document's words out; a word that no other holds is forgotten with them. */
  const countOut = (words: Uint32Array, from: number, to: number): void => {
    definitions.count(words, from, to, vocabulary, -1);
    const terms = vocabulary.terms();
    documents = (documents + 1) >>> 0;
    for (let at = from; at < to; at++) {
      const term = terms[wordIn(words[at]!)]!;
      const looked = FIELD_WEIGHT[fieldIn(words[at]!)] !== 0;
      if (!looked || term === NO_TERM || counted.get(term) === documents) continue;
      counted.set(term, documents);
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
    const { segment, row } = segments.where(slot);
    const { words, starts, names, nameStarts } = segment;
    const [from, to] = [starts[row]!, starts[row + 1]!];
    suggester.give(names.subarray(nameStarts[row]!, nameStarts[row + 1]!));
    segments.drop(slot);
    catalogue.give(slot);
    countOut(words, from, to);
    revision++;
  };

  const push = (document: SearchDocument): void => {
    const fingerprint = fingerprintOf(document);
    const known = catalogue.slotOf(document.id);
    if (known !== undefined && catalogue.isSame(known, fingerprint)) return;
    if (known !== undefined) drop(document.id, known);
    const from = pending.words.length;
    const length = pushDocument(pending.words, vocabulary, document);
    countIn(pending.words.raw(), from, pending.words.length);
    const slot = catalogue.take(document.id, document.article, document.paragraph, fingerprint);
    pending.end(slot, length, suggester.take(document));
    pendingIds.add(document.id);
    recent.note(document.id, document);
    revision++;
    if (pending.size === SEGMENT_LIMIT) flush();
  };

  return {
    ...{ vocabulary, catalogue, segments, definitions, suggester },
    add(documents) {
      try {
        for (const document of documents) push(document);
      } finally {
        flush();
      }
    },
    remove(ids) {
      for (const id of ids) {
        const slot = catalogue.slotOf(id);
        if (slot === undefined) continue;
        drop(id, slot);
        recent.note(id, null);
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
      recent.clear();
      return {
        head: { alive, ...vocabulary.save(), ...catalogue.save(), ...suggester.save() },
        segments: all,
        sectionsOf: (segment) => sectionsOf(segment as Segment),
      };
    },
    changes: recent.changes,
    get revision() {
      return revision;
    },
  };
}
