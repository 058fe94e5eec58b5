import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { columnOf, parseIndexFile, textOf } from '../search/persistence/index-file.ts';
import { writeDurably } from './atomic-write.ts';
import { type FileSeal, unsealed } from './file-seal.ts';
import { KeptReading } from './kept-reading.ts';

/** The version of an article's bytes. Raise it whenever `KeptReading` or what it contains changes its form. */
const ARTICLES_VERSION = '3';
const FILE_END = '.art';
/** The most bytes of a file, unless a single article has more: some milliseconds' work. */
const LARGEST = 8_000_000;
/** The age from which unnamed files are deleted, in milliseconds. Younger ones may be another process's. */
const ORPHAN_AGE = 60 * 60 * 1000;
/** The numbers of an article in a file: the lengths of its parts. */
const NUMBERS = 4;

/** The articles of a library in immutable files, each named by its checksum. */
export interface SavedArticles {
  /** The articles, by id; null if a file is missing or damaged, and then all have to be read from the database. */
  readonly articles: ReadonlyMap<string, KeptReading> | null;
  /**
   * Writes the articles that no file has yet, and returns the names of the files that have these articles. Small files
   * are merged into new ones, and so are those of which less than half is current, or that have an article that was
   * removed: its words do not stay on the disk. Throws if the folder cannot be written.
   */
  save(current: readonly KeptReading[]): Promise<string[]>;
  /** Deletes the files that this process no longer names, and old ones of other processes. */
  sweep(): Promise<void>;
}

/** Reads one file; null if it is damaged, of another version, or of another library. */
async function readArticles(
  folder: string,
  name: string,
  seal: FileSeal | null,
): Promise<KeptReading[] | null> {
  const content = await readFile(join(folder, name)).catch(() => null);
  const own = content && (await unsealed(content, seal));
  const file = own && parseIndexFile(own);
  if (file === null || typeof file === 'string') return null;
  const { sections, sum } = file;
  if (!name.startsWith(`${sum.toString(16)}-`) || textOf(sections, 'stamp') !== ARTICLES_VERSION) return null;
  const ids = JSON.parse(textOf(sections, 'ids')) as string[];
  const lengths = columnOf(sections, 'lengths', Uint32Array);
  const { buffer, byteOffset, length } = columnOf(sections, 'articles', Uint8Array);
  const bytes = Buffer.from(buffer, byteOffset, length);
  let from = 0;
  return ids.map((id, at) => {
    const [table, article, topics, whole] = lengths.subarray(NUMBERS * at);
    from += whole!;
    return new KeptReading(id, bytes, from - whole!, [table!, article!, topics!, whole!]);
  });
}

/** Divides articles into those of one file each. */
function filesOf(readings: readonly KeptReading[]): KeptReading[][] {
  const files: KeptReading[][] = [];
  let size = 0;
  for (const reading of readings) {
    const own = reading.size;
    const file = files.at(-1);
    size += own;
    if (file && size <= LARGEST) file.push(reading);
    else {
      files.push([reading]);
      size = own;
    }
  }
  return files;
}

async function writeArticles(
  folder: string,
  readings: readonly KeptReading[],
  seal: FileSeal | null,
): Promise<string> {
  const sections = {
    stamp: ARTICLES_VERSION,
    ids: JSON.stringify(readings.map(({ id }) => id)),
    lengths: Uint32Array.from(readings.flatMap(({ lengths }) => lengths)),
    articles: new Uint8Array(Buffer.concat(readings.map(({ bytes }) => bytes))),
  };
  const nameOf = (sum: number, size: number) => `${sum.toString(16)}-${size}${FILE_END}`;
  const { name } = await writeDurably(folder, nameOf, sections, seal);
  return name;
}

const sizeOf = (readings: readonly KeptReading[]): number =>
  readings.reduce((sum, { size }) => sum + size, 0);

/**
 * Opens the articles in some files of a folder; later files replace articles of earlier ones. With a seal, only files
 * that bear it are read.
 */
export async function openSavedArticles(
  folder: string,
  names: readonly string[],
  seal: FileSeal | null = null,
): Promise<SavedArticles> {
  const articles = new Map<string, KeptReading>();
  /** The file of each article that has one; the bytes and the articles' ids of each file. */
  const fileOf = new WeakMap<KeptReading, string>();
  const files = new Map<string, { readonly size: number; readonly ids: readonly string[] }>();
  const addFile = (name: string, readings: readonly KeptReading[]): void => {
    files.set(name, { size: sizeOf(readings), ids: readings.map(({ id }) => id) });
    for (const reading of readings) fileOf.set(reading, name);
  };
  let isWhole = names.length > 0;
  for (const name of names) {
    const read = await readArticles(folder, name, seal);
    if (!read) {
      isWhole = false;
      break;
    }
    addFile(name, read);
    for (const reading of read) articles.set(reading.id, reading);
    await nextTurn();
  }
  let named = new Set(names);

  return {
    articles: isWhole ? articles : null,
    async save(current) {
      const there = new Set(await readdir(folder));
      const byFile = Map.groupBy(current, (reading) => {
        const name = fileOf.get(reading);
        return name !== undefined && there.has(name) ? name : null;
      });
      const batch = [...(byFile.get(null) ?? [])];
      byFile.delete(null);
      let size = sizeOf(batch);
      const ids = new Set(current.map(({ id }) => id));
      const kept: string[] = [];
      const smallestFirst = [...byFile].sort(([a], [b]) => files.get(a!)!.size - files.get(b!)!.size);
      for (const [name, own] of smallestFirst) {
        const file = files.get(name!)!;
        const isSmall = file.size < Math.min(2 * size, LARGEST / 2);
        const isStale = 2 * sizeOf(own) < file.size || file.ids.some((id) => !ids.has(id));
        if (!isSmall && !isStale) {
          kept.push(name!);
          continue;
        }
        batch.push(...own);
        size += sizeOf(own);
      }
      for (const readings of filesOf(batch)) {
        const name = await writeArticles(folder, readings, seal);
        addFile(name, readings);
        kept.push(name);
      }
      named = new Set(kept);
      return kept;
    },
    async sweep() {
      for (const name of await readdir(folder)) {
        if (!name.endsWith(FILE_END) || named.has(name)) continue;
        const isOwn = files.delete(name);
        const age = isOwn ? ORPHAN_AGE : Date.now() - (await stat(join(folder, name))).mtimeMs;
        if (age >= ORPHAN_AGE) await rm(join(folder, name), { force: true });
      }
    },
  };
}
