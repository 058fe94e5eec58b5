// npm run bench:digest -- [channels] [discord | slack | lifted] [sqlite | postgres] [ms that Slack's answers are on their way]
// Measures many digests that are due at the same minute: the delay of the last one under the platforms' rate limits,
// compared with the minimum that these limits allow, and then deliveries per second on both databases without rate
// limits. The worker is idle before that minute. All times count from it.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '../../../src/storage/database.ts';
import { openStore } from '../../../src/storage/open.ts';
import { REAL_RATES } from '../../fakes/discord/rates.ts';
import { startOwnPostgres } from '../../fakes/postgres.ts';
import { REAL_RATE } from '../../fakes/slack/rates.ts';
import { subscribeAt } from './ledger.ts';
import { workspaceAt } from './publishers.ts';
import { startServices } from './services.ts';
import { startWorker, stopWorker, type ToWorker, weigh } from './workers.ts';

const channels = Number(process.argv[2] ?? 10_000);
const only = process.argv[3];
const database = process.argv[4] as Database | undefined;
/** The latency of Slack's responses, in milliseconds. */
const answersAfter = Number(process.argv[5] ?? 0);
/** The channels per workspace: more than Slack's rate limit allows in the first minute. */
const A_WORKSPACE = 400;
const SECOND = 1000;
const DUE = '09:00';
/**
 * The clock's distance to the due minute when workers start, and after it is set forward once they are idle; in
 * milliseconds.
 */
const [STARTED, SET] = [20 * 60 * SECOND, 12 * SECOND];
/** The interval at which the fakes are checked and the worker's memory is measured, in milliseconds. */
const [LOOK, WEIGH] = [20, 1000];

interface Case {
  readonly name: string;
  readonly platform: 'slack' | 'discord';
  readonly rates: boolean;
  /** The minimum that the platform's rate limits allow, in seconds; 0 without limits. */
  readonly forced: number;
}

/** Whether the planner has yet to compute when some subscription is due next. */
async function anyToLookAt({ db }: Store): Promise<boolean> {
  return Boolean(
    await db
      .selectFrom('subscriptions')
      .select('id')
      .where('next_due', 'is', null)
      .limit(1)
      .executeTakeFirst(),
  );
}

async function fanOut({ name, platform, rates, forced }: Case, target: string): Promise<void> {
  const due = new Date(`2026-03-02T${DUE}:00Z`);
  const aheadFor = (before: number): number => due.getTime() - before - Date.now();
  let ahead = aheadFor(STARTED);
  const now = () => new Date(Date.now() + ahead);
  const services = await startServices(now, answersAfter);
  const workspaces = platform === 'slack' ? Math.ceil(channels / A_WORKSPACE) : 0;
  for (let at = 0; at < workspaces; at++) {
    const { team, token } = workspaceAt(at);
    services.slack.tokens.grant(token, team);
  }
  if (rates) {
    services.discord.setRates(REAL_RATES);
    services.slack.setPostingRate(REAL_RATE);
  }
  const store = await openStore({
    ...(target.startsWith('postgres:') ? { url: target } : { path: target }),
    now,
    onNotice: () => {},
  });
  const tenants =
    platform === 'slack'
      ? Array.from({ length: workspaces }, (_, at) => `slack:${workspaceAt(at).team}`)
      : ['discord:900000000000000001'];
  await subscribeAt(store, tenants, channels, DUE, new Date(due.getTime() - 2 * STARTED));
  ahead = aheadFor(STARTED);
  const child = await startWorker(
    {
      target,
      ahead,
      workspaces,
      ...services.origins,
      ...(rates ? {} : { discordRate: 1_000_000 }),
    },
    () => {},
  );
  while (await anyToLookAt(store)) await pause(200);
  await store.close();
  ahead = aheadFor(SET);
  child.send({ ahead } satisfies ToWorker);
  const atRest = await weigh(child, 'live');
  await pause(due.getTime() - now().getTime());
  const shown = () => (platform === 'slack' ? services.slack.seen : services.discord.seen).length;
  const before = await weigh(child);
  const weights: number[] = [];
  let [first, weighed] = [0, now().getTime()];
  while (shown() < channels) {
    await pause(LOOK);
    if (first === 0 && shown() > 0) first = now().getTime();
    if (now().getTime() < weighed + WEIGH) continue;
    weighed = now().getTime();
    weights.push((await weigh(child)).rss);
    if (process.stderr.isTTY) process.stderr.write(`\r${name}: ${shown()}/${channels}`);
  }
  const last = now().getTime();
  const after = await weigh(child);
  const { live } = await weigh(child, 'live');
  await stopWorker(child);
  const refused = (platform === 'discord' ? services.discord : services.slack).refusals();
  await services.stop();
  const seconds = (ms: number): string => (ms / SECOND).toFixed(1);
  const took = (last - due.getTime()) / SECOND;
  const busy = (after.cpu - before.cpu) / 1e6 / took;
  const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
  const quarter = weights[Math.floor(weights.length / 4)] ?? after.rss;
  const memory = `worker ${megabytes(before.rss)} MB before, ${megabytes(quarter)} MB after a quarter, ${megabytes(Math.max(after.rss, ...weights))} MB at most, ${megabytes(after.rss)} MB at the end; of these ${megabytes(atRest.live)} MB were in use before, ${megabytes(live)} MB at the end; ${(busy * 100).toFixed(0)} % of one core`;
  console.log(
    rates
      ? `${name}: the last of ${channels} after ${took.toFixed(1)} s, forced ${forced.toFixed(1)} s (+${((took / forced - 1) * 100).toFixed(1)} %), first after ${seconds(first - due.getTime())} s, ${refused} refused; ${memory}`
      : `${name}: ${channels} planned and posted in ${took.toFixed(1)} s, ${Math.round(channels / took)} deliveries a second, first after ${seconds(first - due.getTime())} s; ${memory}`,
  );
}

const file = () => join(mkdtempSync(join(tmpdir(), 'readout-fan-')), 'readout.db');
const isWanted = (part: string): boolean => !only || only === part;
/** Discord's limit: 50 requests per second, with a burst of 50. */
const forcedByDiscord = (channels - REAL_RATES.global) / REAL_RATES.global;
/** Slack's limit of posts per minute and workspace, counted from the first post. */
const forcedBySlack =
  Math.floor((Math.min(channels, A_WORKSPACE) - 1) / (REAL_RATE.perWorkspaceAMinute ?? 1)) * 60;

const DATABASES = { sqlite: 'SQLite', postgres: 'PostgreSQL' } as const;
type Database = keyof typeof DATABASES;

async function fanOutOn(kind: Database, one: Case): Promise<void> {
  const named = { ...one, name: `${one.name}, ${DATABASES[kind]}` };
  if (kind === 'sqlite') return fanOut(named, file());
  const postgres = await startOwnPostgres();
  if (postgres) await fanOut(named, postgres.url);
  else console.log(`${named.name}: none is installed here`);
  await postgres?.stop();
}

if (isWanted('discord'))
  await fanOutOn(database ?? 'sqlite', {
    ...({ name: 'Discord, its rates', platform: 'discord', rates: true } as const),
    forced: forcedByDiscord,
  });
if (isWanted('slack'))
  await fanOutOn(database ?? 'sqlite', {
    ...({ name: 'Slack, its rates', platform: 'slack', rates: true } as const),
    forced: forcedBySlack,
  });
if (isWanted('lifted'))
  for (const kind of database ? [database] : (['sqlite', 'postgres'] as const))
    await fanOutOn(kind, { name: 'rates lifted', platform: 'discord', rates: false, forced: 0 });
