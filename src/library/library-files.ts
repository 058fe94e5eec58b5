import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { OperatorError } from '../domain/errors.ts';
import { type Library, mergeLibraries, parseLibraryFile, readLibraryFile } from './library.ts';

async function read(file: string, why: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new OperatorError(
      'library-unreadable',
      `${file} cannot be read (${why}). Put it there, or take the reference out.`,
      { cause },
    );
  }
}

/** Loads the shipped articles as a demonstration; none if READOUT_DEMO is `off`. */
export function loadDemo(dataFolder: string, env: NodeJS.ProcessEnv): Promise<Library> {
  const isOff = env.READOUT_DEMO?.trim().toLowerCase() === 'off';
  return isOff ? Promise.resolve(mergeLibraries([])) : loadLibrary(dataFolder);
}

/** Reads what ships: every data/facts/*.json with the article text it names. A broken rule stops the start. */
export async function loadLibrary(dataFolder: string): Promise<Library> {
  const folder = join(dataFolder, 'facts');
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  } catch (cause) {
    throw new OperatorError('library-unreadable', `${folder} cannot be read. Run from a complete checkout.`, {
      cause,
    });
  }
  const libraries = await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      const json = await read(file, 'a file of facts');
      const textFile = resolve(folder, readLibraryFile(`data/facts/${name}`, json).article.text);
      if (relative(dataFolder, textFile).startsWith('..'))
        throw new OperatorError(
          'library-invalid',
          `data/facts/${name}: its article's text lies outside data/. Put it into data/articles/.`,
        );
      return parseLibraryFile(
        `data/facts/${name}`,
        json,
        await read(textFile, `the text of data/facts/${name}`),
      );
    }),
  );
  return mergeLibraries(libraries);
}
