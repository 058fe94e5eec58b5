import { OperatorError } from '../core/errors.ts';
import { EVERY_TENANT, type Store } from '../store/db.ts';
import { nextOpen } from '../store/outbox.ts';
import { lookAtAll } from '../store/subscriptions.ts';
import { type PlanDeps, planDue } from './plan.ts';
import { planWatches } from './watch.ts';
import { createWorker, type WorkerDeps } from './worker.ts';

/** How often the clock is looked at, in milliseconds: a digest comes within its minute. */
const TICK = 5_000;
/** Where the database says no, it is asked again after longer and longer, up to this, in milliseconds. */
const LONGEST_PAUSE = 30_000;

export interface DigestsDeps extends Omit<PlanDeps, 'db'>, Omit<WorkerDeps, 'db' | 'now'> {
  readonly store: Store;
}

export interface Digests {
  /** For the health endpoint. */
  state(): { readonly lastRound: string | null; readonly fault: string | null };
  /** Claims nothing more and waits for the posts under way. */
  stop(): Promise<void>;
}

const lineOf = (error: unknown): string =>
  error instanceof OperatorError
    ? error.message
    : `Digests failed: ${error instanceof Error ? error.name : 'unknown'}`;

/** Plans and posts digests and watches until stopped. A database that is gone is told of once and asked again until it is back. */
export function runDigests(deps: DigestsDeps): Digests {
  const { store, log } = deps;
  const { db, now } = store;
  const parts = { ...deps, db, now };
  const worker = createWorker(parts);
  const stopping = new AbortController();
  let lastRound: string | null = null;
  let fault: string | null = null;
  let looked = false;

  const round = async (): Promise<void> => {
    if (!looked) await lookAtAll(db, EVERY_TENANT);
    looked = true;
    await planDue(parts, now());
    await planWatches(parts, now());
    await worker.drain(stopping.signal);
    lastRound = now().toISOString();
  };

  const pauseFor = async (): Promise<number> => {
    const open = await nextOpen(db, EVERY_TENANT);
    const wait = open ? Date.parse(open) - now().getTime() : TICK;
    return Math.min(TICK, Math.max(50, wait));
  };

  const run = async (): Promise<void> => {
    let pause = TICK;
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        await round();
        if (fault) log.warn({}, 'Digests go on: the database is back.');
        fault = null;
        failures = 0;
        pause = await pauseFor();
      } catch (error) {
        const line = lineOf(error);
        if (line !== fault) log.warn({}, line);
        fault = line;
        pause = Math.min(LONGEST_PAUSE, 1000 * 2 ** failures++);
      }
      await asleep(pause, stopping.signal);
    }
  };
  const running = run();
  return {
    state: () => ({ lastRound, fault }),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

function asleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
  });
}
