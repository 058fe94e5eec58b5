import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TenantId } from '../domain/tenant.ts';
import type { SearchIndex } from '../search/search-engine.ts';
import { type FileSeal, fileSeal, sealedJson, unsealedJson } from './file-seal.ts';
import { openIndexDirectory } from './index-directory.ts';
import type { KeptReading } from './kept-reading.ts';
import { openSavedArticles } from './saved-articles.ts';
import type { LogPosition } from './store/library-log.ts';

const POSITION = 'position.json';
const TENANTS = 'tenants';
/** The fewest facts of a saved library. Indexing a smaller one is as fast as opening its files. */
const LEAST_FACTS = 500;

/** The saved index and articles of a tenant's library, with their position in the change log. */
export interface SavedLibrary {
  readonly index: SearchIndex;
  /** The tenant's own articles, by id; null if they are not saved. */
  readonly articles: ReadonlyMap<string, KeptReading> | null;
  /** The position in the change log up to which the files are complete; null if there are no usable files. */
  readonly position: LogPosition | null;
  /** When the files were written, in milliseconds; 0 if there are none. */
  readonly savedAt: number;
  /** Writes changes of the index and the tenant's own articles. Throws if the folder cannot be written. */
  save(position: LogPosition, now: Date, articles: readonly KeptReading[]): Promise<void>;
}

/** Returns the folder of a tenant's index within the root; the shared library's is the root. */
function folderOf(folder: string, tenant: TenantId): string {
  if (tenant === null) return folder;
  return join(folder, TENANTS, nameOf(tenant));
}

const nameOf = (tenant: string): string =>
  createHash('sha256').update(tenant).digest('base64url').slice(0, 32);

interface Position {
  readonly position: LogPosition | null;
  readonly savedAt: number;
  /** The names of the files of articles. */
  readonly articleFiles: readonly string[];
}
const NO_POSITION: Position = { position: null, savedAt: 0, articleFiles: [] };

/** The content of the position's file. */
type StoredPosition = LogPosition &
  Pick<Position, 'savedAt' | 'articleFiles'> & {
    /** The version of the index files. */
    readonly files: string | null;
  };

/**
 * Reads the position in the change log that belongs to a version of the index files. Returns none if another replica
 * has written other files.
 */
async function readPosition(folder: string, version: string | null, seal: FileSeal): Promise<Position> {
  try {
    const text = await readFile(join(folder, POSITION), 'utf8');
    const { savedAt, files, articleFiles, ...position } = unsealedJson<StoredPosition>(text, seal);
    return version !== null && files === version ? { position, savedAt, articleFiles } : NO_POSITION;
  } catch {
    return NO_POSITION;
  }
}

/**
 * Opens a tenant's saved index and articles. If the files are damaged, missing, or not sealed for this tenant with the
 * database's secret, the index is empty.
 */
export async function openSavedLibrary(
  root: string,
  tenant: TenantId,
  secret: Buffer,
): Promise<SavedLibrary> {
  const folder = folderOf(root, tenant);
  const seal = fileSeal(secret, tenant);
  const kept = await openIndexDirectory(folder, seal);
  const { position, savedAt, articleFiles } =
    kept.fault === null ? await readPosition(folder, kept.version(), seal) : NO_POSITION;
  const saved = await openSavedArticles(folder, articleFiles, seal);
  return {
    index: kept.index,
    articles: saved.articles,
    position,
    savedAt,
    async save(current, now, articles) {
      // A library that was saved before is always saved again, so that removed articles do not stay on the disk.
      if (kept.index.size < LEAST_FACTS && kept.version() === null) return;
      await kept.save();
      if (!(await kept.isOnDisk())) return;
      const names = await saved.save(articles);
      // The position is written last. If only the rest was written, changes are applied twice, which is harmless.
      const half = join(folder, `${randomUUID()}.tmp`);
      const stored: StoredPosition = {
        ...current,
        savedAt: now.getTime(),
        files: kept.version(),
        articleFiles: names,
      };
      await writeFile(half, sealedJson(stored, seal), { mode: 0o600 });
      await rename(half, join(folder, POSITION));
      await saved.sweep();
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
