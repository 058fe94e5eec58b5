/** The age in ms from which an interaction is dropped: Discord's deadline is 3 s, network time included. */
const MAX_AGE_MS = 2_500;
/** Above this wait (ms) the queue serves the newest first, which can still be answered in time. */
const NEWEST_FIRST_AFTER_MS = 1_000;

export interface QueueParts {
  /** A monotonic clock, in milliseconds. */
  readonly now?: () => number;
  /** Schedules a callback after pending input and output. */
  readonly later?: (work: () => void) => void;
}

/**
 * A queue that runs one interaction at a time and lets input and output happen in between. The gateway delivers all
 * pending interactions at once. If they ran in one go, each answer would wait for all of them and miss the 3-second
 * deadline. Interactions that can no longer be answered in time are dropped.
 */
export function createInteractionQueue({
  now = () => performance.now(),
  later = setImmediate,
}: QueueParts = {}) {
  const waiting: { readonly since: number; readonly go: (mine: boolean) => void }[] = [];
  const oldestAge = (): number => (waiting[0] ? now() - waiting[0].since : 0);
  const next = (): void => {
    while (oldestAge() >= MAX_AGE_MS) waiting.shift()!.go(false);
    const one = oldestAge() >= NEWEST_FIRST_AFTER_MS ? waiting.pop() : waiting.shift();
    one?.go(true);
    if (waiting.length > 0) later(next);
  };
  return {
    /** Resolves when the caller may run: true, or false if it is too late to answer. */
    waitForTurn: (): Promise<boolean> =>
      new Promise((go) => {
        waiting.push({ since: now(), go });
        if (waiting.length === 1) later(next);
      }),
  };
}
