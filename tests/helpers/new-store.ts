import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Store } from '../../src/storage/database.ts';
import { openStore } from '../../src/storage/open.ts';

/** Returns a new database file as `openStore` makes it: with its schema, without rows. */
async function newImage(): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'readout-image-'));
  const path = join(folder, 'new.db');
  await (await openStore({ path, now: () => new Date() })).close();
  const database = new DatabaseSync(path);
  try {
    // A database in memory has no write-ahead log.
    database.exec('pragma journal_mode = delete');
    return database.serialize();
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

let image: Promise<Uint8Array> | undefined;

function migratedImage(): Promise<Uint8Array> {
  image ??= newImage();
  return image;
}

/**
 * Opens a new database in memory. The schema is migrated once per process, because that takes ten times as long as all
 * else.
 */
export const openMemoryStore = async (now: () => Date): Promise<Store> =>
  openStore({ path: ':memory:', image: await migratedImage(), now });

/** Writes a new database, migrated, to a file. */
export async function writeNewDatabase(path: string): Promise<void> {
  writeFileSync(path, await migratedImage(), { mode: 0o600 });
}
