import { expect, it } from 'vitest';
import { saveReadings } from '../../src/library/store/article-rows.ts';
import { storedReadings } from '../../src/library/stored-articles.ts';
import { reading } from '../contract/store/samples.ts';
import { openMemoryStore } from '../helpers/new-store.ts';

const NOW = new Date('2026-03-03T09:00:00Z');
const TENANT = 'slack:T1';

/** Builds an article of one claim with a text of this length. */
const long = (id: string, length: number) => {
  const { article, ...rest } = reading(id, 'The harbour was closed.');
  return { ...rest, article: { ...article, text: article.text.padEnd(length, ' and so on') } };
};

it('reads long articles a few at a time, short ones many at a time, and each once, in order', async () => {
  const store = await openMemoryStore(() => NOW);
  const lengths = [100, 200_000, 200_000, 200_000, 900_000, 100, ...Array.from({ length: 60 }, () => 100)];
  const ids = lengths.map((_, at) => `article-${String(at).padStart(2, '0')}`);
  await saveReadings(
    store,
    TENANT,
    lengths.map((length, at) => long(ids[at]!, length)),
  );
  const pages: string[][] = [];
  for await (const page of storedReadings(store.db, TENANT)) {
    const texts = page.map(({ article }) => article.text.length);
    expect(texts.length === 1 || texts.reduce((sum, length) => sum + length) <= 500_000).toBe(true);
    expect(page.every(({ facts }) => facts.length === 1)).toBe(true);
    pages.push(page.map(({ article }) => article.id));
  }
  expect(pages.flat()).toEqual(ids);
  expect(pages.length).toBeLessThan(8);
  await store.close();
});
