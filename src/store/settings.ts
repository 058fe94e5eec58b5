import type { Store } from './db.ts';
import { openStore } from './open.ts';
import { storePlace } from './place.ts';

/** Opens the store that the environment names. */
export function openStoreOf(
  env: NodeJS.ProcessEnv,
  onNotice: (message: string) => void = () => {},
): Promise<Store> {
  return openStore({ ...storePlace(env), now: () => new Date(), onNotice });
}
