/** Why a tenant waits, and for how much longer, in milliseconds. */
export interface Hold {
  readonly why: string;
  readonly afterMs: number;
}

/** The tenants whose platform asked this process to wait: what is in its hands already is not sent to be refused as well. */
export interface Holds {
  /** False where that is known: pauses are whole seconds, so that what ends within one of the other says nothing new. */
  hold(tenant: string, why: string, afterMs: number): boolean;
  /** Null where nothing keeps the tenant. */
  on(tenant: string): Hold | null;
}

const A_SECOND = 1000;

export function createHolds(now: () => Date): Holds {
  const held = new Map<string, { readonly why: string; readonly steady: number; readonly clock: number }>();
  const on = (tenant: string): Hold | null => {
    const hold = held.get(tenant);
    if (!hold) return null;
    // Whichever clock says so first: one may be set back, and the other stands still while the machine sleeps.
    const afterMs = Math.min(hold.steady - performance.now(), hold.clock - now().getTime());
    if (afterMs > 0) return { why: hold.why, afterMs };
    held.delete(tenant);
    return null;
  };
  return {
    on,
    hold(tenant, why, afterMs) {
      if (afterMs < (on(tenant)?.afterMs ?? Number.NEGATIVE_INFINITY) + A_SECOND) return false;
      held.set(tenant, { why, steady: performance.now() + afterMs, clock: now().getTime() + afterMs });
      return true;
    },
  };
}
