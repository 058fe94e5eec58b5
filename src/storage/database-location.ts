import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Whether this code runs from the npm package, which is compiled, or from a checkout. */
const isPackaged = import.meta.url.endsWith('.js');

/** The default database file: beside package.json in a checkout, otherwise in the current folder. */
export const DEFAULT_FILE = isPackaged
  ? join(process.cwd(), 'readout.db')
  : join(import.meta.dirname, '../../readout.db');

/** Returns the database's location: DATABASE_URL (PostgreSQL), else READOUT_DB, else readout.db beside package.json. */
export function storePlace(env: NodeJS.ProcessEnv): { readonly url: string } | { readonly path: string } {
  const url = env.DATABASE_URL?.trim();
  return url ? { url } : { path: env.READOUT_DB?.trim() || DEFAULT_FILE };
}

/** Whether a store exists. Reading must not create one. */
export function hasStore(env: NodeJS.ProcessEnv): boolean {
  const place = storePlace(env);
  return 'url' in place || existsSync(place.path);
}
