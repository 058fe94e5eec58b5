import { setTimeout as pause, setImmediate } from 'node:timers/promises';
import { EVERY_TENANT } from '../storage/database.ts';
import { type DeliverDeps, deliver, LEASE, LONGEST_POST } from './deliver.ts';
import { createTogether } from './ledger-batches.ts';
import { CATCH_UP } from './planner.ts';
import { type ClaimOptions, claimDue, releaseLapsed } from './store/outbox.ts';

/** Posts that end within so many milliseconds of each other leave their hands to one claim: each claim waits for the disk. */
const GATHERING = 10;
/** Posts under way on a platform of which nothing is said: Discord takes 50 a second, and answers within one. */
const AT_ONCE = 64;
/** While posts hang, what else comes due is looked for this often, in milliseconds. */
const LOOK_AGAIN = 1000;
/** Lapsed claims are looked for no more often than this, in milliseconds. */
const RELEASE_EVERY = 1000;

export interface WorkerDeps extends Omit<DeliverDeps, 'together'> {
  /** Names this worker among all processes. */
  readonly owner: string;
  /** How many posts are under way at once; what the platform's outlet says where nothing is said, or else 64. */
  readonly atOnce?: number;
}

export interface Worker {
  /** Posts whatever is due now and ends when nothing more is; rejects with what the database says, when it says no. */
  drain(signal?: AbortSignal): Promise<number>;
}

/**
 * A worker of one platform, so that none waits for another's rates. With null it ends what nobody posted within the catch-up
 * window: of a platform that is no longer connected, say.
 */
export function createWorker(platform: string | null, deps: WorkerDeps): Worker {
  const { db, now, owner, outlets } = deps;
  const atOnce = deps.atOnce ?? (platform === null ? undefined : outlets.get(platform)?.atOnce) ?? AT_ONCE;
  const parts = { ...deps, together: createTogether({ db, now }) };
  const claim = (limit: number) => {
    const at = now();
    const options: ClaimOptions = { now: at, owner, limit, leaseMs: LEASE };
    const scope =
      platform === null ? { dueBefore: new Date(at.getTime() - CATCH_UP) } : ({ platform } as const);
    return claimDue(db, EVERY_TENANT, { ...options, ...scope });
  };
  let released = Number.NEGATIVE_INFINITY;
  const release = async (): Promise<void> => {
    const at = now();
    if (Math.abs(at.getTime() - released) < RELEASE_EVERY) return;
    await releaseLapsed(db, EVERY_TENANT, { now: at, settleMs: LONGEST_POST });
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
        // Only as many as there are hands: a claim never waits.
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
        await Promise.race([...underWay, pause(LOOK_AGAIN, undefined, { ref: false })]);
        await setImmediate();
        if (underWay.size > 0) await pause(GATHERING);
      }
      if (fault) throw fault;
      return delivered;
    },
  };
}
