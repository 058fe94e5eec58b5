// npm run soak:store -- [rounds] [sqlite|postgres]
// Kills writing processes at random moments. Then checks that every acknowledged write is stored and the database is
// sound.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import { storeMemory } from '../../../src/chat/store/chat-state-rows.ts';
import { openStore } from '../../../src/storage/open.ts';
import { startPostgres } from '../../fakes/postgres.ts';
import { startProcess } from '../../storage/run-process.ts';

const rounds = Number(process.argv[2] ?? 200);
const WRITERS = { sqlite: 2, postgres: 3 } as const;

/** Starts a writer, kills it with SIGKILL after a few writes, and returns the numbers that it reported as written. */
function writer(target: string, name: string): Promise<number> {
  const child = startProcess(target, 'write', name);
  child.stderr!.pipe(process.stderr);
  const until = 1 + Math.floor(Math.random() * 40);
  let last = -1;
  return new Promise((resolve) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      last = Number(line);
      if (last >= until) child.kill('SIGKILL');
    });
    child.on('close', () => resolve(last));
  });
}

async function soak(kind: keyof typeof WRITERS, target: string): Promise<void> {
  let acknowledged = 0;
  let lost = 0;
  for (let round = 0; round < rounds; round++) {
    const names = Array.from({ length: WRITERS[kind] }, (_, at) => `${round}-${at}`);
    const written = await Promise.all(names.map((name) => writer(target, name)));
    const store = await openStore({
      ...(kind === 'postgres' ? { url: target } : { path: target }),
      now: () => new Date(),
    });
    const memory = storeMemory(store);
    for (const [at, last] of written.entries())
      for (let n = 0; n <= last; n++) {
        acknowledged++;
        const found = await memory.conversation('soak:1', `${names[at]}/${n}`);
        if (found?.question !== `q${n}`) lost++;
      }
    if (kind === 'sqlite') {
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(store.db);
      if (rows[0]?.integrity_check !== 'ok') throw new Error(`round ${round}: the database is not sound`);
    }
    await store.close();
    const done = `${kind}: ${round + 1}/${rounds}, ${acknowledged} acknowledged, ${lost} lost`;
    if (process.stderr.isTTY) process.stderr.write(`\r${done}`);
    else if ((round + 1) % 20 === 0) process.stderr.write(`${done}\n`);
  }
  console.log(
    `${kind}: ${rounds} rounds of ${WRITERS[kind]} processes killed with SIGKILL, ${acknowledged} acknowledged writes, ${lost} lost`,
  );
  if (lost > 0) process.exitCode = 1;
}

const only = process.argv[3];
if (only !== 'postgres')
  await soak('sqlite', join(mkdtempSync(join(tmpdir(), 'readout-soak-')), 'readout.db'));
const postgres = only === 'sqlite' ? null : await startPostgres();
if (postgres) {
  await soak('postgres', postgres.url);
  await postgres.stop();
}
