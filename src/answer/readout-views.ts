import type { Article } from '../domain/article.ts';
import type { Answer } from './answer.ts';
import type { AskOptions, Readout, Suggestion } from './query-core.ts';

const RANK = { answered: 3, maybe: 2, ambiguous: 1, abstained: 0 } as const;

/** Returns the more confident of two answers; the first if they are equal. */
function surer(first: Answer, second: Answer): Answer {
  const [left, right] = [first, second].map(({ status }) => (RANK as Record<string, number>)[status] ?? 0);
  if (left !== right) return left! > right! ? first : second;
  return second.confidence > first.confidence ? second : first;
}

/** Merges two lists without duplicates, the first list's entries before the second's. */
function merged<T>(first: readonly T[], second: readonly T[], key: (entry: T) => unknown): T[] {
  const entries = new Map(first.map((entry) => [key(entry), entry]));
  for (const entry of second) if (!entries.has(key(entry))) entries.set(key(entry), entry);
  return [...entries.values()];
}

/** What identifies an article in two libraries: its address. A page that both have is one article. */
const identityOf = ({ id, source }: Article): string => (source.kind === 'url' ? source.url : id);

/**
 * Combines two libraries. Each keeps its own index, and the more confident answer counts. A person's private articles
 * are asked together with their workspace's without sharing an index.
 */
export function bothOf(own: Readout, common: Readout): Readout {
  const suggest = (prefix: string, limit: number): readonly Suggestion[] =>
    merged(own.suggest(prefix, limit), common.suggest(prefix, limit), ({ text }) => text).slice(0, limit);
  return {
    ask(question, options = {}) {
      const { article } = options;
      if (article !== undefined) return (own.article(article) ? own : common).ask(question, options);
      return surer(own.ask(question, options), common.ask(question, options));
    },
    suggest,
    fact: (id) => own.fact(id) ?? common.fact(id),
    article: (id) => own.article(id) ?? common.article(id),
    topic: (id) => own.topic(id) ?? common.topic(id),
    articles: () => merged(common.articles(), own.articles(), identityOf),
    facts: () => merged(common.facts(), own.facts(), ({ id }) => id),
    factsOf: (article) => (own.article(article) ? own : common).factsOf(article),
    topics() {
      const counts = new Map(common.topics().map((entry) => [entry.topic.id, entry]));
      for (const { topic, count } of own.topics())
        counts.set(topic.id, { topic, count: Math.max(count, counts.get(topic.id)?.count ?? 0) });
      return [...counts.values()].sort((a, b) => b.count - a.count);
    },
  };
}

/**
 * Restricts a library to one article first, for threads about its brief. What the article does not answer is searched
 * in the whole library.
 */
export function focusedOn(readout: Readout, article: string): Readout {
  if (!readout.article(article)) return readout;
  return {
    ...readout,
    ask(question: string, options: AskOptions = {}) {
      if (options.article !== undefined) return readout.ask(question, options);
      const inArticle = readout.ask(question, { ...options, article });
      return inArticle.status === 'answered' ? inArticle : surer(readout.ask(question, options), inArticle);
    },
  };
}
