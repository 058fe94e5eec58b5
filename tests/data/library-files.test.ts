import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadLibrary } from '../../src/library/library-files.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** Creates a data folder with these files, by their paths in it. */
async function dataWith(files: Readonly<Record<string, string>>): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'readout-data-'));
  folders.push(parent);
  const data = join(parent, 'data');
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(data, path)), { recursive: true });
    await writeFile(join(data, path), content);
  }
  return data;
}

const factsOf = (id: string, text: string) =>
  JSON.stringify({
    article: { id, title: id, text, published: null },
    topics: [],
    facts: [
      {
        id: `${id}/one`,
        article: id,
        claim: 'The bridge opened.',
        quote: 'The bridge opened.',
        span: [0, 18],
        speaker: null,
        stance: 'affirmed',
        topics: [],
        entities: [],
        salience: 0.5,
      },
    ],
  });

describe('loading what ships from a folder', () => {
  it('reads every file of facts with the text it names', async () => {
    const data = await dataWith({
      'facts/a.json': factsOf('a', '../articles/a.txt'),
      'facts/b.json': factsOf('b', '../articles/b.txt'),
      'articles/a.txt': 'The bridge opened.',
      'articles/b.txt': 'The bridge opened.',
    });
    const library = await loadLibrary(data);
    expect([...library.articles.keys()]).toEqual(['a', 'b']);
    expect(library.facts.map(({ id }) => id)).toEqual(['a/one', 'b/one']);
  });

  it('names the missing text', async () => {
    const data = await dataWith({ 'facts/a.json': factsOf('a', '../articles/gone.txt') });
    await expect(loadLibrary(data)).rejects.toMatchObject({
      code: 'library-unreadable',
      message: expect.stringMatching(/gone\.txt.*data\/facts\/a\.json/),
    });
  });

  it('names the file that is not JSON', async () => {
    const data = await dataWith({ 'facts/a.json': '{"article":' });
    await expect(loadLibrary(data)).rejects.toMatchObject({
      code: 'library-invalid',
      message: expect.stringContaining('data/facts/a.json is not JSON'),
    });
  });

  it.each(['../../outside.txt', '/etc/hostname'])('refuses the text path %s', async (path) => {
    const data = await dataWith({
      'facts/a.json': factsOf('a', path),
      '../outside.txt': 'The bridge opened.',
    });
    await expect(loadLibrary(data)).rejects.toMatchObject({
      code: 'library-invalid',
      message: expect.stringMatching(/data\/facts\/a\.json.*outside data\//),
    });
  });

  it('says what to do where there is no folder of facts', async () => {
    const data = await dataWith({ 'articles/a.txt': 'The bridge opened.' });
    await expect(loadLibrary(data)).rejects.toMatchObject({
      code: 'library-unreadable',
      message: expect.stringContaining('facts'),
    });
  });

  it('takes a relative data folder as well', async () => {
    const library = await loadLibrary('data');
    expect(library.articles.has('pompeo-sochi')).toBe(true);
  });
});
