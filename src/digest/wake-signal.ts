/** A signal that ends waits early, within this process. */
export interface WakeSignal {
  /** Ends all current waits. */
  notify(): void;
  /** Resolves after `ms` milliseconds, at the next `notify`, or when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export function createWakeSignal(): WakeSignal {
  const waiting = new Set<() => void>();
  return {
    notify() {
      for (const end of [...waiting]) end();
    },
    wait: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) return resolve();
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          waiting.delete(end);
          resolve();
        };
        const timer = setTimeout(end, ms);
        signal.addEventListener('abort', end, { once: true });
        waiting.add(end);
      }),
  };
}
