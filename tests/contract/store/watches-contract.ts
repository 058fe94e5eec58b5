import { describe, expect, it } from 'vitest';
import {
  addWatch,
  removeWatch,
  reserveAlert,
  watchesOf,
  watchesWithNews,
} from '../../../src/digest/store/topic-watches.ts';
import { personalTenant } from '../../../src/domain/tenant.ts';
import { removeArticle, saveReadings } from '../../../src/library/store/article-rows.ts';
import { EVERY_TENANT, EVERYBODY } from '../../../src/storage/database.ts';
import type { Bed } from './harness.ts';
import { reading } from './samples.ts';

const TEN_MINUTES = 600_000;

export function watchesContract(bed: Bed): void {
  describe('watches', () => {
    it('keeps a topic once a channel, for its tenant alone', async () => {
      const { store, T1, T2, now } = bed;
      const watch = { channel: 'C1', topic: 'inf', createdBy: 'U1' };
      expect(await addWatch(store.db, T1, watch, now)).toBe(true);
      expect(await addWatch(store.db, T1, { ...watch, createdBy: 'U2' }, now)).toBe(false);
      expect(await addWatch(store.db, T1, { ...watch, channel: 'C2' }, now)).toBe(true);
      expect(await watchesOf(store.db, T1, 'C1')).toEqual([
        { ...watch, tenant: T1, created: now.toISOString(), lastPosted: null, locale: null, person: null },
      ]);
      expect((await watchesOf(store.db, T1)).map(({ channel }) => channel)).toEqual(['C1', 'C2']);
      expect(await watchesOf(store.db, T2)).toEqual([]);
      expect(await removeWatch(store.db, T2, 'C1', 'inf')).toBe(false);
      expect(await removeWatch(store.db, T1, 'C1', 'inf')).toBe(true);
      expect(await removeWatch(store.db, T1, 'C1', 'inf')).toBe(false);
    });

    it('gives those of tenants to whom something came, and of all where it came to everybody', async () => {
      const { store, T1, T2, now } = bed;
      for (const tenant of [T1, T2])
        await addWatch(store.db, tenant, { channel: 'C1', topic: 'inf', createdBy: 'U1' }, now);
      const [before, at] = [new Date(now.getTime() - 1).toISOString(), now.toISOString()];
      const concerned = async (since: string) =>
        (await watchesWithNews(store.db, EVERY_TENANT, since))
          .map(({ tenant }) => tenant)
          .filter((one) => one === T1 || one === T2);
      expect(await concerned(before)).toEqual([]);
      await saveReadings(store, T2, [reading(`${T2}/a`, 'The harbour was closed.')]);
      expect([await concerned(before), await concerned(at)]).toEqual([[T2], []]);
      await saveReadings(store, EVERYBODY, [reading(`${T1}/e`, 'For everybody.')]);
      expect((await concerned(before)).sort()).toEqual([T1, T2].sort());
      await removeArticle(store, EVERYBODY, `${T1}/e`);
      const own = { channel: 'D1', topic: 'inf', createdBy: 'U1', person: 'U1' };
      await addWatch(store.db, T1, own, now);
      await saveReadings(store, personalTenant(T1, 'U1'), [reading(`${T1}/p`, 'For one person.')]);
      const found = await watchesWithNews(store.db, EVERY_TENANT, before);
      expect(found.filter(({ tenant }) => tenant === T1).map(({ channel }) => channel)).toEqual(['D1']);
    });

    it('lets one of several processes post in a channel, whatever its topics, until the pause is over', async () => {
      const { store, T1, T2, now } = bed;
      for (const topic of ['inf', 'start', 'syria'])
        await addWatch(store.db, T1, { channel: 'C1', topic, createdBy: 'U1' }, now);
      const processes = [store, await bed.open(), await bed.open()];
      const take = (at: Date) =>
        Promise.all(
          processes.map(({ db }) => reserveAlert(db, T1, 'C1', new Date(at.getTime() - TEN_MINUTES), at)),
        );
      expect((await take(now)).filter(Boolean)).toHaveLength(1);
      expect((await take(new Date(now.getTime() + TEN_MINUTES - 1))).filter(Boolean)).toHaveLength(0);
      expect((await take(new Date(now.getTime() + TEN_MINUTES))).filter(Boolean)).toHaveLength(1);
      expect(await reserveAlert(store.db, T2, 'C1', new Date(0), now)).toBe(false);
      expect(await reserveAlert(store.db, T1, 'C9', new Date(0), now)).toBe(false);
    });
  });
}
