// npm run soak:digest -- [rounds] [sqlite | postgres | restarts]
// Kills digest workers with SIGKILL at random moments of planning, claiming, posting and recording, against fake Slack
// and Discord. Then checks that every digest was posted once, or is `unknown` and was posted at most once.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MINUTE } from '../../../src/domain/time.ts';
import { openStore } from '../../../src/storage/open.ts';
import { type OwnPostgres, startOwnPostgres } from '../../fakes/postgres.ts';
import { settled, subscribe, tally } from './ledger.ts';
import { startServices } from './services.ts';
import { shoot, upTo } from './shots.ts';
import { slotFor } from './workers.ts';

const rounds = Number(process.argv[2] ?? 200);
/** The channels per platform that are due together. */
const EACH = 4;
const GRID = 5;
/** The time without an event after which a round ends, in milliseconds. */
const WITHIN = 2_500;
const LONGEST_DAY = 23 * 60;

/** In every fifth round the database is killed as well, and is back after this time, in milliseconds. */
const DATABASE_EVERY = 5;
const AWAY = 700;

async function soak(
  name: string,
  target: string,
  replicas: number,
  database?: Pick<OwnPostgres, 'halt' | 'resume'>,
): Promise<void> {
  const began = new Date();
  // The day begins at midnight UTC: the clocks of all processes are ahead by the difference.
  const midnight = new Date(
    `${new Date(began.getTime() + 24 * 60 * MINUTE).toISOString().slice(0, 10)}T00:00:00Z`,
  );
  let ahead = midnight.getTime() - began.getTime();
  const now = () => new Date(Date.now() + ahead);
  const services = await startServices(now);
  const store = await openStore({
    ...(target.startsWith('postgres:') ? { url: target } : { path: target }),
    now,
    onNotice: () => {},
  });
  const minutes = Math.min(LONGEST_DAY, Math.ceil((rounds * 2.25) / GRID) * GRID);
  const times = Array.from({ length: minutes / GRID }, (_, at) => {
    const minute = (at + 1) * GRID;
    return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  });
  const digests = await subscribe(store, times, EACH, midnight);
  const said = new Map<string, number>();
  const heard = (line: string) => void said.set(line, (said.get(line) ?? 0) + 1);
  const slots = await Promise.all(
    Array.from({ length: replicas }, () => slotFor(services.origins, target, heard)),
  );
  await Promise.all(slots.map((slot) => slot.start(ahead)));
  const advance = (ms: number): void => {
    ahead += ms;
    for (const slot of slots) slot.tell({ ahead });
  };

  const hits = new Map<string, number>();
  const last = midnight.getTime() + minutes * MINUTE;
  for (let round = 0; round < rounds; round++) {
    const shot = shoot(slots, WITHIN);
    // Longer than a lease, so that claims of killed workers expire, but sometimes within a nonce's lifetime.
    if (now().getTime() < last) advance(100_000 + upTo(60_000));
    if (database && round % DATABASE_EVERY === DATABASE_EVERY - 1) {
      await pause(upTo(300));
      await database.halt();
      await pause(AWAY);
      await database.resume();
    }
    const { victim, at } = await shot;
    hits.set(at, (hits.get(at) ?? 0) + 1);
    await victim.start(ahead);
    if (process.stderr.isTTY) process.stderr.write(`\r${name}: ${round + 1}/${rounds}`);
  }
  const end = Date.now() + 180_000;
  const localDate = midnight.toISOString().slice(0, 10);
  while ((await settled(store, localDate)) < digests && Date.now() < end) {
    await pause(300);
    advance(100_000);
  }
  for (const slot of slots) await slot.stop();
  const result = await tally(store, localDate, services.seen);
  await store.close();
  await services.stop();
  const where = [...hits].sort(([, a], [, b]) => b - a).map(([hit, times]) => `${times} at ${hit}`);
  console.log(
    `${name}: ${rounds} kills (${where.join(', ')}); ${result.digests} digests: ${result.sent} there once, ` +
      `${result.together} told with the next one, ${result.unknown} unknown (${result.unknownSeen} of them there), ${result.wrong.length} wrong`,
  );
  for (const [line, times] of said) console.log(`  said ${times} times: ${line}`);
  for (const line of result.wrong.slice(0, 20)) console.log(`  ${line}`);
  if (result.wrong.length > 0) process.exitCode = 1;
}

const wanted = process.argv[3];
const isWanted = (part: string): boolean => !wanted || wanted === part;

if (isWanted('sqlite')) {
  const folder = mkdtempSync(join(tmpdir(), 'readout-digest-'));
  await soak('SQLite, 2 workers on one file', join(folder, 'readout.db'), 2);
  rmSync(folder, { recursive: true, force: true });
}
for (const [part, name] of [
  ['postgres', 'PostgreSQL, 3 replicas'],
  ['restarts', 'PostgreSQL, 3 replicas, the server ended and started under them'],
] as const) {
  const postgres = isWanted(part) ? await startOwnPostgres() : null;
  if (postgres) {
    await soak(name, postgres.url, 3, part === 'restarts' ? postgres : undefined);
    await postgres.stop();
  }
}
