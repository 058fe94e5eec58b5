// ingest-process.ts URL PROCESS SECONDS: stores articles of twelve facts for tenants in turn, and prints how many it
// stored.
import { articleStore } from '../../../src/ingest/article-store.ts';
import { createKeeper } from '../../../src/ingest/keep-in-turn.ts';
import { openStore } from '../../../src/storage/open.ts';
import { plainFacts } from '../../ingest/memory.ts';
import { storyOf } from './fake-news.ts';

const [url, own, seconds] = process.argv.slice(2);
const store = await openStore({ url: url!, now: () => new Date() });
const keeper = createKeeper({ articles: articleStore(store), now: store.now });
const until = Date.now() + Number(seconds) * 1_000;
let stored = 0;
/** Runs one of the process's writers. Each writer has its own tenants. */
async function write(writer: number): Promise<void> {
  for (let n = 0; Date.now() < until; n++) {
    const name = `story ${own} ${writer} ${n}`;
    const draft = {
      title: name,
      text: storyOf(name).replaceAll('\n\n', ' '),
      source: { kind: 'url' as const, url: `https://news${writer}.example/${own}/${n}` },
      published: null,
    };
    const kept = await keeper.keep(`slack:T${own}-${writer}-${n % 20}`, draft, {
      baseline: false,
      factsOf: plainFacts,
    });
    if (kept.ok && kept.value.status === 'stored') stored++;
  }
}
await Promise.all([1, 2, 3, 4].map(write));
process.stdout.write(String(stored));
await store.close();
