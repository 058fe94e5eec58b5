import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from './db.ts';
import { openStore } from './open.ts';

/** Beside package.json, where nothing else is said. */
const DEFAULT_FILE = join(import.meta.dirname, '../../readout.db');

/** Whether there is a store to read: nothing makes one just to be asked. */
export function hasStore(env: NodeJS.ProcessEnv): boolean {
  return Boolean(env.DATABASE_URL?.trim()) || existsSync(env.READOUT_DB?.trim() || DEFAULT_FILE);
}

/** Opens the store that the environment names: DATABASE_URL (PostgreSQL), else READOUT_DB, else readout.db beside package.json. */
export function openStoreOf(
  env: NodeJS.ProcessEnv,
  onNotice: (message: string) => void = () => {},
): Promise<Store> {
  const url = env.DATABASE_URL?.trim();
  const path = env.READOUT_DB?.trim();
  const now = () => new Date();
  return openStore(url ? { url, now, onNotice } : { path: path || DEFAULT_FILE, now, onNotice });
}
