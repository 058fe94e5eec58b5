import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import { mendedQuestion } from '../language/lexicon/misspellings.ts';
import { createLibraries, type LibraryOpener, type OpenLibraries } from '../library/libraries.ts';
import { type Library, readingsIn } from '../library/library.ts';
import { createTenantLibrary, type LibraryContents, type TenantLibrary } from '../library/tenant-library.ts';
import type { SearchDocument } from '../search/document.ts';
import { createIndex, type SearchIndex } from '../search/search-engine.ts';
import { alternativesIn, mergedAnswer, nameInOrder } from './alternatives.ts';
import type { Answer } from './answer.ts';
import { answerFrom } from './answer-question.ts';
import { readNewest } from './intent/newest.ts';

export interface AskOptions {
  /** The most facts; 25 by default. */
  readonly limit?: number;
  /** Restricts to one article. */
  readonly article?: string;
}

export interface Suggestion {
  readonly text: string;
  readonly kind: 'topic' | 'name' | 'word';
}

/** A tenant's query core: its library and how to ask it. */
export interface Readout extends LibraryContents {
  ask(question: string, options?: AskOptions): Answer;
  /** Suggests completions of a prefix from the tenant's own vocabulary. */
  suggest(prefix: string, limit: number): readonly Suggestion[];
}

/** The query cores of some tenants, whose libraries are in memory. */
export interface OpenReadouts {
  /** Returns a tenant's query core; null is that of tenants without own articles. */
  of(tenant: TenantId): Readout;
  /** Whether a tenant has articles of its own. */
  has(tenant: string): boolean;
  /** Adds an article of a tenant (null: shared), or replaces its earlier version. */
  put(reading: Reading, tenant: TenantId): void;
  /** Like `put`, in steps of some 10 ms for an article with many facts. Other work may run between steps. */
  putting(reading: Reading, tenant: TenantId): Iterable<void>;
}

/** Access to every tenant's query core. A tenant must be named to ask anything. */
export interface ReadoutAccess {
  /**
   * Opens the libraries of some tenants, and the shared one, in their current state. They stay in memory while the
   * result is in use. Throws if the database cannot be read and the library is not in memory.
   */
  open(...tenants: readonly TenantId[]): Promise<OpenReadouts>;
}

/** The query cores of all tenants, in memory. */
export interface Readouts extends OpenReadouts, ReadoutAccess {
  /** Removes an article of any tenant. */
  remove(articleId: string): void;
  /** Like `remove`, in steps of some 10 ms. The article's facts are not found from the first step on. */
  removing(articleId: string): Iterable<void>;
  /** Removes what a saved index contains but was not loaded. Call it after everything is loaded. */
  sweep(): void;
}

/** The default number of facts: enough to count those behind "more". */
const DEFAULT_LIMIT = 25;
const NEWEST_LIMIT = 200;
/** The number of best matches that are verified, even if fewer are wanted. */
const CANDIDATES = 30;

/** Creates the query core of one tenant's library. */
function readoutOver(library: TenantLibrary): Readout {
  const { index, fact, article, topic, articles, articleCount, facts, factsOf, topics } = library;
  return {
    ask(typed, { limit = DEFAULT_LIMIT, article: only } = {}) {
      const question = mendedQuestion(typed);
      const askOne = (text: string): Answer => {
        const asked = readNewest(text);
        const found = index.search(asked.question, {
          // The newest fact is seldom the best match, so more are examined if it is wanted.
          limit: Math.max(limit, asked.newest ? NEWEST_LIMIT : CANDIDATES),
          ...(only === undefined ? {} : { article: only }),
        });
        return answerFrom(text, found, {
          find: fact,
          articleOf: article,
          topicOf: topic,
          article: only === undefined ? [] : factsOf(only),
          searched: only === undefined ? articleCount() : 1,
          newest: asked.newest,
          limit,
        });
      };
      // "Wolfe, Brian" is a person if a sentence says "Brian Wolfe"; "Iran, Iraq" are two names.
      const inOrder = nameInOrder(question);
      const person = inOrder === null ? null : askOne(inOrder);
      if (inOrder !== null && person?.facts[0]?.fact.quote.includes(inOrder))
        return { ...person, question: typed };
      const names = alternativesIn(question);
      const answer = names.length > 0 ? mergedAnswer(question, names.map(askOne), limit) : askOne(question);
      return { ...answer, question: typed };
    },
    suggest: (prefix, limit) => index.suggest(prefix, limit),
    fact,
    article,
    topic,
    articles,
    facts,
    factsOf,
    topics,
  };
}

/**
 * Creates the query core over the shipped articles; later articles are added with `put`. `documents` are the index's
 * input, if known; the library then is not a demonstration but everything there is. `index` is one opened from its
 * files; `sweep` removes what else it contains.
 */
export function createReadout(
  library: Library,
  documents?: readonly SearchDocument[],
  index: SearchIndex = createIndex(),
): Readouts {
  const common = createTenantLibrary(index);
  const demo = readingsIn(library);
  if (documents) {
    for (const reading of demo) common.addIndexed(reading);
    index.add(documents);
  }
  const libraries = createLibraries({ demo: documents ? [] : demo, common });
  const self: Readouts = {
    ...readoutsOver(libraries),
    open: async () => self,
    remove(articleId) {
      for (const _ of self.removing(articleId));
    },
    removing: libraries.removeInSteps,
    sweep() {
      index.retain((id) => {
        const fact = common.fact(id);
        return fact !== undefined && !fact.withdrawn;
      });
    },
  };
  return self;
}

/** The query core of each library, created on first use. */
const readouts = new WeakMap<TenantLibrary, Readout>();

/** Creates query cores over some libraries. */
function readoutsOver(libraries: OpenLibraries): OpenReadouts {
  const self: OpenReadouts = {
    of(tenant) {
      const library = libraries.of(tenant);
      const known = readouts.get(library) ?? readoutOver(library);
      readouts.set(library, known);
      return known;
    },
    has: libraries.has,
    put(reading, tenant) {
      for (const _ of self.putting(reading, tenant));
    },
    putting: libraries.putInSteps,
  };
  return self;
}

/** Creates access to libraries that are opened on demand. */
export const readoutsOnDemand = (opener: LibraryOpener): ReadoutAccess => ({
  open: async (...tenants) => readoutsOver(await opener.open(tenants)),
});
