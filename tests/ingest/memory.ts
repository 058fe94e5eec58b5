import type { Article } from '../../src/domain/article.ts';
import type { Reading } from '../../src/domain/reading.ts';
import type { TenantId } from '../../src/domain/tenant.ts';
import type { ArticleStore, FollowedSource, SourceStore } from '../../src/ingest/ports.ts';

/** Creates a store of articles in memory, and shows its rows. */
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

/** Creates a store of followed sources in memory. Each tenant's row has its feed's state after the last poll. */
export function memorySources() {
  const rows = new Map<string, FollowedSource>();
  const claims = new Map<string, { readonly owner: string; readonly until: string }>();
  const key = (tenant: TenantId, url: string) => JSON.stringify([tenant, url]);
  const of = (url: string) => [...rows.values()].filter((row) => row.url === url);
  const claimOf = ({ url, ...feed }: FollowedSource, now: string) => ({
    ...feed,
    url,
    state: { ...feed.state, dueAt: now },
    followers: of(url).map(({ tenant, addedAt, addedBy, state }) => ({
      tenant,
      addedAt,
      addedBy,
      isNew: state.lastReadAt === null,
    })),
  });
  const store: SourceStore = {
    list: async (tenant) => [...rows.values()].filter((row) => row.tenant === tenant),
    find: async (tenant, url) => rows.get(key(tenant, url)) ?? null,
    async put(source) {
      rows.set(key(source.tenant, source.url), source);
    },
    remove: async (tenant, url) => rows.delete(key(tenant, url)),
    async claim({ owner, now, until, limit, url: only }) {
      const isFree = (url: string) => (claims.get(url)?.until ?? '') <= now;
      const due = [...rows.values()]
        .filter(({ url, state }) => state.pausedAt === null && isFree(url) && (only ?? url) === url)
        .filter(({ state }) => only !== undefined || state.dueAt <= now)
        .sort((a, b) => a.state.dueAt.localeCompare(b.state.dueAt));
      const feeds = [...new Map(due.map((row) => [row.url, row])).values()].slice(0, limit);
      for (const { url } of feeds) claims.set(url, { owner, until });
      return feeds.map((feed) => claimOf(feed, now));
    },
    async renew(urls, lease) {
      for (const url of urls) if (claims.get(url)?.owner === lease.owner) claims.set(url, lease);
    },
    async finish(url, { owner }, finished) {
      if (claims.get(url)?.owner !== owner) return false;
      claims.delete(url);
      for (const row of of(url)) {
        if (finished.url !== url) rows.delete(key(row.tenant, url));
        if (finished.url !== url && rows.has(key(row.tenant, finished.url))) continue;
        rows.set(key(row.tenant, finished.url), { ...row, url: finished.url, state: finished.state });
      }
      return of(finished.url).length > 0;
    },
    async hold(host, until) {
      for (const [at, row] of rows)
        if (new URL(row.url).host === host && row.state.dueAt < until && !claims.has(row.url))
          rows.set(at, { ...row, state: { ...row.state, dueAt: until } });
    },
  };
  return { store, all: () => [...rows.values()] };
}

/** Makes every sentence a fact, for tests that need facts of any kind. */
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
