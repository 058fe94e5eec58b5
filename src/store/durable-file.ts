import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { layOut, type Sections } from '../core/search/saved-file.ts';

/** Makes a rename last through a power cut; not every system lets a folder be opened for that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/**
 * Writes sections as one file of a folder: whole or not at all, a piece at a time so that questions are answered in
 * between. Its name may come from its checksum and size. What stood there before stands until the new one is safe.
 */
export async function writeDurably(
  folder: string,
  nameOf: (sum: number, size: number) => string,
  sections: Sections,
): Promise<{ readonly name: string; readonly sum: number }> {
  const half = join(folder, `${randomUUID()}.tmp`);
  const handle = await open(half, 'wx', 0o600);
  let size = 0;
  try {
    const pieces = layOut(sections);
    let step = pieces.next();
    for (; !step.done; step = pieces.next()) {
      await handle.writeFile(step.value);
      size += step.value.length;
      await nextTurn();
    }
    await handle.sync();
    await handle.close();
    const name = nameOf(step.value, size);
    await rename(half, join(folder, name));
    await syncFolder(folder);
    return { name, sum: step.value };
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(half, { force: true });
    throw error;
  }
}
