import { setTimeout as sleep } from 'node:timers/promises';
import { backoffDelay } from '../domain/backoff.ts';
import { OperatorError } from '../domain/errors.ts';
import type { Store } from './database.ts';
import { storePlace } from './database-location.ts';
import { openStore } from './open.ts';

/** Opens the store that the environment configures. */
export function openStoreOf(
  env: NodeJS.ProcessEnv,
  onNotice: (message: string) => void = () => {},
): Promise<Store> {
  return openStore({ ...storePlace(env), now: () => new Date(), onNotice });
}

/** Codes of temporary faults: a server that is starting, or has no free connection. */
const TRANSIENT = new Set(['store-unreachable', 'store-busy']);
/** Delays between attempts, in milliseconds. */
const RETRY = { first: 250, longest: 5_000 };

/**
 * Opens the store like `openStoreOf`, but waits for a database server that is not up yet. The first failed attempt is
 * reported once. Any other fault is thrown at once. A process that exits here would only be restarted in a loop.
 */
export async function openStoreWhenThere(
  env: NodeJS.ProcessEnv,
  onNotice: (message: string) => void,
): Promise<Store> {
  for (let failures = 1; ; failures++) {
    try {
      return await openStoreOf(env, onNotice);
    } catch (error) {
      if (!(error instanceof OperatorError) || !TRANSIENT.has(error.code)) throw error;
      if (failures === 1) onNotice(`${error.message} Readout waits for it.`);
    }
    await sleep(backoffDelay(RETRY, failures));
  }
}
