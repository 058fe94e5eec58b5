// node opening.ts FILE|postgres://… rows|index: opens a filled store in a process of its own and says as JSON what it took.
import { createReadout } from '../../../src/core/readout.ts';
import { loadReadings } from '../../../src/store/follow.ts';
import { openStore } from '../../../src/store/open.ts';

/** In megabytes and milliseconds. */
export interface Opening {
  readonly open: number;
  readonly load: number;
  /** The longest that the process did nothing else. */
  readonly longest: number;
  readonly memory: number;
  readonly articles: number;
}

/** Watches for the longest time between two turns of the event loop. */
function watchTurns(): () => number {
  let longest = 0;
  let last = performance.now();
  let watching = true;
  const turn = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (watching) setImmediate(turn);
  };
  setImmediate(turn);
  return () => {
    watching = false;
    return longest;
  };
}

async function measure(target: string, what: string): Promise<Opening> {
  const before = process.memoryUsage.rss();
  const begun = performance.now();
  const place = /^postgres(ql)?:/.test(target) ? { url: target } : { path: target };
  const store = await openStore({ ...place, now: () => new Date() });
  const opened = performance.now();
  const longest = watchTurns();
  const readout = createReadout({ articles: new Map(), topics: new Map(), facts: [], factById: new Map() });
  const into = what === 'index' ? readout : { putting: () => [] };
  const articles = (await loadReadings(into, store)).size;
  const loaded = performance.now();
  const memory = (process.memoryUsage.rss() - before) / 2 ** 20;
  await store.close();
  return { open: opened - begun, load: loaded - opened, longest: longest(), memory, articles };
}

if (import.meta.main) {
  const [target = '', what = 'rows'] = process.argv.slice(2);
  console.log(JSON.stringify(await measure(target, what)));
}
