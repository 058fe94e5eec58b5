import type { Seen } from './seen.ts';

/** All that anybody sees in the workspaces, in order, and the waiting for it. */
export function createBoard() {
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
    /** The next thing that anybody sees, beginning with the `at`-th. */
    sees: (at: number): Promise<Seen> =>
      seen[at] ? Promise.resolve(seen[at]) : new Promise((done) => waiting.push({ at, done })),
  };
}

export type Board = ReturnType<typeof createBoard>;
