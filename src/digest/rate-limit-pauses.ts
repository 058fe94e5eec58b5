import { SECOND } from '../domain/time.ts';
import type { Reason } from '../domain/words/reason-words.ts';

/** Why a tenant's posts are paused, and for how much longer, in milliseconds. */
interface Pause extends Reason {
  readonly afterMs: number;
}

/** The tenants whose platform asked this process to wait. Their claimed deliveries are not sent meanwhile. */
export interface RateLimitPauses {
  /** Records a pause. Returns false if a pause ending within a second of this one is already recorded. */
  pause(tenant: string, reason: Reason, afterMs: number): boolean;
  /** The tenant's current pause; null if there is none. */
  of(tenant: string): Pause | null;
}

export function createRateLimitPauses(now: () => Date): RateLimitPauses {
  const pauses = new Map<
    string,
    { readonly reason: Reason; readonly steady: number; readonly clock: number }
  >();
  const of = (tenant: string): Pause | null => {
    const pause = pauses.get(tenant);
    if (!pause) return null;
    // The earlier of two clocks: the wall clock may be set back, the steady one stops while the machine sleeps.
    const afterMs = Math.min(pause.steady - performance.now(), pause.clock - now().getTime());
    if (afterMs > 0) return { ...pause.reason, afterMs };
    pauses.delete(tenant);
    return null;
  };
  return {
    of,
    pause(tenant, { why, fault }, afterMs) {
      // Platforms name pauses in whole seconds.
      if (afterMs < (of(tenant)?.afterMs ?? Number.NEGATIVE_INFINITY) + SECOND) return false;
      const reason = fault === undefined ? { why } : { why, fault };
      pauses.set(tenant, {
        reason,
        steady: performance.now() + afterMs,
        clock: now().getTime() + afterMs,
      });
      return true;
    },
  };
}
