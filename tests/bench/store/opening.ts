// node opening.ts FILE|postgres://… rows|index: opens a filled store in a separate process and prints time and memory as
// JSON.
import { createReadout } from '../../../src/answer/query-core.ts';
import { loadReadings } from '../../../src/library/index-sync.ts';
import { openStore } from '../../../src/storage/open.ts';
import { watchTurns } from '../turns.ts';

/** Sizes are in megabytes, times in milliseconds. */
export interface Opening {
  readonly open: number;
  readonly load: number;
  /** The longest block of the event loop. */
  readonly longest: number;
  readonly memory: number;
  readonly articles: number;
}

async function measure(target: string, what: string): Promise<Opening> {
  const before = process.memoryUsage.rss();
  const begun = performance.now();
  const place = /^postgres(ql)?:/.test(target) ? { url: target } : { path: target };
  const store = await openStore({ ...place, now: () => new Date() });
  const opened = performance.now();
  const watch = watchTurns();
  const readout = createReadout({ articles: new Map(), topics: new Map(), facts: [], factById: new Map() });
  const into = what === 'index' ? readout : { putting: () => [] };
  const articles = (await loadReadings(into, store)).size;
  const loaded = performance.now();
  const memory = (process.memoryUsage.rss() - before) / 2 ** 20;
  const { longest } = await watch.stop();
  await store.close();
  return { open: opened - begun, load: loaded - opened, longest, memory, articles };
}

if (import.meta.main) {
  const [target = '', what = 'rows'] = process.argv.slice(2);
  console.log(JSON.stringify(await measure(target, what)));
}
