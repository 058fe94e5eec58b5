// Ingests a folder into a database once, as a separate process that the soak test may kill. node
// tests/bench/ingest-run.ts FOLDER DATABASE

import { createPageReader } from '../../src/ingest/article/page-pool.ts';
import { articleStore } from '../../src/ingest/article-store.ts';
import { knownIn } from '../../src/ingest/duplicate-index.ts';
import { factsOf } from '../../src/ingest/facts/extract-facts.ts';
import { allowNone } from '../../src/ingest/fetch/allowed-hosts.ts';
import { safeFetch } from '../../src/ingest/fetch/safe-fetch.ts';
import { ingest } from '../../src/ingest/pipeline.ts';
import { sourcesOf } from '../../src/ingest/source-ref.ts';
import { openStore } from '../../src/storage/open.ts';

const [folder = '', database = ''] = process.argv.slice(2);
const now = () => new Date();
const store = await openStore({ path: database, now });
const articles = articleStore(store);
const pages = createPageReader();
const sources = await sourcesOf(folder);
if (!sources.ok) throw new Error(sources.error.message);
const opened = performance.now();
const known = await knownIn(articles, null);
const common = { tenant: null, factsOf, now };
const deps = {
  ...common,
  fetch: safeFetch,
  allow: allowNone,
  pages,
  keep: { ...common, store: articles, known },
};
const counts: Record<string, number> = {};
const heaps: number[] = [];
const started = performance.now();
let read = 0;
for await (const result of ingest(sources.value, deps)) {
  counts[result.status] = (counts[result.status] ?? 0) + 1;
  if (++read % 1_000 === 0) {
    globalThis.gc?.();
    heaps.push(Math.round(process.memoryUsage().heapUsed / 1e6));
  }
}
const seconds = (performance.now() - started) / 1_000;
await pages.close();
await store.close();
const rss = Math.round(process.resourceUsage().maxRSS / 1_000);
console.log(JSON.stringify({ counts, seconds, knownMs: Math.round(started - opened), heaps, rss }));
