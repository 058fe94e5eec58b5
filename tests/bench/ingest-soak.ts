// Ingests many generated articles in one run, then again with the process killed at random moments. Checks that no
// article is lost or stored twice, and that each is found by its own word. `npm run soak:ingest -- 10000`
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createReadout } from '../../src/answer/query-core.ts';
import { articleStore } from '../../src/ingest/article-store.ts';
import { openStore } from '../../src/storage/open.ts';
import { markOf, writeArticles } from './ingest-generate.ts';

const COUNT = Number(process.argv[2] ?? 10_000);
const KILLS = 12;
const folder = await mkdtemp(join(tmpdir(), 'ingest-soak-'));
const articles = join(folder, 'articles');

interface Run {
  readonly counts: Record<string, number>;
  readonly seconds: number;
  readonly knownMs: number;
  readonly heaps: readonly number[];
  readonly rss: number;
}

/** Runs ingestion to its end, or kills it after `killAfterMs`. Resolves with null if it was killed. */
function run(database: string, killAfterMs?: number): Promise<Run | null> {
  return new Promise((resolve, reject) => {
    const script = join(import.meta.dirname, 'ingest-run.ts');
    const child = spawn(process.execPath, ['--expose-gc', script, articles, database], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    const timer =
      killAfterMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve(null);
      else if (code === 0) resolve(JSON.parse(output) as Run);
      else reject(new Error(`ingestion ended with ${code}`));
    });
  });
}

async function check(database: string): Promise<string> {
  const store = await openStore({ path: database, now: () => new Date() });
  const held = articleStore(store);
  const readout = createReadout({ articles: new Map(), topics: new Map(), facts: [], factById: new Map() });
  const perMark = new Map<string, number>();
  let stored = 0;
  let bare = 0;
  for await (const article of held.articles(null)) {
    const reading = await held.reading(null, article.id);
    if (!reading || reading.facts.length === 0) bare++;
    if (reading) readout.put(reading, null);
    const mark = /\bZ[a-z]{12}\b/.exec(article.text)?.[0] ?? '';
    perMark.set(mark, (perMark.get(mark) ?? 0) + 1);
    stored++;
  }
  await store.close();
  let lost = 0;
  let doubled = 0;
  let unfound = 0;
  for (let n = 0; n < COUNT; n++) {
    const times = perMark.get(markOf(n)) ?? 0;
    if (times === 0) lost++;
    if (times > 1) doubled++;
    const answer = readout.of(null).ask(`what about ${markOf(n)}?`, { limit: 1 });
    const fact = 'facts' in answer ? JSON.stringify(answer.facts[0] ?? '') : JSON.stringify(answer);
    if (answer.status !== 'answered' || !fact.includes(markOf(n))) unfound++;
  }
  return `${stored} stored: ${lost} lost, ${doubled} doubled, ${bare} without facts, ${unfound} not found`;
}

await writeArticles(articles, COUNT);
const whole = join(folder, 'whole.db');
const first = await run(whole);
console.log(`one run: ${JSON.stringify(first)}; ${Math.round(COUNT / first!.seconds)} articles a second`);
console.log(await check(whole));
console.log(`run again: ${JSON.stringify(await run(whole))}`);

const killed = join(folder, 'killed.db');
const span = first!.seconds * 1_000;
for (let at = 0; at < KILLS; at++) await run(killed, 300 + Math.random() * (span / KILLS) * 1.5);
console.log(`after ${KILLS} kills: ${JSON.stringify(await run(killed))}`);
console.log(await check(killed));
await rm(folder, { recursive: true });
