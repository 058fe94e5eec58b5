import { EVERY_TENANT } from '../store/db.ts';
import { claimDue } from '../store/outbox.ts';
import { type DeliverDeps, deliver } from './deliver.ts';

export interface WorkerDeps extends DeliverDeps {
  /** Names this worker among all processes. */
  readonly owner: string;
  /** How many posts are under way at once; 64 where nothing is said. */
  readonly atOnce?: number;
}

/** How long a claim holds, in milliseconds: far longer than a post may take (outlets give up after 20 s). */
const LEASE = 90_000;

export interface Worker {
  /** Posts whatever is due now and ends when nothing more is; rejects with what the database says, when it says no. */
  drain(signal?: AbortSignal): Promise<number>;
}

/** A worker that claims deliveries as it has hands free, so that a claim never waits. */
export function createWorker(deps: WorkerDeps): Worker {
  const { db, now, owner, atOnce = 64 } = deps;
  return {
    async drain(signal) {
      const underWay = new Set<Promise<void>>();
      let delivered = 0;
      let fault: unknown = null;
      for (;;) {
        const free = atOnce - underWay.size;
        const options = { now: now(), owner, limit: free, leaseMs: LEASE };
        const claimed =
          free > 0 && !fault && !signal?.aborted ? await claimDue(db, EVERY_TENANT, options) : [];
        for (const delivery of claimed) {
          const one = deliver(delivery, owner, deps)
            .catch((error: unknown) => {
              fault ??= error;
            })
            .finally(() => underWay.delete(one));
          underWay.add(one);
        }
        delivered += claimed.length;
        if (underWay.size === 0) break;
        // Some hands at least are free before the next claim, which takes as many at one go.
        if (claimed.length === 0 || underWay.size >= atOnce) await Promise.race(underWay);
      }
      if (fault) throw fault;
      return delivered;
    },
  };
}
