import { setImmediate } from 'node:timers/promises';
import { OperatorError } from '../domain/errors.ts';

/** Items in one run, at the most: what SQLite takes in a statement, with much to spare. */
const MOST = 100;

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes one run of many calls: what is asked for in one turn of the event loop, or while an earlier run is under way, goes
 * together, so that ten writes wait for the disk once. `run` does all or nothing and gives a result an item, in their order.
 * Where it fails for all, each is run alone, so that what is wrong with one is its own; a database that is gone is everybody's.
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
  const work = async (): Promise<void> => {
    await setImmediate();
    while (waiting.length > 0) await settle(waiting.splice(0, MOST));
    isRunning = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isRunning) return;
      isRunning = true;
      void work();
    });
}
