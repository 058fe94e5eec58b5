import { LRUCache } from 'lru-cache';

export interface RateLimit {
  /** Tokens a second. */
  readonly perSecond: number;
  /** The most requests in a burst. */
  readonly burst: number;
}

/** The most callers with a bucket. A caller whose bucket was evicted starts with a full one. */
const MOST_CALLERS = 10_000;

/**
 * Creates a token bucket for each caller. The result is 0 if the caller may proceed, otherwise the whole seconds (at
 * least 1) to wait: the value of `Retry-After`. A cost above a full bucket counts as a full bucket. `now` is a clock in
 * milliseconds.
 */
export function rateLimiter(
  { perSecond, burst }: RateLimit,
  now: () => number = () => performance.now(),
): (caller: string, cost?: number) => number {
  const buckets = new LRUCache<string, { left: number; at: number }>({ max: MOST_CALLERS });
  return (caller, asked = 1) => {
    const cost = Math.min(asked, burst);
    const at = now();
    const bucket = buckets.get(caller) ?? { left: burst, at };
    bucket.left = Math.min(burst, bucket.left + ((at - bucket.at) / 1000) * perSecond);
    bucket.at = at;
    buckets.set(caller, bucket);
    if (bucket.left < cost) return Math.max(1, Math.ceil((cost - bucket.left) / perSecond));
    bucket.left -= cost;
    return 0;
  };
}
