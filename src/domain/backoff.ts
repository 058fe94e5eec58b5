/** The bounds of an exponential back-off, in milliseconds or any other single unit. */
export interface Backoff {
  /** The delay after the first failure. */
  readonly first: number;
  /** The longest delay. */
  readonly longest: number;
}

/**
 * The delay after `failures` failures in a row: it doubles each time, up to the longest. 0 before the first failure.
 *
 * @example backoffDelay({ first: 250, longest: 5_000 }, 3) // 1_000
 */
export function backoffDelay({ first, longest }: Backoff, failures: number): number {
  return failures <= 0 ? 0 : Math.min(longest, first * 2 ** (failures - 1));
}

/** Spreads a delay over 75 to 125 %, so that clients that failed together do not retry together. `random` is 0 to 1. */
export function withJitter(delay: number, random: number): number {
  return delay * (0.75 + random / 2);
}
