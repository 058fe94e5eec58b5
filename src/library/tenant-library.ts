import type { Article } from '../domain/article.ts';
import type { Fact, Topic } from '../domain/fact.ts';
import type { Reading } from '../domain/reading.ts';
import { createIndex, type SearchIndex } from '../search/search-engine.ts';
import { searchDocuments } from './library.ts';

/** A topic with its number of facts. */
interface TopicCount {
  readonly topic: Topic;
  readonly count: number;
}

/** The articles, topics and facts of a library. */
export interface LibraryContents {
  fact(id: string): Fact | undefined;
  article(id: string): Article | undefined;
  topic(id: string): Topic | undefined;
  /** The articles in the order in which they were added. */
  articles(): readonly Article[];
  /** The facts that no later version of their article withdrew. */
  facts(): readonly Fact[];
  /** An article's facts that no later version withdrew. */
  factsOf(articleId: string): readonly Fact[];
  /** The topics with at least one fact, most facts first. */
  topics(): readonly TopicCount[];
}

/** A tenant's library: its articles, topics and facts, and its search index. */
export interface TenantLibrary extends LibraryContents {
  readonly index: SearchIndex;
  /** Adds an article, or replaces its earlier version, in steps of some 10 ms. Other work may run between steps. */
  putInSteps(reading: Reading): Iterable<void>;
  /** Adds an article whose facts are in the index already. */
  addIndexed(reading: Reading): void;
  /** Removes an article in steps. Its facts are not found from the first step on. */
  removeInSteps(articleId: string): Iterable<void>;
}

/** Sorts labels as readers of a list expect. A reused collator is several times as fast as `localeCompare`. */
const byLabel = new Intl.Collator().compare;

/** The most facts indexed or removed per step. */
const STEP = 100;
/** The most UTF-16 units of text in a step of several facts: 10 ms if every word is new to the index. */
const STEP_LENGTH = 20_000;

function* inSteps<Item extends { readonly claim: string; readonly quote?: string }>(
  items: readonly Item[],
  work: (some: readonly Item[]) => void,
): Generator<void> {
  let step: Item[] = [];
  let length = 0;
  for (const item of items) {
    const own = item.claim.length + (item.quote?.length ?? 0);
    if (step.length === STEP || (step.length > 0 && length + own > STEP_LENGTH)) {
      work(step);
      yield;
      step = [];
      length = 0;
    }
    step.push(item);
    length += own;
  }
  if (step.length > 0) work(step);
}

const idsOf = (facts: readonly Fact[]): string[] => facts.map(({ id }) => id);

/** Creates a table of topics by id with the articles that name them. The first article's label counts. */
function topicTable() {
  const holders = new Map<string, Map<string, Topic>>();
  return {
    get: (id: string): Topic | undefined => holders.get(id)?.values().next().value,
    add(article: string, topics: readonly Topic[]): void {
      for (const topic of topics) {
        const held = holders.get(topic.id) ?? new Map<string, Topic>();
        held.set(article, topic);
        holders.set(topic.id, held);
      }
    },
    drop(article: string, topics: readonly Topic[]): void {
      for (const { id } of topics) {
        const held = holders.get(id);
        held?.delete(article);
        if (held?.size === 0) holders.delete(id);
      }
    },
  };
}

/** Creates an empty library. `index` may be one opened from its files; `index.retain` removes its other documents. */
export function createTenantLibrary(index: SearchIndex = createIndex()): TenantLibrary {
  const readings = new Map<string, Reading>();
  const factById = new Map<string, Fact>();
  const topics = topicTable();
  /** Caches the list of topics until an article changes, because completion requests it at every keystroke. */
  let listed: readonly TopicCount[] | null = null;
  const standing = (facts: readonly Fact[] = []): Fact[] => facts.filter((fact) => !fact.withdrawn);

  const documentsOf = ({ article, topics: own, facts }: Reading) => {
    const named = new Map(own.map((topic) => [topic.id, topic]));
    for (const fact of facts)
      for (const id of fact.topics) {
        const known = topics.get(id);
        if (known && !named.has(id)) named.set(id, known);
      }
    const library = { articles: new Map([[article.id, article]]), topics: named, facts, factById };
    return searchDocuments(library);
  };

  const add = (reading: Reading): void => {
    const { id } = reading.article;
    readings.delete(id);
    readings.set(id, reading);
    listed = null;
    topics.add(id, reading.topics);
    for (const fact of reading.facts) factById.set(fact.id, fact);
  };

  const countedTopics = (): TopicCount[] => {
    const counts = new Map<string, number>();
    for (const { facts } of readings.values())
      for (const fact of facts)
        if (!fact.withdrawn) for (const id of fact.topics) counts.set(id, (counts.get(id) ?? 0) + 1);
    return [...counts]
      .flatMap(([id, count]) => {
        const topic = topics.get(id);
        return topic ? [{ topic, count }] : [];
      })
      .sort((a, b) => b.count - a.count || byLabel(a.topic.label, b.topic.label));
  };

  const self: TenantLibrary = {
    index,
    addIndexed: add,
    fact: (id) => factById.get(id),
    article: (id) => readings.get(id)?.article,
    topic: topics.get,
    articles: () => [...readings.values()].map(({ article }) => article),
    factsOf: (articleId) => standing(readings.get(articleId)?.facts),
    facts: () => [...readings.values()].flatMap(({ facts }) => standing(facts)),
    topics() {
      listed ??= countedTopics();
      return listed;
    },
    *putInSteps(reading) {
      const { id } = reading.article;
      const former = readings.get(id);
      const facts = standing(reading.facts);
      const kept = new Set(facts.map((fact) => fact.id));
      yield* inSteps(
        (former?.facts ?? []).filter(({ id: fact }) => !kept.has(fact)),
        (some) => index.remove(idsOf(some)),
      );
      for (const fact of former?.facts ?? []) factById.delete(fact.id);
      if (former) topics.drop(id, former.topics);
      add(reading);
      yield* inSteps(documentsOf({ ...reading, facts }), index.add);
    },
    *removeInSteps(articleId) {
      const former = readings.get(articleId);
      if (!former) return;
      listed = null;
      for (const fact of former.facts) factById.delete(fact.id);
      topics.drop(articleId, former.topics);
      readings.delete(articleId);
      yield* inSteps(former.facts, (some) => index.remove(idsOf(some)));
    },
  };
  return self;
}
