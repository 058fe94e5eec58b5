/** How long a shutdown waits for answers in hand, in milliseconds. */
const PATIENCE = 10_000;

/** Work that a shutdown waits for. */
export interface WorkInHand {
  track(work: () => Promise<void>): Promise<void>;
  /** Resolves when nothing is in hand, ten seconds later at the most. */
  finish(): Promise<void>;
}

export function createWorkInHand(): WorkInHand {
  const inHand = new Set<Promise<void>>();
  const empty = async (): Promise<void> => {
    while (inHand.size > 0) await Promise.allSettled(inHand);
  };
  return {
    track(work) {
      const running = work().finally(() => inHand.delete(running));
      inHand.add(running);
      return running;
    },
    async finish() {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, PATIENCE);
      });
      await Promise.race([empty(), late]);
      clearTimeout(timer);
    },
  };
}
