// polling-process.ts URL SPEED EPOCH: polls the feeds of a database on a clock that runs SPEED times as fast, and
// prints a line with the feed and the minute for each fetch.
import { articleStore } from '../../../src/ingest/article-store.ts';
import { factsOf } from '../../../src/ingest/facts/extract-facts.ts';
import { createPoller } from '../../../src/ingest/sources/poll.ts';
import { sourceStore } from '../../../src/ingest/sources/source-store.ts';
import { openStore } from '../../../src/storage/open.ts';
import { fakeFetch, fakePages } from './fake-news.ts';

const [url, speed, epoch] = process.argv.slice(2);
const started = Number(epoch);
const now = () => new Date(started + (Date.now() - started) * Number(speed));
const store = await openStore({ url: url!, now });
const poller = createPoller({
  fetch: fakeFetch((feed) =>
    process.stdout.write(`${feed} ${((now().getTime() - started) / 60_000).toFixed(2)}\n`),
  ),
  allow: () => true,
  pages: fakePages(() => []),
  factsOf,
  now,
  sources: sourceStore(store),
  articles: articleStore(store),
  onFault: (error) => process.stderr.write(`${(error as Error).message}\n`),
});
process.stdin.resume().on('end', () => process.exit(0));
for (;;) {
  await poller.round();
  await new Promise((resolve) => setTimeout(resolve, 50));
}
