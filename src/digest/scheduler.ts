import { backoffDelay } from '../domain/backoff.ts';
import { OperatorError } from '../domain/errors.ts';
import { within } from '../domain/with-timeout.ts';
import { EVERY_TENANT, type Store } from '../storage/database.ts';
import { createWorker, type WorkerDeps } from './delivery-worker.ts';
import { type PlanDeps, planDue } from './planner.ts';
import { lookAtAll, nextLook } from './store/due-subscriptions.ts';
import { nextOpen } from './store/outbox.ts';
import { createWatchSweeper } from './topic-alerts.ts';
import { type Bell, createBell } from './wake-signal.ts';

/** How often the clock is looked at, in milliseconds: a digest comes within its minute. */
const TICK = 5_000;
/** The shortest pause between two looks, in milliseconds. */
const SHORTEST = 10;
/** Delays after rounds that the database refused, in milliseconds. */
const RETRY = { first: 1_000, longest: 30_000 };
/** What nobody posted in time is ended this often, in milliseconds. */
const SETTLE_EVERY = 60_000;
/** How long a stop waits for the posts under way, in milliseconds: those it leaves are looked for in their channels later. */
const PATIENCE = 10_000;

export interface DigestsDeps extends Omit<PlanDeps, 'db'>, Omit<WorkerDeps, 'db' | 'now'> {
  readonly store: Store;
  /** How often the clock is looked at, in milliseconds; 5 seconds where nothing is said. */
  readonly tick?: number;
}

export interface Digests {
  /** For the health endpoint: when the clock was last looked at, and what is wrong now. */
  state(): { readonly lastRound: string | null; readonly fault: string | null };
  /** Claims nothing more and waits a while for the posts under way. */
  stop(): Promise<void>;
}

const lineOf = (error: unknown): string =>
  error instanceof OperatorError
    ? error.message
    : `Digests failed: ${error instanceof Error ? error.name : 'unknown'}`;

/** Works round by round until stopped; what fails is told of once and tried again until it works. `work` gives the pause after it. */
async function keepDoing(work: () => Promise<number>, { signal, bell, faults, log }: Loop): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    let pause: number;
    try {
      pause = await work();
      if (faults.delete(work) && faults.size === 0) log.warn({}, 'Digests go on: the fault is mended.');
      failures = 0;
    } catch (error) {
      const line = lineOf(error);
      if (![...faults.values()].includes(line)) log.warn({}, line);
      faults.set(work, line);
      pause = backoffDelay(RETRY, ++failures);
    }
    await bell.wait(pause, signal);
  }
}

interface Loop {
  readonly signal: AbortSignal;
  readonly bell: Bell;
  readonly faults: Map<unknown, string>;
  readonly log: DigestsDeps['log'];
}

/** Plans and posts digests and watches until stopped. A database that is gone is told of once and asked again until it is back. */
export function runDigests(deps: DigestsDeps): Digests {
  const { store, log, outlets, tick = TICK } = deps;
  const { db, now } = store;
  const parts = { ...deps, db, now };
  const sweeper = createWatchSweeper(parts);
  const stopping = new AbortController();
  const { signal } = stopping;
  const planned = createBell();
  const silent = createBell();
  const faults = new Map<unknown, string>();
  let lastRound: string | null = null;
  let looked = false;

  /** How long to wait for an instant: the clock may be set meanwhile, so that it is looked at every tick. */
  const until = (instant: string | null): number =>
    Math.min(tick, Math.max(SHORTEST, instant ? Date.parse(instant) - now().getTime() : tick));

  const plan = async (): Promise<number> => {
    // Zone rules may be others than when the hints were written.
    if (!looked) await lookAtAll(db, EVERY_TENANT);
    looked = true;
    await planDue({ ...parts, onPlanned: planned.ring }, now());
    const rows = await sweeper.sweep(now());
    lastRound = now().toISOString();
    if (rows > 0) planned.ring();
    return until(await nextLook(db, EVERY_TENANT, now()));
  };
  const post = (platform: string) => {
    const worker = createWorker(platform, parts);
    return async (): Promise<number> => {
      await worker.drain(signal);
      return until(await nextOpen(db, EVERY_TENANT, platform));
    };
  };
  const settler = createWorker(null, parts);
  const settle = async (): Promise<number> => {
    await settler.drain(signal);
    return SETTLE_EVERY;
  };

  const loop = { signal, faults, log };
  const running = Promise.all([
    keepDoing(plan, { ...loop, bell: silent }),
    keepDoing(settle, { ...loop, bell: silent }),
    ...[...outlets.keys()].map((platform) => keepDoing(post(platform), { ...loop, bell: planned })),
  ]);
  return {
    state: () => ({ lastRound, fault: faults.values().next().value ?? null }),
    async stop() {
      stopping.abort();
      await within(running, PATIENCE);
    },
  };
}
