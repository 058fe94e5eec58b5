import { setTimeout as later } from 'node:timers/promises';
import { OperatorError } from '../domain/errors.ts';
import type { Store } from './database.ts';
import { storePlace } from './database-location.ts';
import { openStore } from './open.ts';

/** Opens the store that the environment names. */
export function openStoreOf(
  env: NodeJS.ProcessEnv,
  onNotice: (message: string) => void = () => {},
): Promise<Store> {
  return openStore({ ...storePlace(env), now: () => new Date(), onNotice });
}

/** What mends itself: a server that is still starting, or has no connection left for the moment. */
const PASSING = new Set(['store-unreachable', 'store-busy']);
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

/**
 * As `openStoreOf`, but waits for a server that is not there yet, which is told once: a bot that ends is only started again,
 * over and over. Whatever does not mend itself is thrown at once.
 */
export async function openStoreWhenThere(
  env: NodeJS.ProcessEnv,
  onNotice: (message: string) => void,
): Promise<Store> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await openStoreOf(env, onNotice);
    } catch (error) {
      if (!(error instanceof OperatorError) || !PASSING.has(error.code)) throw error;
      if (wait === FIRST_WAIT_MS) onNotice(`${error.message} Readout waits for it.`);
    }
    await later(wait);
  }
}
