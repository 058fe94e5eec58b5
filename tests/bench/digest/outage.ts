// npm run soak:digest-outage -- [seconds] [gone | read-only | locked | full]
// Takes the database away for a minute while real worker processes post digests. Then checks that each digest was
// posted once, what the operator was told, whether a process exited, and what was posted during the outage.
import { type ChildProcess, spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { openStore } from '../../../src/storage/open.ts';
import { REAL_RATES } from '../../fakes/discord/rates.ts';
import { startOwnPostgres } from '../../fakes/postgres.ts';
import { REAL_RATE } from '../../fakes/slack/rates.ts';
import { settled, subscribe, tally } from './ledger.ts';
import { startServices } from './services.ts';
import { startWorker, stopWorker, type ToWorker, weigh } from './workers.ts';

const SECOND = 1000;
const away = Number(process.argv[2] ?? 60) * SECOND;
const only = process.argv[3];
/** The channels per platform that are due together: in the minute of the outage, and one minute later. */
const EACH = 400;
const [FIRST, SECOND_MINUTE] = ['09:00', '09:01'];
/**
 * The clock's distance to the due minute when workers start, and after it is set forward once they are idle; in
 * milliseconds.
 */
const [STARTED, SET] = [20 * 60 * SECOND, 8 * SECOND];
/** The number of posts after which the database stops: amid claims, posts and records. */
const AMID = 150;
/** How long posts that were in flight may still arrive after the stop, in milliseconds. */
const UNDER_WAY = 2 * SECOND;
const LONGEST = 10 * 60 * SECOND;

interface Outage {
  readonly name: string;
  readonly replicas: number;
  /** A file's path or postgres://…. */
  readonly target: string;
  begin(): Promise<void>;
  end(): Promise<void>;
}

async function takeAway({ name, replicas, target, begin, end }: Outage): Promise<void> {
  const due = new Date(`2026-03-02T${FIRST}:00Z`);
  const aheadFor = (before: number): number => due.getTime() - before - Date.now();
  let ahead = aheadFor(STARTED);
  const now = () => new Date(Date.now() + ahead);
  const after = (): string => ((now().getTime() - due.getTime()) / SECOND).toFixed(0);
  const services = await startServices(now);
  services.discord.setRates(REAL_RATES);
  services.slack.setPostingRate(REAL_RATE);
  const where = target.startsWith('postgres:') ? { url: target } : { path: target };
  const store = await openStore({ ...where, now, onNotice: () => {} });
  await subscribe(store, [FIRST, SECOND_MINUTE], EACH, new Date(due.getTime() - 2 * STARTED));
  const said = new Map<string, number>();
  let exits = 0;
  const heard = (line: string) => void said.set(line, (said.get(line) ?? 0) + 1);
  const workers: ChildProcess[] = [];
  for (let at = 0; at < replicas; at++)
    workers.push(await startWorker({ target, ahead, ...services.origins }, heard));
  // The workers are idle before the due minute.
  ahead = aheadFor(SET);
  for (const worker of workers) worker.send({ ahead } satisfies ToWorker);
  let isOver = false;
  for (const worker of workers)
    worker.on('exit', () => {
      if (!isOver) exits++;
    });
  const shown = () => services.slack.seen.length + services.discord.seen.length;
  const cpu = async () => (await Promise.all(workers.map((one) => weigh(one)))).map((one) => one.cpu);

  while (shown() < AMID) await pause(5);
  await begin();
  const went = Date.now();
  await pause(UNDER_WAY);
  const before = { shown: shown(), cpu: await cpu() };
  await pause(went + away - Date.now());
  const busy = (await cpu()).reduce((sum, one, at) => sum + one - before.cpu[at]!, 0) / 1e6;
  const meanwhile = shown() - before.shown;
  await end();
  const back = after();
  const digests = 4 * EACH;
  const localDate = due.toISOString().slice(0, 10);
  let posted = '';
  for (const until = Date.now() + LONGEST; Date.now() < until; await pause(500)) {
    if (posted === '' && shown() >= digests) posted = after();
    if ((await settled(store, localDate)) === digests) break;
  }
  const recorded = after();
  isOver = true;
  for (const worker of workers) await stopWorker(worker);
  const result = await tally(store, localDate, services.seen);
  await store.close();
  await services.stop();
  console.log(
    `${name} for ${away / SECOND} s, back ${back} s after the first were due: ${result.digests} digests, ${result.sent} there once, ` +
      `${result.unknown} unknown (${result.unknownSeen} of them there), ${result.wrong.length} wrong; ${exits} processes of ${replicas} ended; ` +
      `${meanwhile} posted meanwhile, ${((busy / (away / SECOND) / replicas) * 100).toFixed(1)} % of one core each; ` +
      `the last posted after ${posted} s, all recorded after ${recorded} s`,
  );
  for (const [line, times] of said) console.log(`  said ${times} times: ${line}`);
  for (const line of result.wrong.slice(0, 20)) console.log(`  ${line}`);
  if (result.wrong.length > 0 || exits > 0) process.exitCode = 1;
}

const isWanted = (part: string): boolean => !only || only === part;
const folder = mkdtempSync(join(tmpdir(), 'readout-outage-'));

for (const part of ['gone', 'read-only'].filter(isWanted)) {
  const postgres = await startOwnPostgres();
  if (!postgres) break;
  /** Makes every connection read-only, including open ones, or writable again. */
  const readOnly = async (flag: 'on' | 'off'): Promise<void> => {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    await client.query(`alter system set default_transaction_read_only = ${flag}`);
    await client.query('select pg_reload_conf()');
    await client.end();
  };
  await takeAway({
    name: `PostgreSQL ${part}`,
    replicas: 3,
    target: postgres.url,
    ...(part === 'gone'
      ? { begin: postgres.halt, end: postgres.resume }
      : { begin: () => readOnly('on'), end: () => readOnly('off') }),
  });
  await postgres.stop();
}

if (isWanted('locked')) {
  const target = join(folder, 'readout.db');
  let lock: DatabaseSync | null = null;
  await takeAway({
    name: 'SQLite locked by another program',
    replicas: 2,
    target,
    begin: async () => {
      lock = new DatabaseSync(target, { timeout: 60_000 });
      lock.exec('begin immediate');
    },
    end: async () => lock?.close(),
  });
}

if (isWanted('full')) {
  const disk = mkdtempSync(join(folder, 'disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk]).status === 0;
  if (!mounted) console.log('SQLite on a full disk: a small disk is mounted as root alone');
  else {
    const ballast = join(disk, 'ballast');
    await takeAway({
      name: 'SQLite on a full disk',
      replicas: 2,
      target: join(disk, 'readout.db'),
      begin: async () => {
        const file = openSync(ballast, 'w');
        try {
          for (;;) writeSync(file, Buffer.alloc(4096));
        } catch {
          fsyncSync(file);
        }
        closeSync(file);
      },
      end: async () => rmSync(ballast),
    });
    spawnSync('umount', [disk]);
  }
}
rmSync(folder, { recursive: true, force: true });
