import { setImmediate } from 'node:timers/promises';
import { OperatorError } from '../domain/errors.ts';

/** The most items in one batch: far below SQLite's limit of values a statement. */
const MOST = 100;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Micro-batches calls, like DataLoader without a cache: calls made in one turn of the event loop, or while a batch is
 * in flight, share the next batch, so that ten writes cost one fsync. `run` does all or nothing and returns a result an
 * item, in order. If it fails, each item is run alone and only the faulty one rejects; an OperatorError rejects them
 * all.
 */
export function batched<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;

  const settle = async (those: readonly Waiting<Item, Result>[]): Promise<void> => {
    try {
      const results = await run(those.map(({ item }) => item));
      for (const [at, { resolve }] of those.entries()) resolve(results[at]!);
    } catch (error) {
      if (those.length > 1 && !(error instanceof OperatorError)) for (const one of those) await settle([one]);
      else for (const { reject } of those) reject(error);
    }
  };
  const drain = async (): Promise<void> => {
    await setImmediate();
    while (waiting.length > 0) await settle(waiting.splice(0, MOST));
    isRunning = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isRunning) return;
      isRunning = true;
      void drain();
    });
}
