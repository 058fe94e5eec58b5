import { createPageReader } from '../../src/ingest/article/page-pool.ts';
import { parseAllowHosts } from '../../src/ingest/fetch/allowed-hosts.ts';
import { safeFetch } from '../../src/ingest/fetch/safe-fetch.ts';
import { createKeeper } from '../../src/ingest/keep-in-turn.ts';
import { requestedArticles } from '../../src/ingest/requested/requested-articles.ts';
import { memoryArticles } from '../ingest/memory.ts';

/** Creates a reader of pasted links and texts over articles in memory. It may fetch from one port of this machine. */
export function requestedFrom(port: number, pages = createPageReader({ keptWarm: 1 })) {
  const requested = requestedArticles({
    fetch: safeFetch,
    allowFor: () => parseAllowHosts(`127.0.0.1:${port}`),
    pages,
    keeper: createKeeper({ articles: memoryArticles().store, now: () => new Date() }),
  });
  return { requested, close: () => pages.close() };
}
