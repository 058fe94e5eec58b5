import { backoffDelay } from '../domain/backoff.ts';
import { OperatorError } from '../domain/errors.ts';
import { withTimeout } from '../domain/with-timeout.ts';
import { EVERY_TENANT, type Store } from '../storage/database.ts';
import { createWorker, type WorkerDeps } from './delivery-worker.ts';
import { type PlanDeps, planDue } from './planner.ts';
import { clearDueHints, nextDueHint } from './store/due-subscriptions.ts';
import { nextOpen } from './store/outbox.ts';
import { createAlertPlanner } from './topic-alerts.ts';
import { createWakeSignal, type WakeSignal } from './wake-signal.ts';

/** The interval between two checks of the clock, in milliseconds. A digest is posted within its minute. */
const TICK_MS = 5_000;
/** The shortest pause between two rounds, in milliseconds. */
const MIN_PAUSE_MS = 10;
/** Delays after rounds that failed in the database, in milliseconds. */
const RETRY_DELAYS_MS = { first: 1_000, longest: 30_000 };
/** Deliveries past their catch-up window are closed this often, in milliseconds. */
const SETTLE_INTERVAL_MS = 60_000;
/**
 * How long a stop waits for posts in flight, in milliseconds. The next start searches the channels for unfinished ones.
 */
const STOP_TIMEOUT_MS = 10_000;

export interface DigestsDeps extends Omit<PlanDeps, 'db'>, Omit<WorkerDeps, 'db' | 'now'> {
  readonly store: Store;
  /** The interval between two checks of the clock, in milliseconds; 5 seconds by default. */
  readonly tick?: number;
}

export interface Digests {
  /** The time of the last round (ISO 8601) and the current fault, for the health endpoint. */
  state(): { readonly lastRound: string | null; readonly fault: string | null };
  /** Stops claiming deliveries and waits up to 10 s for posts in flight. */
  stop(): Promise<void>;
}

const lineOf = (error: unknown): string =>
  error instanceof OperatorError
    ? error.message
    : `Digests failed: ${error instanceof Error ? error.name : 'unknown'}`;

/**
 * Repeats `work` until stopped; it returns the pause (ms) before the next round. A fault is logged once and retried.
 */
async function runRounds(work: () => Promise<number>, { signal, wake, faults, log }: Loop): Promise<void> {
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
      pause = backoffDelay(RETRY_DELAYS_MS, ++failures);
    }
    await wake.wait(pause, signal);
  }
}

interface Loop {
  readonly signal: AbortSignal;
  readonly wake: WakeSignal;
  readonly faults: Map<unknown, string>;
  readonly log: DigestsDeps['log'];
}

/**
 * Plans and posts digests and topic alerts until stopped. A lost database is logged once and retried until it is back.
 */
export function runDigests(deps: DigestsDeps): Digests {
  const { store, log, publishers, tick = TICK_MS } = deps;
  const { db, now } = store;
  const parts = { ...deps, db, now };
  const sweeper = createAlertPlanner(parts);
  const stopping = new AbortController();
  const { signal } = stopping;
  const planned = createWakeSignal();
  const never = createWakeSignal();
  const faults = new Map<unknown, string>();
  let lastRound: string | null = null;
  let looked = false;

  /** Returns the wait until an instant, at most one tick, because the clock may be set meanwhile. */
  const until = (instant: string | null): number =>
    Math.min(tick, Math.max(MIN_PAUSE_MS, instant ? Date.parse(instant) - now().getTime() : tick));

  const plan = async (): Promise<number> => {
    // The time zone rules may have changed since the hints were written.
    if (!looked) await clearDueHints(db, EVERY_TENANT);
    looked = true;
    await planDue({ ...parts, onPlanned: planned.notify }, now());
    const rows = await sweeper.sweep(now());
    lastRound = now().toISOString();
    if (rows > 0) planned.notify();
    return until(await nextDueHint(db, EVERY_TENANT, now()));
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
    return SETTLE_INTERVAL_MS;
  };

  const loop = { signal, faults, log };
  const running = Promise.all([
    runRounds(plan, { ...loop, wake: never }),
    runRounds(settle, { ...loop, wake: never }),
    ...[...publishers.keys()].map((platform) => runRounds(post(platform), { ...loop, wake: planned })),
  ]);
  return {
    state: () => ({ lastRound, fault: faults.values().next().value ?? null }),
    async stop() {
      stopping.abort();
      await withTimeout(running, STOP_TIMEOUT_MS);
    },
  };
}
