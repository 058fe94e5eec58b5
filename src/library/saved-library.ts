import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TenantId } from '../domain/tenant.ts';
import type { SearchIndex } from '../search/search-engine.ts';
import { openIndexDirectory } from './index-directory.ts';
import type { LogPosition } from './store/library-log.ts';

const POSITION = 'position.json';
const TENANTS = 'tenants';
/** The fewest facts of a saved library. Indexing a smaller one is as fast as opening its files. */
const LEAST_FACTS = 500;

/** The saved index of a tenant's library, with its position in the change log. */
export interface SavedLibrary {
  readonly index: SearchIndex;
  /** The position in the change log up to which the files are complete; null if there are no usable files. */
  readonly position: LogPosition | null;
  /** When the files were written, in milliseconds; 0 if there are none. */
  readonly savedAt: number;
  /** Writes changes. Throws if the folder cannot be written. */
  save(position: LogPosition, now: Date): Promise<void>;
}

/** Returns the folder of a tenant's index within the root; the shared library's is the root. */
function folderOf(folder: string, tenant: TenantId): string {
  if (tenant === null) return folder;
  return join(folder, TENANTS, nameOf(tenant));
}

const nameOf = (tenant: string): string =>
  createHash('sha256').update(tenant).digest('base64url').slice(0, 32);

const NO_POSITION = { position: null, savedAt: 0 };

/**
 * Reads the position in the change log that belongs to a version of the index files. Returns none if another replica
 * has written other files.
 */
async function readPosition(
  folder: string,
  version: string | null,
): Promise<{ position: LogPosition | null; savedAt: number }> {
  try {
    const { savedAt, files, ...position } = JSON.parse(await readFile(join(folder, POSITION), 'utf8'));
    const { epoch, own, everybody, nameless } = position;
    const isWhole = typeof epoch === 'string' && [own, everybody, nameless, savedAt].every(Number.isFinite);
    return isWhole && version !== null && files === version ? { position, savedAt } : NO_POSITION;
  } catch {
    return NO_POSITION;
  }
}

/** Opens a tenant's saved index. If its files are damaged, foreign or missing, the index is empty. */
export async function openSavedLibrary(root: string, tenant: TenantId): Promise<SavedLibrary> {
  const folder = folderOf(root, tenant);
  const kept = await openIndexDirectory(folder);
  const { position, savedAt } = await readPosition(folder, kept.version());
  return {
    index: kept.index,
    ...(kept.fault === null ? { position, savedAt } : { position: null, savedAt: 0 }),
    async save(current, now) {
      if (kept.index.size < LEAST_FACTS) return;
      await kept.save();
      if (!(await kept.isOnDisk())) return;
      // The position is written after the index. If only the index was written, changes are applied twice, which is
      // harmless.
      const half = join(folder, `${randomUUID()}.tmp`);
      await writeFile(half, JSON.stringify({ ...current, savedAt: now.getTime(), files: kept.version() }), {
        mode: 0o600,
      });
      await rename(half, join(folder, POSITION));
    },
  };
}

/** Deletes a tenant's saved index. */
export async function deleteSavedLibrary(root: string, tenant: string): Promise<void> {
  await rm(folderOf(root, tenant), { recursive: true, force: true });
}

/** Deletes the saved indexes of all tenants except these, so that nothing remains of deleted ones. */
export async function sweepSavedLibraries(root: string, tenants: Iterable<string>): Promise<void> {
  const names = await readdir(join(root, TENANTS)).catch(() => []);
  if (names.length === 0) return;
  const known = new Set([...tenants].map(nameOf));
  for (const name of names)
    if (!known.has(name)) await rm(join(root, TENANTS, name), { recursive: true, force: true });
}
