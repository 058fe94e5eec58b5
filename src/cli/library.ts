import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createReadout, type Readouts } from '../answer/query-core.ts';
import { OperatorError } from '../domain/errors.ts';
import { openFollowedIndex } from '../library/autosave.ts';
import { parseFactLines } from '../library/fact-lines.ts';
import { factsIndexFolder, indexFolder, WORTH_SAVING } from '../library/index-path.ts';
import { loadDemo } from '../library/library-files.ts';
import { hasStore } from '../storage/database-location.ts';

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

/** The query core over what ships and what was ingested for everybody. */
async function openLibrary(env: NodeJS.ProcessEnv): Promise<Readouts> {
  const library = await loadDemo(DATA_FOLDER, env);
  if (!hasStore(env)) return createReadout(library);
  // Loaded only where there is a store: a database's driver takes longer to load than a question to answer.
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

/** The query core over the library, or over a JSON Lines file of facts in its place; the index of a large file is kept. */
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
