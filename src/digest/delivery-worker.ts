import { setTimeout as pause, setImmediate } from 'node:timers/promises';
import { EVERY_TENANT } from '../storage/database.ts';
import { type DeliverDeps, deliver, LEASE_MS, MAX_POST_MS } from './deliver.ts';
import { createLedgerBatches } from './ledger-batches.ts';
import { CATCH_UP_MS } from './planner.ts';
import { type ClaimOptions, claimDue, releaseLapsed } from './store/outbox.ts';

/** Wait this long (ms) for more posts to finish, so that one claim refills several slots; a claim costs an fsync. */
const CLAIM_DELAY_MS = 10;
/** Concurrent posts on a platform that names no number. Discord allows 50 a second and answers within one. */
const DEFAULT_CONCURRENCY = 64;
/** While posts hang, other due deliveries are claimed this often, in milliseconds. */
const CLAIM_INTERVAL_MS = 1000;
/** The shortest time between two searches for lapsed claims, in milliseconds. */
const RELEASE_INTERVAL_MS = 1000;

export interface WorkerDeps extends Omit<DeliverDeps, 'batches'> {
  /** Names this worker among all processes. */
  readonly owner: string;
  /** Concurrent posts; by default the number that the platform's publisher names, else 64. */
  readonly atOnce?: number;
}

export interface Worker {
  /** Posts everything that is due now. Returns the number of deliveries. Rejects with the database's fault. */
  drain(signal?: AbortSignal): Promise<number>;
}

/**
 * A worker for one platform, so that no platform waits for another's rate limits. With null it closes deliveries that
 * nobody posted within the catch-up window, such as those of a platform that is no longer connected.
 */
export function createWorker(platform: string | null, deps: WorkerDeps): Worker {
  const { db, now, owner, publishers } = deps;
  const atOnce =
    deps.atOnce ?? (platform === null ? undefined : publishers.get(platform)?.atOnce) ?? DEFAULT_CONCURRENCY;
  const parts = { ...deps, batches: createLedgerBatches({ db, now }) };
  const claim = (limit: number) => {
    const at = now();
    const options: ClaimOptions = { now: at, owner, limit, leaseMs: LEASE_MS };
    const scope =
      platform === null ? { dueBefore: new Date(at.getTime() - CATCH_UP_MS) } : ({ platform } as const);
    return claimDue(db, EVERY_TENANT, { ...options, ...scope });
  };
  let released = Number.NEGATIVE_INFINITY;
  const release = async (): Promise<void> => {
    const at = now();
    if (Math.abs(at.getTime() - released) < RELEASE_INTERVAL_MS) return;
    await releaseLapsed(db, EVERY_TENANT, { now: at, settleMs: MAX_POST_MS });
    released = at.getTime();
  };
  return {
    async drain(signal) {
      await release();
      const underWay = new Set<Promise<void>>();
      let delivered = 0;
      let fault: unknown = null;
      for (;;) {
        const free = atOnce - underWay.size;
        // Only as many as there are free slots: a claimed delivery never waits.
        const claimedAt = performance.now();
        const claimed = free > 0 && !fault && !signal?.aborted ? await claim(free) : [];
        for (const delivery of claimed) {
          const one = deliver({ delivery, owner, claimedAt }, parts)
            .catch((error: unknown) => {
              fault ??= error;
            })
            .finally(() => underWay.delete(one));
          underWay.add(one);
        }
        delivered += claimed.length;
        if (underWay.size === 0) break;
        await Promise.race([...underWay, pause(CLAIM_INTERVAL_MS, undefined, { ref: false })]);
        await setImmediate();
        if (underWay.size > 0) await pause(CLAIM_DELAY_MS);
      }
      if (fault) throw fault;
      return delivered;
    },
  };
}
