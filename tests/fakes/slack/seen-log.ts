import type { Seen } from './seen.ts';

/** Records everything that people see in the workspaces, in order, and lets tests wait for it. */
export function createSeenLog() {
  const seen: Seen[] = [];
  const waiting: { at: number; done: (one: Seen) => void }[] = [];
  return {
    seen,
    show(one: Seen): void {
      seen.push(one);
      for (const wait of waiting.splice(0)) {
        if (seen.length > wait.at) wait.done(seen[wait.at]!);
        else waiting.push(wait);
      }
    },
    /** Waits for the message with index `at`. */
    sees: (at: number): Promise<Seen> =>
      seen[at] ? Promise.resolve(seen[at]) : new Promise((done) => waiting.push({ at, done })),
  };
}

export type SeenLog = ReturnType<typeof createSeenLog>;
