// npm run bench:memory -- [tenants] [facts] [questions] [megabytes] [database]
// Measures one process with a memory budget for open libraries, over many tenants in one SQLite file. A few tenants ask
// most questions.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openStore } from '../../../src/storage/open.ts';
import { fillTenants } from './fill-tenants.ts';

const [tenants = 10_000, facts = 1_000, questions = 100_000, megabytes = 1_200] = process.argv
  .slice(2, 6)
  .map(Number);
const folder = mkdtempSync(join(tmpdir(), 'readout-memory-'));
const path = process.argv[6] ?? join(folder, 'readout.db');
try {
  if (!existsSync(path)) {
    const store = await openStore({ path, now: () => new Date() });
    const begun = performance.now();
    await fillTenants(store, tenants, facts);
    await store.close();
    const seconds = Math.round((performance.now() - begun) / 1_000);
    console.log(
      `${tenants} tenants x ${facts} facts stored in ${seconds} s, ${Math.round(statSync(path).size / 1e6)} MB`,
    );
  }
  for (const pass of ['without saved indexes', 'with saved indexes']) {
    const own = [path, tenants, facts, questions, megabytes * 1e6].map(String);
    const flags = ['--max-semi-space-size=32', '--disable-warning=ExperimentalWarning'];
    const child = spawn(
      process.execPath,
      [...flags, join(import.meta.dirname, 'memory-process.ts'), ...own],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const { startMs, largest, state, warm, cold, hitRate } = JSON.parse(await text(child.stdout));
    const times = (all: number[]) => all.map((ms) => ms.toFixed(1)).join(' / ');
    console.log(`${pass}: start ${Math.round(startMs)} ms; ${questions} questions, largest resident set ${Math.round(largest / 1e6)} MB with a budget of ${megabytes} MB for libraries (estimated ${Math.round(state.bytes / 1e6)} MB, ${state.open} open)
  hit rate ${(100 * hitRate).toFixed(1)} %; warm p50 / p95 / p99 ${times(warm)} ms; cold ${times(cold)} ms`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
