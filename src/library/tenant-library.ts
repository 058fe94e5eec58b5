import type { Article } from '../domain/article.ts';
import type { Fact, Topic } from '../domain/fact.ts';
import type { Reading } from '../domain/reading.ts';
import { createIndex, type SearchIndex } from '../search/search-engine.ts';
import { KeptReading } from './kept-reading.ts';
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
  articleCount(): number;
  /** Adds an article, or replaces its earlier version, in steps of some 10 ms. Other work may run between steps. */
  putInSteps(reading: Reading | KeptReading): Iterable<void>;
  /** Adds an article whose facts are in the index already. */
  addIndexed(reading: Reading | KeptReading): void;
  /** The stored form of an article with its facts; undefined if the library has no such article. */
  kept(articleId: string): KeptReading | undefined;
  /** The bytes of its articles. */
  readonly bytes: number;
  /** Whether it has a fact of this id that no later version of its article withdrew. */
  isStanding(factId: string): boolean;
  /** Removes an article in steps. Its facts are not found from the first step on. */
  removeInSteps(articleId: string): Iterable<void>;
}

/** Sorts labels as readers of a list expect. A reused collator is several times as fast as `localeCompare`. */
const byLabel = new Intl.Collator().compare;

/** The most facts indexed or removed per step. */
const STEP = 100;
/** The most UTF-16 units of text in a step of several facts: 10 ms if every word is new to the index. */
const STEP_LENGTH = 20_000;

/** The length of a fact's text in UTF-16 units. */
const lengthOf = ({ claim, quote = '' }: { readonly claim: string; readonly quote?: string }): number =>
  claim.length + quote.length;

/** Works on items in steps, each bounded by the number of its items and by their length. */
function* inSteps<Item>(
  items: readonly Item[],
  length: (item: Item) => number,
  work: (some: readonly Item[]) => void,
): Generator<void> {
  let step: Item[] = [];
  let size = 0;
  for (const item of items) {
    const own = length(item);
    if (step.length === STEP || (step.length > 0 && size + own > STEP_LENGTH)) {
      work(step);
      yield;
      step = [];
      size = 0;
    }
    step.push(item);
    size += own;
  }
  if (step.length > 0) work(step);
}

const keptOf = (reading: Reading | KeptReading): KeptReading =>
  reading instanceof KeptReading ? reading : KeptReading.of(reading);

interface NamedTopic {
  /** The topic as the first of its articles names it. */
  readonly topic: Topic;
  /** The id of that article. */
  readonly owner: string;
  /** The number of articles that have it. */
  holders: number;
}

/** The topics of some articles by id. The table is made when it is first needed. */
function createTopicTable(readings: ReadonlyMap<string, KeptReading>) {
  let table: Map<string, NamedTopic> | null = null;

  const add = (own: Map<string, NamedTopic>, reading: KeptReading): void => {
    for (const topic of reading.topics().topics) {
      const known = own.get(topic.id);
      if (known) known.holders++;
      else own.set(topic.id, { topic, owner: reading.id, holders: 1 });
    }
  };
  const current = (): Map<string, NamedTopic> => {
    if (table) return table;
    table = new Map();
    for (const reading of readings.values()) add(table, reading);
    return table;
  };

  return {
    get: (id: string): Topic | undefined => current().get(id)?.topic,
    /** Adds the topics of an article that is the last of `readings`. */
    add(reading: KeptReading): void {
      if (table) add(table, reading);
    },
    /** Removes the topics of an article that is in `readings` no longer. */
    drop(reading: KeptReading): void {
      for (const { id } of table ? reading.topics().topics : []) {
        const known = table?.get(id);
        if (!known) continue;
        known.holders--;
        if (known.holders === 0) table?.delete(id);
        // Its name came from the removed article: the table is built again, with the name of another one.
        else if (known.owner === reading.id) table = null;
      }
    },
  };
}

/** Creates an empty library. `index` may be one opened from its files; `index.retain` removes its other documents. */
export function createTenantLibrary(index: SearchIndex = createIndex()): TenantLibrary {
  const readings = new Map<string, KeptReading>();
  const topics = createTopicTable(readings);
  /** The list of topics until an article changes: completions ask for it at every letter. */
  let listed: readonly TopicCount[] | null = null;
  let bytes = 0;

  /** Finds a fact: its article, and its number there. */
  const find = (id: string): { readonly reading: KeptReading; readonly at: number } | undefined => {
    const article = index.articleOf(id);
    // The index lacks withdrawn facts, and those of an article that is being added.
    for (const reading of article === undefined ? readings.values() : [readings.get(article)]) {
      const at = reading?.indexOf(id) ?? -1;
      if (reading && at >= 0) return { reading, at };
    }
    return undefined;
  };

  const documentsOf = (reading: KeptReading, facts: readonly Fact[]) => {
    const { article } = reading;
    const named = new Map(reading.topics().topics.map((topic) => [topic.id, topic]));
    for (const fact of facts)
      for (const id of fact.topics) {
        const known = topics.get(id);
        if (known && !named.has(id)) named.set(id, known);
      }
    const byId = new Map(facts.map((fact) => [fact.id, fact]));
    return searchDocuments({
      articles: new Map([[article.id, article]]),
      topics: named,
      facts,
      factById: byId,
    });
  };

  /** Removes those facts of an article from the index whose ids are not kept. */
  const unindex = (reading: KeptReading, kept: ReadonlySet<string>): Iterable<void> =>
    inSteps(
      Array.from({ length: reading.count }, (_, at) => at).filter((at) => !kept.has(reading.factId(at))),
      (at) => reading.factSize(at),
      (some) => index.remove(some.map((at) => reading.factId(at))),
    );

  const drop = (reading: KeptReading): void => {
    readings.delete(reading.id);
    listed = null;
    bytes -= reading.size;
    topics.drop(reading);
  };

  const add = (reading: KeptReading): void => {
    const former = readings.get(reading.id);
    if (former) drop(former);
    readings.set(reading.id, reading);
    listed = null;
    bytes += reading.size;
    topics.add(reading);
  };

  const countedTopics = (): TopicCount[] => {
    const counts = new Map<string, number>();
    for (const reading of readings.values())
      for (const [id, count] of reading.topics().counts) counts.set(id, (counts.get(id) ?? 0) + count);
    return [...counts]
      .flatMap(([id, count]) => {
        const topic = topics.get(id);
        return topic ? [{ topic, count }] : [];
      })
      .sort((a, b) => b.count - a.count || byLabel(a.topic.label, b.topic.label));
  };

  const self: TenantLibrary = {
    index,
    addIndexed: (reading) => add(keptOf(reading)),
    kept: (id) => readings.get(id),
    get bytes() {
      return bytes;
    },
    isStanding(id) {
      const found = find(id);
      return found !== undefined && !found.reading.isWithdrawn(found.at);
    },
    fact(id) {
      const found = find(id);
      return found?.reading.fact(found.at);
    },
    article: (id) => readings.get(id)?.article,
    topic: topics.get,
    articles: () => [...readings.values()].map(({ article }) => article),
    articleCount: () => readings.size,
    factsOf: (articleId) => readings.get(articleId)?.standing() ?? [],
    facts: () => [...readings.values()].flatMap((reading) => reading.standing()),
    topics() {
      listed ??= countedTopics();
      return listed;
    },
    *putInSteps(given) {
      const reading = keptOf(given);
      const former = readings.get(reading.id);
      const facts = reading.standing();
      const kept = new Set(facts.map((fact) => fact.id));
      if (former) yield* unindex(former, kept);
      add(reading);
      yield* inSteps(documentsOf(reading, facts), lengthOf, index.add);
    },
    *removeInSteps(articleId) {
      const former = readings.get(articleId);
      if (!former) return;
      drop(former);
      yield* unindex(former, new Set());
    },
  };
  return self;
}
