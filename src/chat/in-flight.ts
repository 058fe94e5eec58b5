import { withTimeout } from '../domain/with-timeout.ts';

/** How long a shutdown waits for answers in hand, in milliseconds. */
const PATIENCE = 10_000;

/** Work that a shutdown waits for. */
export interface WorkInHand {
  track(work: () => Promise<void>): Promise<void>;
  /** Resolves once all that is in hand now has ended. */
  settled(): Promise<void>;
  /** From now on no more work begins. */
  close(): void;
  /** Resolves when nothing is in hand, ten seconds later at the most. */
  finish(): Promise<void>;
}

export function createWorkInHand(): WorkInHand {
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
    finish: () => withTimeout(empty(), PATIENCE).then(() => {}),
  };
}
