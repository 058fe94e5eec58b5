import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { createReadout } from '../../../src/answer/query-core.ts';
import { DAY } from '../../../src/domain/time.ts';
import { syncIndex } from '../../../src/library/index-sync.ts';
import { removeArticle, saveReadings } from '../../../src/library/store/article-rows.ts';
import { EVERYBODY, type Store } from '../../../src/storage/database.ts';
import { renewEpoch } from '../../../src/storage/epoch.ts';
import { prune, RETENTION } from '../../../src/storage/retention.ts';
import { forgetTenant } from '../../../src/storage/tenants.ts';
import type { Bed } from './harness.ts';
import { EMPTY, reading } from './samples.ts';

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Syncs an index from a store. Returns how to search it for a made-up word that no other test uses. */
async function following(store: Store, word: string) {
  const readout = createReadout(EMPTY);
  const stop = await syncIndex(readout, store);
  const found = (tenant: string | null) =>
    readout
      .of(tenant)
      .ask(word)
      .facts.map(({ fact }) => fact.article)
      .sort();
  const until = async (tenant: string | null, articles: readonly string[]) => {
    while (found(tenant).join() !== [...articles].sort().join()) await nextTurn();
  };
  return { readout, stop, found, until };
}

const madeUp = () => `Kal${randomUUID().slice(0, 8).replace(/\d/g, 'x').replaceAll('-', 'y')}`;

export function followContract(bed: Bed): void {
  describe('the index', () => {
    it('holds what is stored at the start and as it changes, in every process, for its tenant alone', async () => {
      const { store, T1, T2 } = bed;
      const word = madeUp();
      const [a, b, common] = [randomUUID(), randomUUID(), randomUUID()];
      await saveReadings(store, T1, [reading(a, `The harbour of ${word} was closed.`)]);
      const index = await following(await bed.open(), word);
      expect(index.found(T1)).toEqual([a]);
      expect(index.found(T2)).toEqual([]);
      await saveReadings(store, T1, [reading(b, `${word} elected a mayor.`)]);
      await index.until(T1, [a, b]);
      await saveReadings(store, EVERYBODY, [reading(common, `${word} is for everybody.`)]);
      await index.until(T2, [common]);
      await removeArticle(store, T1, a);
      await removeArticle(store, EVERYBODY, common);
      await index.until(T1, [b]);
      expect(index.readout.of(T1).fact(`${b}/1`)).toMatchObject({
        speaker: 'Eva Lind',
        stance: 'denied',
        setting: 'on the quay',
      });
      await index.stop();
    });

    it('drops what is forgotten, though nothing in the log says whose it was', async () => {
      const { store, T1, T2, now } = bed;
      const word = madeUp();
      const [a, b] = [randomUUID(), randomUUID()];
      await saveReadings(store, T1, [reading(a, `${word} was closed.`)]);
      await saveReadings(store, T2, [reading(b, `${word} was opened.`)]);
      const index = await following(await bed.open(), word);
      await forgetTenant(store.db, T1, now);
      store.articlesChanged();
      await index.until(T1, []);
      expect(index.found(T2)).toEqual([b]);
      await index.stop();
    });

    it('reads everything anew where the database has another history, or the log no longer goes back far enough', async () => {
      const { store, T1, T2 } = bed;
      const word = madeUp();
      const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()];
      await saveReadings(store, T1, [reading(a, `${word} was closed.`)]);
      const index = await following(await bed.open(), word);
      // A restored backup changes rows without writing to the change log.
      await store.db.deleteFrom('tenant_articles').where('id', '=', a).execute();
      await store.db.deleteFrom('articles').where('id', '=', a).execute();
      await renewEpoch(store.db);
      store.articlesChanged();
      await index.until(T1, []);
      await index.stop();

      const absent = createReadout(EMPTY);
      const notLooking = { ...store, signals: { watch: async () => {} }, onArticlesChanged: () => () => {} };
      let wake = () => {};
      const stop = await syncIndex(absent, {
        ...notLooking,
        onArticlesChanged: (listener) => {
          wake = listener;
          return () => {};
        },
      });
      await saveReadings(store, T2, [reading(b, `${word} was opened.`)]);
      bed.now = new Date(bed.now.getTime() + 8 * DAY);
      await prune(store, { ...RETENTION, changes: DAY });
      await saveReadings(store, T2, [reading(c, `${word} was moved.`)]);
      wake();
      const found = () => absent.of(T2).ask(word).facts.length;
      while (found() < 2) await nextTurn();
      await stop();
    });

    it('is tried again where a look failed, and says so once', async () => {
      const { store, T1 } = bed;
      const word = madeUp();
      const notices: string[] = [];
      let broken = false;
      const db = new Proxy(store.db, {
        get: (target, key) => {
          if (broken && key === 'getExecutor') throw new Error('the disk is on holiday');
          const value = Reflect.get(target, key, target) as unknown;
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      const readout = createReadout(EMPTY);
      const stop = await syncIndex(readout, {
        ...store,
        db,
        onNotice: (text) => notices.push(text),
      });
      broken = true;
      const a = randomUUID();
      await saveReadings(store, T1, [reading(a, `${word} was closed.`)]);
      while (notices.length === 0) await nextTurn();
      broken = false;
      while (!readout.of(T1).fact(`${a}/1`)) await nextTurn();
      expect(notices).toEqual([expect.stringContaining('tried again: the disk is on holiday')]);
      await stop();
    });

    it('never misses one of many who write at once', async () => {
      const { store, T1 } = bed;
      const word = madeUp();
      const index = await following(await bed.open(), word);
      const writers = [store, await bed.open(), await bed.open()];
      const ids = Array.from({ length: 30 }, () => randomUUID());
      await Promise.all(
        ids.map((id, at) => saveReadings(writers[at % 3]!, T1, [reading(id, `${word} is number ${at}.`)])),
      );
      while (!ids.every((id) => index.readout.of(T1).fact(`${id}/1`))) await nextTurn();
      const { rows } = await sql<{
        n: number;
      }>`select count(*) as n from changes where tenant = ${T1}`.execute(store.db);
      expect(Number(rows[0]!.n)).toBe(30);
      await index.stop();
    });
  });
}
