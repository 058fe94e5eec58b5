import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeptReading } from '../../src/library/kept-reading.ts';
import { openSavedArticles } from '../../src/library/saved-articles.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'readout-articles-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const article = (id: string, text = 'Short.'): KeptReading =>
  KeptReading.of({
    article: {
      ...{ id, title: id, text, published: null, retrieved: null },
      source: { kind: 'url', url: `https://a.example/${id}` },
    },
    topics: [],
    facts: [],
  });
const articles = (from: number, to: number, text?: string): KeptReading[] =>
  Array.from({ length: to - from }, (_, at) => article(`a${from + at}`, text));
const titlesIn = async (names: readonly string[]) => {
  const { articles: all } = await openSavedArticles(folder, names);
  return all && [...all.values()].map((one) => one.article.title).sort();
};

describe('saved articles', () => {
  it('are in the files that were named last, and only those that came later are written', async () => {
    const saved = await openSavedArticles(folder, []);
    expect(saved.articles).toBeNull();
    const first = articles(0, 100);
    const names = await saved.save(first);
    expect(await saved.save(first)).toEqual(names);
    const later = await saved.save([...first, article('b')]);
    expect(later).toHaveLength(2);
    expect(later).toContain(names[0]);
    expect(await titlesIn(later)).toEqual([...first.map(({ id }) => id), 'b'].sort());
  });

  it('of small files are merged, so that many small changes leave few files', async () => {
    const saved = await openSavedArticles(folder, []);
    const all: KeptReading[] = [];
    let names: string[] = [];
    for (let at = 0; at < 64; at++) {
      all.push(article(`a${at}`));
      names = await saved.save(all);
    }
    expect(names.length).toBeLessThan(8);
    expect(await titlesIn(names)).toEqual(all.map(({ id }) => id).sort());
  });

  it('leave out earlier versions; a file of which less than half is current goes', async () => {
    const saved = await openSavedArticles(folder, []);
    const first = articles(0, 10);
    const before = await saved.save(first);
    const one = [...first.slice(0, 9), article('a9', 'Its new version.')];
    expect(await saved.save(one)).toContain(before[0]);
    const most = [...first.slice(0, 4), ...first.slice(4).map(({ id }) => article(id, 'New.'))];
    const after = await saved.save(most);
    expect(after).not.toContain(before[0]);
    const { articles: all } = await openSavedArticles(folder, after);
    expect([...all!.keys()].sort()).toEqual(first.map(({ id }) => id));
    expect(all!.get('a9')!.article.text).toBe('New.');
  });

  it('leave no word of a removed article on the disk', async () => {
    const saved = await openSavedArticles(folder, []);
    const others = articles(0, 50);
    await saved.save([...others, article('gone', 'Confidential.')]);
    const words = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(words().join()).toContain('Confidential.');
    const names = await saved.save(others);
    await saved.sweep();
    expect(words().join()).not.toContain('Confidential.');
    expect(await titlesIn(names)).toEqual(others.map(({ id }) => id).sort());
  });

  it('are divided into files of bounded size', async () => {
    const long = 'x'.repeat(3_000_000);
    const names = await (await openSavedArticles(folder, [])).save(articles(0, 5, long));
    expect(names).toHaveLength(3);
    expect(await titlesIn(names)).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
  });

  it('are none if a file is missing, damaged or under another name', async () => {
    const saved = await openSavedArticles(folder, []);
    const [name] = await saved.save(articles(0, 3));
    expect(await titlesIn([name!])).toHaveLength(3);
    expect(await titlesIn([name!, 'ff-1.art'])).toBeNull();
    writeFileSync(join(folder, 'ff-1.art'), 'no articles');
    expect(await titlesIn([name!, 'ff-1.art'])).toBeNull();
    rmSync(join(folder, name!));
    expect(await titlesIn([name!])).toBeNull();
  });

  it('are written again if another process deleted their file', async () => {
    const saved = await openSavedArticles(folder, []);
    const all = articles(0, 3);
    const [name] = await saved.save(all);
    rmSync(join(folder, name!));
    expect(await titlesIn(await saved.save(all))).toEqual(['a0', 'a1', 'a2']);
  });

  it('of other processes stay until these cannot be about to name them', async () => {
    const other = await openSavedArticles(folder, []);
    const [foreign] = await other.save(articles(0, 3));
    const saved = await openSavedArticles(folder, []);
    const names = await saved.save(articles(5, 9));
    await saved.sweep();
    expect(readdirSync(folder)).toContain(foreign);
    for (const file of readdirSync(folder)) utimesSync(join(folder, file), 0, 0);
    await saved.sweep();
    expect(readdirSync(folder)).toEqual(names);
  });
});
