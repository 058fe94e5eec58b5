import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_FILE, storePlace } from '../storage/database-location.ts';

/** The least facts of a saved index. A smaller library is indexed about as fast as its index is read. */
export const WORTH_SAVING = 20_000;

const isOff = (env: NodeJS.ProcessEnv): boolean => env.READOUT_INDEX?.trim().toLowerCase() === 'off';

/**
 * Returns the folder of the store's search index: beside the database, or as READOUT_INDEX says; null if that is `off`.
 */
export function indexFolder(env: NodeJS.ProcessEnv): string | null {
  if (isOff(env)) return null;
  const place = storePlace(env);
  return env.READOUT_INDEX?.trim() || `${'url' in place ? DEFAULT_FILE : place.path}.index`;
}

/**
 * Returns the folder of a fact file's index, in the user's cache by the file's path; null if READOUT_INDEX is `off`.
 */
export function factsIndexFolder(file: string, env: NodeJS.ProcessEnv): string | null {
  if (isOff(env)) return null;
  const cache = env.XDG_CACHE_HOME || env.LOCALAPPDATA || join(homedir(), '.cache');
  const key = createHash('sha256').update(realpathSync(file)).digest('hex').slice(0, 24);
  return join(cache, 'readout', key);
}
