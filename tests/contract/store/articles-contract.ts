import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/domain/reading.ts';
import {
  articlesOf,
  readingOf,
  removeArticle,
  saveReadings,
} from '../../../src/library/store/article-rows.ts';
import { arrivalsSince, articlesChangedSince, factTimes } from '../../../src/library/store/fact-rows.ts';
import { EVERYBODY } from '../../../src/storage/database.ts';
import { storableText } from '../../../src/storage/encoding.ts';
import type { Bed } from './harness.ts';
import { reading } from './samples.ts';

const ids = async (bed: Bed, tenant: string): Promise<string[]> =>
  (await Array.fromAsync(articlesOf(bed.store.db, tenant))).map(({ id }) => id);

export function articlesContract(bed: Bed): void {
  describe('articles, facts and topics', () => {
    it('come back as they went in, to their own tenant alone', async () => {
      const { store, T1, T2 } = bed;
      const one = reading(randomUUID(), 'The harbour was closed.');
      await saveReadings(store, T1, [one]);
      expect(await readingOf(store.db, T1, one.article.id)).toEqual(one);
      expect(await readingOf(store.db, T2, one.article.id)).toBeNull();
      expect(await readingOf(store.db, EVERYBODY, one.article.id)).toBeNull();
      expect(await ids(bed, T1)).toEqual([one.article.id]);
      expect(await ids(bed, T2)).toEqual([]);
    });

    it('come back whatever text they hold, every span still in its place', async () => {
      const { store, T1 } = bed;
      const text = fc.string({
        unit: fc.oneof(
          fc.string({ unit: 'binary', maxLength: 1 }),
          fc.constantFrom('\0', '\ud800', '😀', '"', '\\'),
        ),
      });
      await fc.assert(
        fc.asyncProperty(text, text, async (claim, speaker) => {
          const base = reading(randomUUID(), claim);
          const one: Reading = { ...base, facts: [{ ...base.facts[0]!, speaker, entities: [speaker] }] };
          await saveReadings(store, T1, [one]);
          const found = (await readingOf(store.db, T1, one.article.id))!;
          expect(found.article.text).toBe(storableText(claim));
          expect(found.article.text).toHaveLength(claim.length);
          expect(found.facts[0]).toMatchObject({
            claim: storableText(claim),
            speaker: storableText(speaker),
          });
        }),
        { numRuns: 5 },
      );
    });

    it('take the place of their earlier version, a fact that stays keeping its time', async () => {
      const { store, T1, T2 } = bed;
      const first = reading(randomUUID(), 'The harbour was closed.');
      await saveReadings(store, T1, [first]);
      bed.now = new Date('2026-03-02T09:00:00Z');
      const { article, topics, facts } = reading(first.article.id, 'The harbour of Kalmar was closed.');
      const second = { article, topics, facts: [...facts, { ...facts[0]!, id: `${article.id}/2` }] };
      await saveReadings(store, T1, [second]);
      expect(await readingOf(store.db, T1, article.id)).toEqual(second);
      expect(Object.fromEntries(await factTimes(store.db, T1, article.id))).toEqual({
        [`${article.id}/1`]: '2026-03-01T09:00:00.000Z',
        [`${article.id}/2`]: '2026-03-02T09:00:00.000Z',
      });
      expect(await factTimes(store.db, T2, article.id)).toEqual(new Map());
      const { id } = article;
      const noon = '2026-03-01T12:00:00.000Z';
      expect(await articlesChangedSince(store.db, T1, noon)).toEqual([
        { id, added: '2026-03-01T09:00:00.000Z', baseline: false, hasLaterFacts: true },
      ]);
      expect(await arrivalsSince(store.db, T1, noon, id)).toEqual([
        { id: `${id}/2`, added: '2026-03-02T09:00:00.000Z', baseline: false },
      ]);
      expect(await arrivalsSince(store.db, T1, noon, 'another')).toEqual([]);
    });

    it('are told by when they came in the longest article, too', { timeout: 30_000 }, async () => {
      const { store, T1, now } = bed;
      const { article, topics, facts } = reading(randomUUID(), 'The harbour was closed.');
      const many = (from: number, count: number) =>
        Array.from({ length: count }, (_, at) => ({ ...facts[0]!, id: `${article.id}/${from + at}` }));
      await saveReadings(store, T1, [{ article, topics, facts: many(0, 1) }]);
      bed.now = new Date(now.getTime() + 1_000);
      await saveReadings(store, T1, [{ article, topics, facts: many(0, 10_000) }]);
      const arrived = await arrivalsSince(store.db, T1, now.toISOString(), article.id);
      expect(arrived).toHaveLength(9_999);
      const times = await factTimes(store.db, T1, article.id);
      expect(times.size).toBe(10_000);
      expect(times.get(`${article.id}/0`)).toBe(now.toISOString());
    });

    it('are told by when they came: news for those who may see them, none withdrawn', async () => {
      const { store, T1, T2, now } = bed;
      const before = new Date(now.getTime() - 1).toISOString();
      const [own, common] = [reading(randomUUID(), 'Ours.'), reading(randomUUID(), 'For everybody.')];
      const gone = reading(randomUUID(), 'Taken back.');
      const old = reading(randomUUID(), 'There before.');
      const withdrawn = { ...gone, facts: gone.facts.map((fact) => ({ ...fact, withdrawn: true as const })) };
      await saveReadings(store, T1, [own, withdrawn]);
      bed.now = new Date(now.getTime() + 1);
      await saveReadings(store, T1, [old], { baseline: true });
      await saveReadings(store, EVERYBODY, [common]);
      expect(await arrivalsSince(store.db, T1, before)).toEqual([
        { id: own.facts[0]!.id, added: now.toISOString(), baseline: false },
        { id: old.facts[0]!.id, added: bed.now.toISOString(), baseline: true },
      ]);
      expect(await arrivalsSince(store.db, T1, bed.now.toISOString())).toEqual([]);
      const arrived = async (tenant: string) =>
        (await arrivalsSince(store.db, tenant, before)).map(({ id, baseline }) => [id, baseline]);
      expect(await arrived(T1)).toEqual([
        [own.facts[0]!.id, false],
        [old.facts[0]!.id, true],
      ]);
      expect(await arrived(T2)).toEqual([]);
      expect(await arrived(EVERYBODY)).toContainEqual([common.facts[0]!.id, false]);
      await removeArticle(store, EVERYBODY, common.article.id);
    });

    it('are saved all or none', async () => {
      const { store, T1, T2 } = bed;
      const taken = reading(randomUUID(), 'Ours.');
      await saveReadings(store, T1, [taken]);
      const fresh = reading(randomUUID(), 'Theirs.');
      await expect(saveReadings(store, T2, [fresh, reading(taken.article.id, 'Stolen.')])).rejects.toThrow(
        /another tenant/,
      );
      expect(await ids(bed, T2)).toEqual([]);
      expect(await readingOf(store.db, T1, taken.article.id)).toEqual(taken);
    });

    it('go with everything of theirs, once, and only by their tenant', async () => {
      const { store, T1, T2 } = bed;
      const one = reading(randomUUID(), 'The harbour was closed.');
      await saveReadings(store, T1, [one]);
      expect(await removeArticle(store, T2, one.article.id)).toBe(false);
      expect(await removeArticle(store, T1, one.article.id)).toBe(true);
      expect(await removeArticle(store, T1, one.article.id)).toBe(false);
      for (const table of ['facts', 'topics'] as const)
        expect(await store.db.selectFrom(table).select('id').where('tenant', '=', T1).execute()).toEqual([]);
    });

    it('are read a page at a time, each of them once', async () => {
      const { store, T1 } = bed;
      const all = Array.from({ length: 203 }, (_, at) =>
        reading(`${T1}/${String(at).padStart(4, '0')}`, 'x'),
      );
      await saveReadings(store, T1, all);
      expect(await ids(bed, T1)).toEqual(all.map(({ article }) => article.id));
    });
  });
}
