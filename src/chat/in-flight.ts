import { withTimeout } from '../domain/with-timeout.ts';

/** How long a shutdown waits for work in flight, in milliseconds. */
const DRAIN_TIMEOUT_MS = 10_000;

/** Tracks work that a shutdown waits for. */
export interface InFlight {
  track(work: () => Promise<void>): Promise<void>;
  /** Resolves when all current work has ended. */
  settled(): Promise<void>;
  /** Refuses new work. */
  close(): void;
  /** Resolves when no work is left, at the latest after ten seconds. */
  finish(): Promise<void>;
}

export function createInFlight(): InFlight {
  const inHand = new Set<Promise<void>>();
  let isClosed = false;
  const settled = (): Promise<void> => Promise.allSettled([...inHand]).then(() => {});
  const empty = async (): Promise<void> => {
    while (inHand.size > 0) await settled();
  };
  return {
    track(work) {
      if (isClosed) return Promise.resolve();
      const running = work().finally(() => inHand.delete(running));
      inHand.add(running);
      return running;
    },
    settled,
    close() {
      isClosed = true;
    },
    finish: () => withTimeout(empty(), DRAIN_TIMEOUT_MS).then(() => {}),
  };
}
