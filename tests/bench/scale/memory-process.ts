// memory-process.ts PATH TENANTS FACTS QUESTIONS BUDGET: opens a database, asks the questions of tenants drawn from a
// Zipf distribution, and prints time and memory as JSON.
import { readoutsOnDemand } from '../../../src/answer/query-core.ts';
import { openLibraries } from '../../../src/library/open-libraries.ts';
import { openStore } from '../../../src/storage/open.ts';
import { createRandom, zipf } from '../search/random.ts';
import { questionsFor, tenantName } from './fill-tenants.ts';

const [path, ...numbers] = process.argv.slice(2);
const [tenants, facts, questions, budget] = numbers.map(Number) as [number, number, number, number];
const asked = questionsFor(facts, 50);
const begun = performance.now();
const store = await openStore({ path: path!, now: () => new Date() });
const libraries = openLibraries({ store, demo: [], folder: `${path}.index`, budget });
const readouts = readoutsOnDemand(libraries);
await readouts.open();
const startMs = performance.now() - begun;
process.stderr.write(`  started in ${Math.round(startMs)} ms\n`);
const random = createRandom(5);
const [warm, cold]: [number[], number[]] = [[], []];
let largest = 0;
for (let count = 0; count < questions; count++) {
  const tenant = tenantName(zipf(random, tenants));
  const { misses } = libraries.state();
  const at = performance.now();
  (await readouts.open(tenant)).of(tenant).ask(asked[count % asked.length]!);
  (libraries.state().misses > misses ? cold : warm).push(performance.now() - at);
  if (count % 200 === 0) {
    largest = Math.max(largest, process.memoryUsage.rss());
    await new Promise(setImmediate);
  }
  if (count % 5_000 === 4_999) {
    const { open, hits, misses: missed } = libraries.state();
    const seconds = Math.round((performance.now() - begun) / 1_000);
    process.stderr.write(
      `  ${count + 1} questions in ${seconds} s: ${open} libraries open, hit rate ${((100 * hits) / (hits + missed)).toFixed(1)} %, largest resident set ${Math.round(largest / 1e6)} MB\n`,
    );
  }
}
const state = libraries.state();
const quantiles = (times: number[]) => {
  times.sort((a, b) => a - b);
  return [0.5, 0.95, 0.99].map((share) => times[Math.floor(share * (times.length - 1))] ?? 0);
};
process.stdout.write(
  JSON.stringify({
    startMs,
    largest,
    state,
    warm: quantiles(warm),
    cold: quantiles(cold),
    hitRate: state.hits / (state.hits + state.misses),
  }),
);
await libraries.stop();
await store.close();
