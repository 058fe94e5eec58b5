// npm run bench:polling -- [feeds] [followers] [speed] [turns]
// Polls with three processes over one PostgreSQL. Each feed is due every 30 minutes on a clock that runs `speed` times
// as fast. One process is killed with SIGKILL in between. Prints how often and how late feeds were fetched.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openStore } from '../../../src/storage/open.ts';
import { startPostgres } from '../../fakes/postgres.ts';

const [feeds = 5_000, followers = 10, speed = 20, turns = 4] = process.argv.slice(2).map(Number);
const WAIT = 30;
const postgres = await startPostgres();
if (!postgres) throw new Error('PostgreSQL does not start here');
const store = await openStore({ url: postgres.url, now: () => new Date() });
const begun = Date.now();
const at = (minutes: number) => new Date(begun + minutes * 60_000).toISOString();

/** Makes feeds that have been followed for long, so their polls are spread over the interval. */
async function fill(): Promise<void> {
  const urls = Array.from({ length: feeds }, (_, n) => `https://site${n % 997}.example/feed/${n}`);
  const tenants = Math.ceil((feeds * followers) / 50);
  for (let from = 0; from < tenants; from += 500)
    await store.db
      .insertInto('tenants')
      .values(
        Array.from({ length: Math.min(500, tenants - from) }, (_, n) => ({
          id: `slack:T${from + n}`,
          platform: 'slack',
          name: null,
          created: at(0),
        })),
      )
      .execute();
  for (let from = 0; from < feeds; from += 200) {
    const some = urls.slice(from, from + 200);
    await store.db
      .insertInto('feeds')
      .values(
        some.map((url, n) => ({
          url,
          host: new URL(url).host,
          kind: 'feed',
          title: null,
          added: at(-60),
          etag: null,
          last_modified: null,
          due: at(WAIT * ((from + n) / feeds)),
          owner: null,
          failures: 0,
          paused: null,
          last_error: null,
          last_read: at(-WAIT),
          seen: '[]',
        })),
      )
      .execute();
    const follows = some.flatMap((url, n) =>
      Array.from({ length: followers }, (_, follower) => ({
        tenant: `slack:T${((from + n) * followers + follower) % tenants}`,
        url,
        added: at(-60),
        added_by: null,
        is_read: 1,
      })),
    );
    await store.db.insertInto('follows').values(follows).execute();
  }
}

const fetched = new Map<string, number[]>();
function start(): ChildProcess {
  const own = [postgres!.url, String(speed), String(begun)];
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'polling-process.ts'), ...own],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const [url, minute] = line.split(' ');
    fetched.set(url!, [...(fetched.get(url!) ?? []), Number(minute)]);
  });
  return child;
}

await fill();
const filled = (Date.now() - begun) / 60_000;
const processes = [1, 2, 3].map(start);
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const turnMs = (WAIT * 60_000) / speed;
await sleep(turnMs * 1.5);
const killedAt = ((Date.now() - begun) * speed) / 60_000;
processes.pop()!.kill('SIGKILL');
await sleep(turnMs * (turns - 1.5));
for (const child of processes) child.kill('SIGKILL');
await sleep(200);
const gaps = [...fetched.values()].flatMap((minutes) =>
  minutes.slice(1).map((minute, n) => minute - minutes[n]!),
);
gaps.sort((a, b) => a - b);
const quantile = (share: number) => gaps[Math.floor(share * (gaps.length - 1))]?.toFixed(1);
const total = [...fetched.values()].reduce((sum, { length }) => sum + length, 0);
console.log(`${feeds} feeds, ${feeds * followers} follows, 3 processes (one killed at minute ${killedAt.toFixed(0)}), ${turns} turns of ${WAIT} minutes at ${speed} times the speed
  ${total} fetches, ${fetched.size} of ${feeds} feeds; never fetched: ${feeds - fetched.size}
  minutes between two fetches of a feed: least ${quantile(0)}, p50 ${quantile(0.5)}, p99 ${quantile(0.99)}, most ${quantile(1)} (filling took ${(filled * speed).toFixed(1)} of them)
  fetched again within 20 minutes (doubled): ${gaps.filter((gap) => gap < 20).length}; later than 36 minutes: ${gaps.filter((gap) => gap > 36).length}`);
await store.close();
await postgres.stop();
