import { createHash } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TenantId } from '../domain/tenant.ts';
import type { SearchIndex } from '../search/search-engine.ts';
import { openKeptIndex } from './index-directory.ts';
import type { LogPosition } from './store/library-log.ts';

const POSITION = 'position.json';
const TENANTS = 'tenants';
/** A library with fewer facts is indexed as fast as its files are opened. */
const LEAST_FACTS = 500;

/** The index of a tenant's library in its files, and how far it had read the change log when they were written. */
export interface SavedLibrary {
  readonly index: SearchIndex;
  /** Null if there are no files, or they are not to be used. */
  readonly position: LogPosition | null;
  /** When they were written (ms); 0 if there are none. */
  readonly savedAt: number;
  /** Writes changes. Throws if the folder cannot be written. */
  save(position: LogPosition, now: Date): Promise<void>;
}

/** The folder of a tenant's index within that of all: everybody's is the folder itself. */
function folderOf(folder: string, tenant: TenantId): string {
  if (tenant === null) return folder;
  return join(folder, TENANTS, nameOf(tenant));
}

const nameOf = (tenant: string): string =>
  createHash('sha256').update(tenant).digest('base64url').slice(0, 32);

async function readPosition(folder: string): Promise<{ position: LogPosition | null; savedAt: number }> {
  try {
    const { savedAt, ...position } = JSON.parse(await readFile(join(folder, POSITION), 'utf8'));
    const { epoch, own, everybody, nameless } = position;
    const isWhole = typeof epoch === 'string' && [own, everybody, nameless, savedAt].every(Number.isFinite);
    return isWhole ? { position, savedAt } : { position: null, savedAt: 0 };
  } catch {
    return { position: null, savedAt: 0 };
  }
}

/** Opens the files of a tenant's index. Damaged, foreign or missing ones are no error: the index is then empty. */
export async function openSavedLibrary(root: string, tenant: TenantId): Promise<SavedLibrary> {
  const folder = folderOf(root, tenant);
  const kept = await openKeptIndex(folder);
  const { position, savedAt } = await readPosition(folder);
  return {
    index: kept.index,
    ...(kept.fault === null ? { position, savedAt } : { position: null, savedAt: 0 }),
    async save(current, now) {
      if (kept.index.size < LEAST_FACTS) return;
      await kept.save();
      // After the index: what the log holds since is put in once more, which changes nothing.
      const half = join(folder, `${POSITION}.tmp`);
      await writeFile(half, JSON.stringify({ ...current, savedAt: now.getTime() }), { mode: 0o600 });
      await rename(half, join(folder, POSITION));
    },
  };
}

/** Deletes the files of a tenant's index. */
export async function deleteSavedLibrary(root: string, tenant: string): Promise<void> {
  await rm(folderOf(root, tenant), { recursive: true, force: true });
}

/** Deletes the files of all tenants that are not among these: nothing stays of one that was forgotten. */
export async function sweepSavedLibraries(root: string, tenants: Iterable<string>): Promise<void> {
  const names = await readdir(join(root, TENANTS)).catch(() => []);
  if (names.length === 0) return;
  const known = new Set([...tenants].map(nameOf));
  for (const name of names)
    if (!known.has(name)) await rm(join(root, TENANTS, name), { recursive: true, force: true });
}
