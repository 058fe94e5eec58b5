import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/storage/open.ts';
import { readout as run } from '../helpers/cli.ts';

export const now = () => new Date('2026-03-01T09:00:00Z');

/** Creates a folder with a database, and runs the command line on it. */
export async function bed() {
  const folder = mkdtempSync(join(tmpdir(), 'readout-operations-'));
  const path = join(folder, 'readout.db');
  const env: NodeJS.ProcessEnv = { READOUT_DB: path };
  const store = await openStore({ path, now });
  return {
    folder,
    path,
    env,
    store,
    cli: (...args: string[]) => run(args, '', env),
    at: (name: string) => join(folder, name),
  };
}
