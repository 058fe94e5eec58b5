import type { Article } from '../../src/domain/article.ts';
import type { Reading } from '../../src/domain/reading.ts';
import type { TenantId } from '../../src/domain/tenant.ts';
import type { ArticleStore, FollowedSource, SourceStore } from '../../src/ingest/ports.ts';

/** A store of articles in memory, and what it holds. */
export function memoryArticles() {
  const readings = new Map<string, Reading>();
  const key = (tenant: TenantId, id: string) => JSON.stringify([tenant, id]);
  const store: ArticleStore = {
    async *articles(tenant) {
      for (const [at, { article }] of readings) if (JSON.parse(at)[0] === tenant) yield article;
    },
    reading: async (tenant, id) => readings.get(key(tenant, id)) ?? null,
    async save(tenant, reading) {
      readings.set(key(tenant, reading.article.id), reading);
    },
  };
  return { store, all: () => [...readings.values()] };
}

/** A store of followed sources in memory. */
export function memorySources() {
  const rows = new Map<string, FollowedSource>();
  const key = (tenant: TenantId, url: string) => JSON.stringify([tenant, url]);
  const store: SourceStore = {
    list: async (tenant) => [...rows.values()].filter((row) => row.tenant === tenant),
    find: async (tenant, url) => rows.get(key(tenant, url)) ?? null,
    due: async (now, limit) =>
      [...rows.values()]
        .filter(({ state }) => state.pausedAt === null && state.dueAt <= now)
        .sort((a, b) => a.state.dueAt.localeCompare(b.state.dueAt))
        .slice(0, limit),
    async put(source) {
      rows.set(key(source.tenant, source.url), source);
    },
    remove: async (tenant, url) => rows.delete(key(tenant, url)),
  };
  return { store, all: () => [...rows.values()] };
}

/** One fact a sentence: enough to see what ingestion does with facts. */
export function plainFacts(article: Article): Reading {
  const facts = [...article.text.matchAll(/[^\n.]+\./g)].map(({ 0: match, index }) => {
    const quote = match.trimStart();
    const start = index + match.length - quote.length;
    return {
      id: `${article.id}/${quote.length}-${quote.slice(0, 12).replace(/\W+/g, '-')}`,
      article: article.id,
      claim: quote,
      quote,
      span: [start, start + quote.length] as const,
      speaker: null,
      stance: 'affirmed' as const,
      topics: [],
      entities: [],
      salience: 0.5,
    };
  });
  return { article, topics: [], facts };
}
