import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Beside package.json, where nothing else is said. */
export const DEFAULT_FILE = join(import.meta.dirname, '../../readout.db');

/** Where the environment puts the store: DATABASE_URL (PostgreSQL), else READOUT_DB, else readout.db beside package.json. */
export function storePlace(env: NodeJS.ProcessEnv): { readonly url: string } | { readonly path: string } {
  const url = env.DATABASE_URL?.trim();
  return url ? { url } : { path: env.READOUT_DB?.trim() || DEFAULT_FILE };
}

/** Whether there is a store to read: nothing makes one just to be asked. */
export function hasStore(env: NodeJS.ProcessEnv): boolean {
  const place = storePlace(env);
  return 'url' in place || existsSync(place.path);
}
