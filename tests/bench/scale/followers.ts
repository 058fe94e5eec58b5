// npm run bench:followers -- [followers] [stories]
// Measures a feed with many followers: fetches, extractions, and the time to store its news for all of them.
import { articleStore } from '../../../src/ingest/article-store.ts';
import { createPoller } from '../../../src/ingest/sources/poll.ts';
import { newState } from '../../../src/ingest/sources/poll-schedule.ts';
import { sourceStore } from '../../../src/ingest/sources/source-store.ts';
import type { Store } from '../../../src/storage/database.ts';
import { openStore } from '../../../src/storage/open.ts';
import { startPostgres } from '../../fakes/postgres.ts';
import { plainFacts } from '../../ingest/memory.ts';
import { fakeFetch, fakePages, itemsOf } from './fake-news.ts';

const [followers = 1_000, stories = 1] = process.argv.slice(2).map(Number);
const url = 'https://news.example/feed';

async function measure(store: Store): Promise<void> {
  let fetches = 0;
  let extractions = 0;
  for (let n = 0; n < followers; n++)
    await sourceStore(store).put({
      tenant: `slack:T${n}`,
      url,
      kind: 'feed',
      title: null,
      addedBy: null,
      addedAt: store.now().toISOString(),
      state: newState(store.now()),
    });
  const poller = createPoller({
    fetch: fakeFetch(() => fetches++),
    allow: () => true,
    pages: fakePages(() => itemsOf('news', stories)),
    factsOf(article) {
      extractions++;
      return plainFacts(article);
    },
    now: store.now,
    sources: sourceStore(store),
    articles: articleStore(store),
    onFault(error) {
      throw error;
    },
  });
  const begun = performance.now();
  await poller.round();
  const seconds = (performance.now() - begun) / 1_000;
  const { count } = await store.db
    .selectFrom('facts')
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  console.log(
    `${store.kind}: ${followers} followers, ${stories} stories: ${fetches} fetch, ${extractions} extractions, ${count} facts stored in ${seconds.toFixed(1)} s`,
  );
}

const file = await openStore({ path: ':memory:', now: () => new Date() });
await measure(file);
await file.close();
const postgres = await startPostgres();
if (postgres) {
  const store = await openStore({ url: postgres.url, now: () => new Date() });
  await measure(store);
  await store.close();
  await postgres.stop();
}
