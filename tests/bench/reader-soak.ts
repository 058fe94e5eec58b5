// Measures what hostile documents do to the process that requests them: npm run soak:reader [-- SIZE [NAME…]]
// A server in its own process serves every document of tests/ingest/reader/hostile.ts. Each is added as a source and
// polled, with the real store and the real index. Printed are the outcome and the longest block of this process's event
// loop: its thread's processor time, and wall-clock time, which on a busy machine includes other load.
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createReadout } from '../../src/answer/query-core.ts';
import { createPageReader } from '../../src/ingest/article/page-pool.ts';
import { articleStore } from '../../src/ingest/article-store.ts';
import { safeFetch } from '../../src/ingest/fetch/safe-fetch.ts';
import { addSource } from '../../src/ingest/sources/manage.ts';
import { createPoller } from '../../src/ingest/sources/poll.ts';
import { sourceStore } from '../../src/ingest/sources/source-store.ts';
import { syncIndex } from '../../src/library/index-sync.ts';
import { openStore } from '../../src/storage/open.ts';
import { shippedLibrary } from '../helpers/shipped.ts';
import { HOSTILE } from '../ingest/reader/hostile.ts';

const LIMIT_MS = 100;
/** The number of times that the page which once crashed the process is read. */
const REPEATS = 20;
const LONGEST_TEXT = 1_900_000;
const [size = '2400000', ...names] = process.argv.slice(2);

if (process.send) serve();
else await soak();

function serve(): void {
  const server = createServer((request, response) => {
    const name = decodeURIComponent(request.url ?? '').split('/')[1]!;
    const large = HOSTILE[name]!(Number(size));
    // A longer text would be refused because of its length.
    const { type, body } =
      large.type === 'text/plain' ? HOSTILE[name]!(Math.min(LONGEST_TEXT, Number(size))) : large;
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
}

function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Measures the longest block of the event loop since `reset`, in milliseconds. */
function watchLoop() {
  let last = { clock: performance.now(), busy: busyMs() };
  let worst = { clock: 0, busy: 0 };
  setInterval(() => {
    const now = { clock: performance.now(), busy: busyMs() };
    worst = {
      clock: Math.max(worst.clock, now.clock - last.clock),
      busy: Math.max(worst.busy, now.busy - last.busy),
    };
    last = now;
  }, 2).unref();
  return {
    reset: () => {
      worst = { clock: 0, busy: 0 };
    },
    worst: () => worst,
  };
}

async function soak(): Promise<void> {
  const server = fork(import.meta.filename, [size]);
  const port = await new Promise<number>((resolve) =>
    server.once('message', (value) => resolve(Number(value))),
  );
  const store = await openStore({ path: ':memory:', now: () => new Date() });
  const stop = await syncIndex(createReadout(shippedLibrary), store);
  const pages = createPageReader({ keptWarm: 1 });
  const sources = sourceStore(store);
  const deps = {
    sources,
    fetch: safeFetch,
    allow: () => true,
    pages,
    now: store.now,
    articles: articleStore(store),
    random: () => 0.5,
  };
  const poller = createPoller({ ...deps, onFault: (error) => console.log('FAULT', error) });
  const loop = watchLoop();
  let failures = 0;

  const read = async (name: string, label: string) => {
    await wait(50);
    loop.reset();
    const url = `http://127.0.0.1:${port}/${encodeURIComponent(name)}/${label.length}`;
    const added = await addSource('soak', url, deps);
    if (added.status === 'added') await poller.round();
    // Lets the index apply the stored changes.
    await wait(200);
    const { clock, busy } = loop.worst();
    const outcome = added.status === 'failed' ? added.error.code : `${added.status}: ${added.source.kind}`;
    if (added.status !== 'failed') await sources.remove('soak', added.source.url);
    if (busy > LIMIT_MS) failures++;
    const figures = `${busy.toFixed(0).padStart(6)} ms busy ${clock.toFixed(0).padStart(6)} ms by the clock`;
    console.log(label.padEnd(36), outcome.padEnd(14), figures, busy > LIMIT_MS ? '  TOO LONG' : '');
  };

  await read('one long word', 'warm-up');
  for (const name of names.length > 0 ? names : Object.keys(HOSTILE)) await read(name, name);
  if (names.length === 0)
    for (let n = 1; n <= REPEATS; n++)
      await read('paragraphs in links', `paragraphs in links, ${n} of ${REPEATS}`);
  console.log(
    failures === 0
      ? `The loop was never held for ${LIMIT_MS} ms.`
      : `${failures} held the loop for too long.`,
  );
  await stop();
  await pages.close();
  await store.close();
  server.kill();
  process.exitCode = failures === 0 ? 0 : 1;
}
