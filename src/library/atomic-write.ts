import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Sections, serialize } from '../search/persistence/index-file.ts';
import type { FileSeal } from './file-seal.ts';

/** Makes a rename survive a power loss. Not every system can open a folder for that. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** The bytes written per turn of the event loop: some milliseconds' work. */
const AT_ONCE = 1 << 20;

async function writeAll(handle: FileHandle, pieces: readonly Uint8Array[], size: number): Promise<void> {
  const { bytesWritten } = await handle.writev(pieces);
  // A full disk accepts only a part. The next attempt throws the reason.
  if (bytesWritten < size) await handle.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
}

/**
 * Writes sections as one file of a folder, atomically and in pieces, so that questions are answered in between. The
 * name may be derived from the checksum and size. The old file stays until the new one is safe. `seal` follows the
 * sections.
 */
export async function writeDurably(
  folder: string,
  nameOf: (sum: number, size: number) => string,
  sections: Sections,
  seal: FileSeal | null = null,
): Promise<{ readonly name: string; readonly sum: number }> {
  const half = join(folder, `${randomUUID()}.tmp`);
  const handle = await open(half, 'wx', 0o600);
  const hmac = seal?.();
  let size = 0;
  try {
    const pieces = serialize(sections);
    let step = pieces.next();
    while (!step.done) {
      const some: Uint8Array[] = [];
      let held = 0;
      for (; !step.done && held < AT_ONCE; step = pieces.next()) {
        some.push(step.value);
        hmac?.update(step.value);
        held += step.value.length;
      }
      await writeAll(handle, some, held);
      size += held;
      await nextTurn();
    }
    const end = hmac?.digest();
    if (end) await writeAll(handle, [end], end.length);
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
