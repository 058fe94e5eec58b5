// npm run bench:store -- [facts]
// Measures writes and reads per second on both databases, and the time to open 100,000 facts. Prints tables for
// docs/store.md.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { saveReadings } from '../../../src/library/store/article-rows.ts';
import { EVERYBODY, type Store } from '../../../src/storage/database.ts';
import { openStore } from '../../../src/storage/open.ts';
import { startPostgres } from '../../fakes/postgres.ts';
import { createProgress } from '../search/progress.ts';
import { makeReadings } from './filling.ts';
import type { Opening } from './opening.ts';
import { type Rate, rates } from './rates.ts';

const facts = Number(process.argv[2] ?? 100_000);
const folder = mkdtempSync(join(tmpdir(), 'readout-bench-'));
const whole = (value: number): string => Math.round(value).toLocaleString('en');

interface Measured {
  readonly rates: readonly Rate[];
  readonly fill: number;
  readonly rows: Opening;
  readonly index: Opening;
}

async function fill(store: Store): Promise<number> {
  const begun = performance.now();
  let held = [];
  for (const reading of makeReadings(facts, 'fill-')) {
    held.push(reading);
    if (held.length < 200) continue;
    await saveReadings(store, EVERYBODY, held);
    held = [];
  }
  await saveReadings(store, EVERYBODY, held);
  return (facts * 1_000) / (performance.now() - begun);
}

async function opening(target: string, what: 'rows' | 'index'): Promise<Opening> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'opening.ts'), target, what], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout)) as Opening;
}

async function measure(target: string, say: (label: string) => void): Promise<Measured> {
  const store = await openStore({
    ...(/^postgres(ql)?:/.test(target) ? { url: target } : { path: target }),
    now: () => new Date(),
  });
  say(`${store.kind}: writes and reads`);
  const found = await rates(store);
  say(`${store.kind}: storing ${whole(facts)} facts`);
  const filled = await fill(store);
  await store.close();
  say(`${store.kind}: opening`);
  const rows = await opening(target, 'rows');
  say(`${store.kind}: opening into the index`);
  return { rates: found, fill: filled, rows, index: await opening(target, 'index') };
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, at) => (at === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

function report(sqlite: Measured, postgres: Measured | null): void {
  const head = ['', 'SQLite', ...(postgres ? ['PostgreSQL', 'SQLite against PostgreSQL'] : [])];
  const row = (what: string, of: (one: Measured) => number, unit = ''): string[] => [
    what,
    `${whole(of(sqlite))}${unit}`,
    ...(postgres ? [`${whole(of(postgres))}${unit}`, `${(of(sqlite) / of(postgres)).toFixed(1)} ×`] : []),
  ];
  console.log(
    table(
      ['a second', ...head.slice(1)],
      [
        ...sqlite.rates.map(({ what }, at) => row(what, (one) => one.rates[at]!.perSecond)),
        row('write: facts, 200 articles a transaction', (one) => one.fill),
      ],
    ),
  );
  const of = (what: 'rows' | 'index', key: keyof Opening) => (one: Measured) => one[what][key];
  console.log(
    `\n${table(
      [`opening with ${whole(facts)} facts`, ...head.slice(1)],
      [
        row('opening and checking the schema', of('rows', 'open'), ' ms'),
        row('reading every row', of('rows', 'load'), ' ms'),
        row('longest without a turn for others', of('rows', 'longest'), ' ms'),
        row('memory for that', of('rows', 'memory'), ' MB'),
        row('reading and indexing every fact anew', of('index', 'load'), ' ms'),
        row('longest without a turn for others, so', of('index', 'longest'), ' ms'),
        row('memory with the index', of('index', 'memory'), ' MB'),
      ],
    )}`,
  );
}

const postgres = await startPostgres();
const say = createProgress(postgres ? 9 : 5);
const onFile = await measure(join(folder, 'readout.db'), say);
const onServer = postgres ? await measure(postgres.url, say) : null;
say('done');
await postgres?.stop();
rmSync(folder, { recursive: true, force: true });
report(onFile, onServer);
