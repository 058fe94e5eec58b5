import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatorError } from '../core/errors.ts';
import { parseFactLines } from '../core/library-lines.ts';
import { createReadout, type Readout } from '../core/readout.ts';
import { loadLibrary } from '../store/library-files.ts';

/** Where what ships lies: data/ beside package.json. */
export const DATA_FOLDER = join(import.meta.dirname, '../../data');

/** A file's text; a fault names the file and what to do. */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? 'does not exist' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
    throw new OperatorError('file-unreadable', `${file} ${why}. Check the path.`, { cause });
  }
}

/** The query core over what ships, or over a JSON Lines file of facts in its place. */
export async function openReadout(factsFile: string | undefined): Promise<Readout> {
  if (factsFile === undefined) return createReadout(await loadLibrary(DATA_FOLDER));
  const { library, documents } = parseFactLines(factsFile, await readText(factsFile));
  return createReadout(library, documents);
}
