import { copyFile, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFollowedIndex } from '../../src/library/autosave.ts';
import { openIndexDirectory } from '../../src/library/index-directory.ts';
import { createIndex, type SearchIndex } from '../../src/search/search-engine.ts';
import { TALKS } from '../search/talks.ts';

const LATE = {
  id: 'late',
  article: 'talks',
  claim: 'Ryabkov spoke of the embargo (EMB).',
  entities: ['Ryabkov'],
};
const QUESTIONS = ['INF', 'Pompeo in Sochi', 'embargo', 'venezula', 'who met Lavrov?'];

/** Returns an index's answers to a set of questions. Equal contents give equal answers. */
const answersOf = (index: SearchIndex) => [
  index.size,
  ...QUESTIONS.map((question) => index.search(question, { limit: 9 })),
  index.suggest('r', 9),
];
const built = (...documents: Parameters<typeof createIndex>) => answersOf(createIndex(...documents));

let folder: string;
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'readout-index-')), 'readout.db.index');
});
afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true });
});

/** Saves an index of the talks article in the folder. */
async function saveTalks() {
  const kept = await openIndexDirectory(folder);
  kept.index.add(TALKS);
  await kept.save();
  return kept;
}

describe('an index kept in a folder', () => {
  it('starts empty and says so, and opens with everything the next time', async () => {
    const kept = await saveTalks();
    expect(kept.fault).toBe('there is none yet');
    const opened = await openIndexDirectory(folder);
    expect(opened.fault).toBeNull();
    expect(answersOf(opened.index)).toEqual(built(TALKS));
  });

  it('keeps a small delta: what comes and goes later is written without the rest being written again', async () => {
    const kept = await saveTalks();
    const before = await readdir(folder);
    kept.index.add([LATE]);
    kept.index.remove(['inf']);
    await kept.save();
    expect((await readdir(folder)).filter((name) => !before.includes(name))).toEqual(['delta.idx']);
    const now = [...TALKS.filter(({ id }) => id !== 'inf'), LATE];
    const opened = await openIndexDirectory(folder);
    expect(answersOf(opened.index)).toEqual(built(now));
    opened.index.remove(['late']);
    await opened.save();
    expect(answersOf((await openIndexDirectory(folder)).index)).toEqual(built(now.slice(0, -1)));
  });

  it('is written whole again when much has changed, its unchanging segments left as they are', async () => {
    const kept = await saveTalks();
    const segments = (await readdir(folder)).filter((name) => name.endsWith('.seg'));
    kept.index.add(
      Array.from({ length: 4500 }, (_, at) => ({
        id: `m${at}`,
        article: 'm',
        claim: `Minister ${at} left.`,
      })),
    );
    await kept.save();
    const files = await readdir(folder);
    expect(files).toEqual(expect.arrayContaining(segments));
    expect(files).not.toContain('delta.idx');
    expect((await openIndexDirectory(folder)).index.size).toBe(TALKS.length + 4500);
  });

  it('never takes a changed, cut, foreign, swapped or lost file for its own', async () => {
    const kept = await saveTalks();
    kept.index.add([LATE]);
    await kept.save();
    const whole = new Map(
      await Promise.all(
        (await readdir(folder)).map(async (name) => [name, await readFile(join(folder, name))] as const),
      ),
    );
    const right = [
      JSON.stringify(built([...TALKS, LATE])),
      JSON.stringify(built(TALKS)),
      JSON.stringify(built()),
    ];
    const names = [...whole.keys()];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.constantFrom('flip', 'cut', 'foreign', 'lost', 'swapped'),
        fc.nat(),
        async (name, how, at) => {
          for (const [one, bytes] of whole) await writeFile(join(folder, one), bytes);
          const file = join(folder, name);
          const bytes = Buffer.from(whole.get(name)!);
          bytes[at % bytes.length]! ^= 1 << (at % 8);
          if (how === 'flip') await writeFile(file, bytes);
          if (how === 'cut') await writeFile(file, bytes.subarray(0, at % bytes.length));
          if (how === 'foreign') await writeFile(file, JSON.stringify({ at }));
          if (how === 'lost') await rm(file);
          if (how === 'swapped') await copyFile(join(folder, names[at % names.length]!), file);
          const opened = await openIndexDirectory(folder);
          // Either the saved index, one without the delta, or none. The source then supplies what is missing.
          expect(right).toContain(JSON.stringify(answersOf(opened.index)));
          opened.index.add([...TALKS, LATE]);
          expect(JSON.stringify(answersOf(opened.index))).toBe(right[0]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is made again by other code than it was made by', async () => {
    await saveTalks();
    const head = await readFile(join(folder, 'head.idx'));
    const at = head.indexOf('"stamp"');
    expect(at).toBeGreaterThan(0);
    await rename(join(folder, 'head.idx'), join(folder, 'old'));
    const { serialize, parseIndexFile } = await import('../../src/search/persistence/index-file.ts');
    const read = parseIndexFile(head);
    if (typeof read === 'string') throw new Error(read);
    await writeFile(join(folder, 'head.idx'), [...serialize({ ...read.sections, stamp: 'other code' })]);
    const opened = await openIndexDirectory(folder);
    expect([opened.fault, opened.index.size]).toEqual(['it was made by another version', 0]);
  });

  it('stands as it was when writing fails, and is written at the next try', async () => {
    const kept = await saveTalks();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'in the way');
    kept.index.add([LATE]);
    await expect(kept.save()).rejects.toThrow();
    await rm(folder);
    await kept.save();
    expect(answersOf((await openIndexDirectory(folder)).index)).toEqual(built([...TALKS, LATE]));
    expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('keeps nothing of what was removed once it is written whole', async () => {
    const kept = await openIndexDirectory(folder);
    kept.index.add([...TALKS, { ...LATE, id: 'secret-id' }]);
    kept.index.remove(['secret-id']);
    await kept.save();
    const all = Buffer.concat(
      await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name)))),
    );
    expect(all.includes('inf')).toBe(true);
    for (const word of ['ryabkov', 'Ryabkov', 'embargo', 'EMB', 'secret-id'])
      expect(all.includes(word)).toBe(false);
  });

  it('tells once that it cannot be saved, and leaves a small library alone', async () => {
    const small = await openFollowedIndex(folder);
    small.index.add(TALKS);
    await small.stop();
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
    const told: string[] = [];
    await writeFile(folder, 'in the way');
    const large = await openFollowedIndex(folder, 1);
    large.index.add(TALKS);
    large.follow((message) => told.push(message));
    await large.stop();
    expect(told).toEqual([expect.stringMatching(/cannot be saved in .*READOUT_INDEX/)]);
  });
});
