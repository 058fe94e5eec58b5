import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createReadout, type Readouts } from '../answer/query-core.ts';
import { OperatorError } from '../domain/errors.ts';
import { openFollowedIndex } from '../library/autosave.ts';
import { parseFactLines } from '../library/fact-lines.ts';
import { factsIndexFolder, indexFolder, WORTH_SAVING } from '../library/index-path.ts';
import { loadDemo } from '../library/library-files.ts';
import { hasStore } from '../storage/database-location.ts';

/** The folder of shipped data: data/ beside package.json. */
export const DATA_FOLDER = join(import.meta.dirname, '../../data');

/** Reads a file's text. Throws an OperatorError that names the file and the fix. */
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

/** Opens the shipped and stored articles of every tenant. */
async function openLibrary(env: NodeJS.ProcessEnv): Promise<Readouts> {
  const library = await loadDemo(DATA_FOLDER, env);
  if (!hasStore(env)) return createReadout(library);
  // Import the store only if there is one: a database driver takes longer to load than a question takes to answer.
  const [{ openStoreOf }, { loadReadings }] = await Promise.all([
    import('../storage/open-from-env.ts'),
    import('../library/index-sync.ts'),
  ]);
  const saved = await openFollowedIndex(indexFolder(env));
  const readout = createReadout(library, undefined, saved.index);
  const store = await openStoreOf(env);
  await loadReadings(readout, store);
  await store.close();
  readout.sweep();
  await saved.stop();
  return readout;
}

/** Opens the library, or a JSON Lines file of facts instead. The index of a large file is cached. */
export async function openReadout(factsFile: string | undefined, env: NodeJS.ProcessEnv): Promise<Readouts> {
  if (factsFile === undefined) return openLibrary(env);
  const { library, documents } = parseFactLines(factsFile, await readText(factsFile));
  const isLarge = documents.length >= WORTH_SAVING;
  const saved = await openFollowedIndex(isLarge ? factsIndexFolder(factsFile, env) : null);
  const readout = createReadout(library, documents, saved.index);
  readout.sweep();
  await saved.stop();
  return readout;
}
