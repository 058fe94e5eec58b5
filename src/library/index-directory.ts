import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HOUR } from '../domain/time.ts';
import { columnOf, parseIndexFile, type Sections, textOf } from '../search/persistence/index-file.ts';
import { createIndex, openIndex, type SearchIndex } from '../search/search-engine.ts';
import { writeDurably } from './atomic-write.ts';
import { type FileSeal, unsealed } from './file-seal.ts';

const HEAD = 'head.idx';
const DELTA = 'delta.idx';
const SEGMENT_END = '.seg';
/** The age from which unreferenced files are deleted, in milliseconds. Younger ones may be another process's. */
const ORPHAN_AGE = HOUR;

/**
 * An index in a folder: immutable segments in files named by their checksum, a head that names them and has everything
 * that changes, and a small delta of changes since the head was written.
 */
export interface IndexDirectory {
  readonly index: SearchIndex;
  /** Why it starts empty; null if it was opened. */
  readonly fault: string | null;
  /** Names the contents of the files that it was opened from or last wrote, by their checksums; null for none. */
  version(): string | null;
  /** Whether the folder still has the head of that version. Another replica may have written its own. */
  isOnDisk(): Promise<boolean>;
  /** Writes changes since it was opened or last saved. Throws if the folder cannot be written. */
  save(): Promise<void>;
}

/**
 * The version of the tokenizer, stemmer and index columns. Raise it whenever one of them changes: an index of another
 * version is built again.
 */
const INDEX_VERSION = '7';

interface Opened {
  readonly index: SearchIndex;
  /** The checksum of the head that the delta belongs to. */
  readonly headSum: number;
  /** The checksum of the applied delta; null for none. */
  readonly deltaSum: number | null;
  readonly names: WeakMap<object, string>;
}

async function readPart(
  folder: string,
  name: string,
  seal: FileSeal | null,
): Promise<{ sections: Sections; sum: number } | string> {
  const content = await unsealed(await readFile(join(folder, name)), seal);
  if (!content) return `${name} is not this library's`;
  const read = parseIndexFile(content);
  return typeof read === 'string' ? `${name} is ${read}` : read;
}

/** Applies the delta to an opened index, if there is one for this head. Returns its checksum. */
async function applyDelta(
  folder: string,
  index: SearchIndex,
  headSum: number,
  seal: FileSeal | null,
): Promise<number | null> {
  const delta = await readPart(folder, DELTA, seal).catch(() => 'none');
  if (typeof delta === 'string' || columnOf(delta.sections, 'head', Uint32Array)[0] !== headSum) return null;
  index.remove(JSON.parse(textOf(delta.sections, 'removed')));
  index.add(JSON.parse(textOf(delta.sections, 'added')));
  return delta.sum;
}

/** Identifies the head file in a folder, to notice its replacement; null if there is none. */
async function fileIn(folder: string): Promise<string | null> {
  const found = await stat(join(folder, HEAD), { bigint: true }).catch(() => null);
  return found && `${found.ino} ${found.mtimeNs} ${found.size}`;
}

async function openFolder(folder: string, seal: FileSeal | null): Promise<Opened | string> {
  const head = await readPart(folder, HEAD, seal);
  if (typeof head === 'string') return head;
  if (textOf(head.sections, 'stamp') !== INDEX_VERSION) return 'it was made by another version';
  const files = JSON.parse(textOf(head.sections, 'segments')) as string[];
  const segments: Sections[] = [];
  for (const name of files) {
    const segment = await readPart(folder, name, seal);
    if (typeof segment === 'string') return segment;
    // An intact file under another's name is not part of this index.
    if (!name.startsWith(segment.sum.toString(16))) return `${name} is another file`;
    segments.push(segment.sections);
  }
  const index = openIndex(head.sections, segments);
  const names = new WeakMap(index.snapshot().segments.map((segment, at) => [segment, files[at]!] as const));
  const deltaSum = await applyDelta(folder, index, head.sum, seal);
  return { index, headSum: head.sum, deltaSum, names };
}

/** Deletes old files that the head no longer names. */
async function sweep(folder: string, named: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!/\.(?:seg|tmp)$/.test(name) || named.has(name)) continue;
    const file = join(folder, name);
    const { mtimeMs } = await stat(file);
    if (Date.now() - mtimeMs > ORPHAN_AGE) await rm(file, { force: true });
  }
}

/**
 * Opens the index in a folder. If it is damaged, truncated, foreign, outdated or missing, the index is empty and
 * `fault` says why. Callers then add its source: unchanged facts cost almost nothing. With a seal, only files that bear
 * it are read.
 */
export async function openIndexDirectory(
  folder: string,
  seal: FileSeal | null = null,
): Promise<IndexDirectory> {
  let headFile = await fileIn(folder);
  const opened = await openFolder(folder, seal).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? 'there is none yet' : `it cannot be read (${error.code ?? error.message})`,
  );
  const fault = typeof opened === 'string' ? opened : null;
  const { index, names } =
    typeof opened === 'string' ? { index: createIndex(), names: new WeakMap<object, string>() } : opened;
  let headSum = typeof opened === 'string' ? null : opened.headSum;
  let deltaSum = typeof opened === 'string' ? null : opened.deltaSum;
  let saved = typeof opened === 'string' ? -1 : index.revision;
  let saving: Promise<void> = Promise.resolve();

  const writeWhole = async (): Promise<void> => {
    headSum = null;
    const { head, segments, sectionsOf } = index.snapshot();
    for (const segment of segments) {
      if (names.has(segment)) continue;
      const name = await writeDurably(
        folder,
        (sum, size) => `${sum.toString(16)}-${size}${SEGMENT_END}`,
        sectionsOf(segment),
        seal,
      );
      names.set(segment, name.name);
    }
    const files = segments.map((segment) => names.get(segment)!);
    const there = new Set(await readdir(folder));
    const lost = segments.filter((_, at) => !there.has(files[at]!));
    for (const segment of lost) names.delete(segment);
    if (lost.length > 0) return writeWhole();
    const own = { ...head, stamp: INDEX_VERSION, segments: JSON.stringify(files) };
    const { sum } = await writeDurably(folder, () => HEAD, own, seal);
    [headSum, deltaSum, headFile] = [sum, null, await fileIn(folder)];
    await rm(join(folder, DELTA), { force: true });
    await sweep(folder, new Set(files));
  };

  const isOnDisk = async (): Promise<boolean> => headFile !== null && (await fileIn(folder)) === headFile;

  const write = async (): Promise<void> => {
    const { revision } = index;
    if (revision === saved) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const changes = headSum === null ? null : index.changes();
    // The folder may have been deleted, or another replica may have written its own head.
    if (changes === null || headSum === null || !(await isOnDisk())) await writeWhole();
    else {
      const { added, removed } = changes;
      const delta = { added: JSON.stringify(added), removed: JSON.stringify(removed) };
      const sections = { head: Uint32Array.of(headSum), ...delta };
      ({ sum: deltaSum } = await writeDurably(folder, () => DELTA, sections, seal));
    }
    saved = revision;
  };

  return {
    index,
    fault,
    version: () => (headSum === null ? null : `${headSum.toString(16)}-${deltaSum?.toString(16) ?? ''}`),
    isOnDisk,
    save() {
      saving = saving.then(write, write);
      return saving;
    },
  };
}
