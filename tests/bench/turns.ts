import { setImmediate as nextTurn } from 'node:timers/promises';

/** Returns this thread's processor time so far, including garbage collection, in milliseconds. */
export const processorMs = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/**
 * Measures the longest time between two turns of the event loop, in milliseconds, by the clock and by processor time.
 */
export function watchTurns() {
  let [longest, longestOfProcessor] = [0, 0];
  let [clock, processor] = [0, 0];
  let stopped = false;
  const begin = (): void => {
    [clock, processor] = [performance.now(), processorMs()];
  };
  const look = (): void => {
    longest = Math.max(longest, performance.now() - clock);
    longestOfProcessor = Math.max(longestOfProcessor, processorMs() - processor);
    begin();
  };
  const run = async (): Promise<void> => {
    begin();
    while (!stopped) {
      await nextTurn();
      look();
    }
  };
  const running = run();
  return {
    /** Runs work of the bench itself, which does not count as a pause. */
    leaveOut<Result>(work: () => Result): Result {
      look();
      const result = work();
      begin();
      return result;
    },
    async stop() {
      stopped = true;
      await running;
      return { longest, longestOfProcessor };
    },
  };
}
