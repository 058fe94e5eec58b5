import type { Article } from '../domain/article.ts';
import type { Fact, Topic } from '../domain/fact.ts';
import type { Reading } from '../domain/reading.ts';
import type { TenantId } from '../domain/tenant.ts';
import type { Library } from '../library/library.ts';
import { searchDocuments } from '../library/library.ts';
import type { SearchDocument } from '../search/document.ts';
import { createIndex, type SearchIndex } from '../search/search-engine.ts';
import type { Answer } from './answer-question.ts';
import { answerFrom } from './answer-question.ts';
import { readNewest } from './intent/recency.ts';

export interface AskOptions {
  /** How many facts at the most; 25 where nothing is said. */
  readonly limit?: number;
  /** Restricts to one article. */
  readonly article?: string;
  readonly tenant?: TenantId;
}

export interface Suggestion {
  readonly text: string;
  readonly kind: 'topic' | 'name' | 'word';
}

/** The query core: what is loaded, and the one way to ask it. */
export interface Readout {
  ask(question: string, options?: AskOptions): Answer;
  suggest(prefix: string, limit: number): readonly Suggestion[];
  fact(id: string): Fact | undefined;
  article(id: string): Article | undefined;
  topic(id: string): Topic | undefined;
  /** Articles that a tenant may see, in the order in which they came. */
  articles(tenant: TenantId): readonly Article[];
  /** Facts that a tenant may see and that no later version withdrew. */
  facts(tenant: TenantId): readonly Fact[];
  /** An article's facts that no later version withdrew. */
  factsOf(articleId: string): readonly Fact[];
  /** Topics with at least one visible fact, most facts first. */
  topics(tenant: TenantId): readonly { readonly topic: Topic; readonly count: number }[];
  /** Adds an article of a tenant (null: everybody's), or puts its new version in place of the old. */
  put(reading: Reading, tenant: TenantId): void;
  /** `put` in steps of some 10 ms, for an article with very many facts: what comes between two of them may ask. */
  putting(reading: Reading, tenant: TenantId): Iterable<void>;
  remove(articleId: string): void;
  /** `remove` in steps of some 10 ms: nothing of the article is answered with from the first one on. */
  removing(articleId: string): Iterable<void>;
  /** Takes out of a saved index what is not loaded; call it once all is. */
  sweep(): void;
}

/** Enough to count what stands behind "more". */
const DEFAULT_LIMIT = 25;
const NEWEST_LIMIT = 200;
/** Facts that are indexed, or taken out, in one step. */
const STEP = 100;

/** Does something to a few at a time. */
function* inSteps<Item>(items: readonly Item[], work: (some: readonly Item[]) => void): Generator<void> {
  for (let at = 0; at < items.length; at += STEP) {
    work(items.slice(at, at + STEP));
    if (at + STEP < items.length) yield;
  }
}

function libraryOf({ article, topics, facts }: Reading, known: ReadonlyMap<string, Topic>): Library {
  const merged = new Map(topics.map((topic) => [topic.id, topic]));
  for (const fact of facts)
    for (const id of fact.topics) if (!merged.has(id) && known.has(id)) merged.set(id, known.get(id)!);
  return {
    articles: new Map([[article.id, article]]),
    topics: merged,
    facts,
    factById: new Map(facts.map((fact) => [fact.id, fact])),
  };
}

/**
 * Makes the query core over a library; articles that come later join by `put`.
 * `documents` is what the index reads of the library, where that is known already. `index` is one that was saved: what it
 * holds of the library already is not read again, and what it holds besides is left to `sweep`.
 */
export function createReadout(
  library: Library,
  documents: readonly SearchDocument[] = searchDocuments(library),
  index: SearchIndex = createIndex(),
): Readout {
  const articles = new Map(library.articles);
  const topics = new Map(library.topics);
  const factById = new Map(library.factById);
  const factsOf = new Map<string, readonly Fact[]>();
  const owner = new Map<string, TenantId>();
  for (const article of articles.keys()) owner.set(article, null);
  for (const [id, facts] of Map.groupBy(library.facts, ({ article }) => article)) factsOf.set(id, facts);
  index.add(documents);

  const visible = (tenant: TenantId) => (article: string) => {
    const of = owner.get(article);
    return of === null || (of !== undefined && of === tenant);
  };

  const self: Readout = {
    ask(question, { limit = DEFAULT_LIMIT, article, tenant = null } = {}) {
      const asked = readNewest(question);
      const found = index.search(asked.question, {
        // The newest is seldom the best match of many: more are looked at where it is wanted.
        limit: asked.newest ? Math.max(limit, NEWEST_LIMIT) : limit,
        visible: visible(tenant),
        ...(article === undefined ? {} : { article }),
      });
      const parts = {
        find: (id: string) => factById.get(id),
        articleOf: (id: string) => articles.get(id),
        topicOf: (id: string) => topics.get(id),
        newest: asked.newest,
      };
      return answerFrom(question, found, parts);
    },
    suggest: (prefix, limit) => index.suggest(prefix, limit),
    fact: (id) => factById.get(id),
    article: (id) => articles.get(id),
    topic: (id) => topics.get(id),
    articles: (tenant) => [...articles.values()].filter(({ id }) => visible(tenant)(id)),
    factsOf: (articleId) => (factsOf.get(articleId) ?? []).filter((fact) => !fact.withdrawn),
    facts: (tenant) =>
      self.articles(tenant).flatMap(({ id }) => (factsOf.get(id) ?? []).filter((fact) => !fact.withdrawn)),
    topics(tenant) {
      const counts = new Map<string, number>();
      for (const fact of self.facts(tenant))
        for (const id of fact.topics) counts.set(id, (counts.get(id) ?? 0) + 1);
      return [...counts]
        .flatMap(([id, count]) => (topics.has(id) ? [{ topic: topics.get(id)!, count }] : []))
        .sort((a, b) => b.count - a.count || a.topic.label.localeCompare(b.topic.label));
    },
    put(reading, tenant) {
      for (const _ of self.putting(reading, tenant));
    },
    *putting(reading, tenant) {
      const standing = reading.facts.filter((fact) => !fact.withdrawn);
      const ids = new Set(standing.map(({ id }) => id));
      const former = factsOf.get(reading.article.id) ?? [];
      yield* inSteps(
        former.map(({ id }) => id).filter((id) => !ids.has(id)),
        index.remove,
      );
      for (const { id } of former) factById.delete(id);
      articles.delete(reading.article.id);
      articles.set(reading.article.id, reading.article);
      owner.set(reading.article.id, tenant);
      for (const topic of reading.topics) if (!topics.has(topic.id)) topics.set(topic.id, topic);
      factsOf.set(reading.article.id, reading.facts);
      for (const fact of reading.facts) factById.set(fact.id, fact);
      yield* inSteps(searchDocuments(libraryOf({ ...reading, facts: standing }, topics)), index.add);
    },
    remove(articleId) {
      for (const _ of self.removing(articleId));
    },
    *removing(articleId) {
      const ids = (factsOf.get(articleId) ?? []).map(({ id }) => id);
      for (const id of ids) factById.delete(id);
      factsOf.delete(articleId);
      articles.delete(articleId);
      owner.delete(articleId);
      yield* inSteps(ids, index.remove);
    },
    sweep() {
      index.keepOnly((id) => {
        const fact = factById.get(id);
        return fact !== undefined && !fact.withdrawn;
      });
    },
  };
  return self;
}
