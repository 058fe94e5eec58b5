import { DatabaseSync } from 'node:sqlite';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { FUNCTION_WORDS } from '../../../src/language/stop-words.ts';
import type { SearchDocument } from '../../../src/search/document.ts';
import type { Features } from '../../../src/search/ranking/features.ts';
import { createIndex } from '../../../src/search/search-engine.ts';

/** Returns the ids of the best facts, best first. */
export type Ask = (question: string, limit: number) => string[];

/** A search library, configured with care for questions about facts. */
export interface Engine {
  readonly name: string;
  /** The largest size it is measured with. Beyond it, one question takes minutes. */
  readonly most: number;
  build(facts: Iterable<SearchDocument>): Ask;
}

const content = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !FUNCTION_WORDS.has(word));

export const readout = (features?: Features): Engine => ({
  name: 'Readout',
  most: 1_000_000,
  build(facts) {
    const index = createIndex(facts, features);
    return (question, limit) => index.search(question, { limit }).hits.map(({ id }) => id);
  },
});

const fuse = (name: string, useTokenSearch: boolean): Engine => ({
  name,
  most: 100_000,
  build(facts) {
    const options = { keys: ['claim', 'title'], ignoreLocation: true, threshold: 0.6, useTokenSearch };
    const searcher = new Fuse([...facts], options);
    return (question, limit) =>
      searcher.search(content(question).join(' '), { limit }).map(({ item }) => item.id);
  },
});

const minisearch: Engine = {
  name: 'minisearch (tuned)',
  most: 1_000_000,
  build(facts) {
    const search = new MiniSearch<SearchDocument>({
      fields: ['claim', 'title'],
      processTerm: (term) => (FUNCTION_WORDS.has(term.toLowerCase()) ? null : term.toLowerCase()),
      searchOptions: {
        boost: { claim: 3 },
        fuzzy: (term) => (term.length > 4 ? 0.2 : false),
        maxFuzzy: 2,
        prefix: (term) => term.length > 4,
        weights: { fuzzy: 0.3, prefix: 0.4 },
        bm25: { k: 0.3, b: 0.45, d: 0.5 },
      },
    });
    for (const fact of facts) search.add(fact);
    return (question, limit) =>
      search
        .search(question)
        .slice(0, limit)
        .map(({ id }) => String(id));
  },
};

const fts5: Engine = {
  name: 'SQLite FTS5',
  most: 1_000_000,
  build(facts) {
    const database = new DatabaseSync(':memory:');
    database.exec(
      `CREATE VIRTUAL TABLE facts USING fts5(id UNINDEXED, claim, title, tokenize = 'porter unicode61 remove_diacritics 2')`,
    );
    const insert = database.prepare('INSERT INTO facts VALUES (?, ?, ?)');
    database.exec('BEGIN');
    for (const { id, claim, title } of facts) insert.run(id, claim, title ?? '');
    database.exec('COMMIT');
    const select = database.prepare(
      'SELECT id FROM facts WHERE facts MATCH ? ORDER BY bm25(facts, 0, 3, 1) LIMIT ?',
    );
    return (question, limit) => {
      const words = content(question).map((word) => `"${word}"`);
      return words.length > 0 ? select.all(words.join(' OR '), limit).map(({ id }) => String(id)) : [];
    };
  },
};

export const ENGINES: readonly Engine[] = [
  readout(),
  minisearch,
  fts5,
  fuse('fuse.js token search', true),
  fuse('fuse.js classic', false),
];
