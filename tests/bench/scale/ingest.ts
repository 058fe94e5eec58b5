// npm run bench:ingest-processes -- [seconds]
// Measures articles stored per second on one PostgreSQL by one, two and three processes with four writers each.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { openStore } from '../../../src/storage/open.ts';
import { startPostgres } from '../../fakes/postgres.ts';

const seconds = Number(process.argv[2] ?? 15);
const postgres = await startPostgres();
if (!postgres) throw new Error('PostgreSQL does not start here');
await (await openStore({ url: postgres.url, now: () => new Date() })).close();
for (const processes of [1, 2, 3]) {
  const running = Array.from({ length: processes }, async (_, own) => {
    const args = [postgres.url, `${processes}${own}`, String(seconds)];
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'ingest-process.ts'), ...args],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    return Number(await text(child.stdout));
  });
  const stored = (await Promise.all(running)).reduce((sum, count) => sum + count, 0);
  console.log(
    `${processes} ${processes === 1 ? 'process' : 'processes'}: ${Math.round(stored / seconds)} articles of 12 facts a second`,
  );
}
await postgres.stop();
