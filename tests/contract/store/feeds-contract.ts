import { type Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';
import {
  claimFeeds,
  type FinishedFeed,
  finishFeed,
  holdHost,
  renewFeeds,
} from '../../../src/ingest/store/feed-claims.ts';
import {
  removeSource,
  type StoredSource,
  saveSource,
  sourceOf,
  sourcesOf,
} from '../../../src/ingest/store/source-rows.ts';
import { type Db, EVERY_TENANT } from '../../../src/storage/database.ts';
import { feedsMigration } from '../../../src/storage/migrations/0013-feeds.ts';
import { ensureTenant, forgetTenant } from '../../../src/storage/tenants.ts';
import type { Bed } from './harness.ts';

type State = StoredSource['state'];

/** Runs work in a transaction that is rolled back, so that the rows of other tests are unchanged. */
export async function undone(db: Db, work: (trx: Db) => Promise<void>): Promise<void> {
  const undo = new Error('undone');
  const ran = db.transaction().execute(async (trx) => {
    await work(trx);
    throw undo;
  });
  await expect(ran).rejects.toBe(undo);
}

export function feedsContract(bed: Bed): void {
  const at = (minutes: number) => new Date(bed.now.getTime() + minutes * 60_000).toISOString();
  const stateDue = (minutes: number, more: Partial<State> = {}): State => ({
    etag: '"1"',
    lastModified: null,
    dueAt: at(minutes),
    failures: 0,
    pausedAt: null,
    lastError: null,
    lastReadAt: null,
    seen: ['a', 'b'],
    ...more,
  });
  const follow = (db: Db, tenant: string, url: string, state: State) =>
    saveSource(
      db,
      tenant,
      { url, kind: 'feed', title: 'News', addedBy: 'U1', addedAt: at(-99), state },
      bed.now,
    );
  const claim = async (
    db: Db,
    owner: string,
    minutes = 0,
    more: { limit?: number; busyHosts?: string[] } = {},
  ) =>
    (
      await claimFeeds(db, EVERY_TENANT, {
        owner,
        now: at(minutes),
        until: at(minutes + 5),
        limit: 32,
        ...more,
      })
    ).sort((a, b) => a.url.localeCompare(b.url));
  const urls = (feeds: readonly { url: string }[]) => feeds.map(({ url }) => url);
  const finish = (
    db: Db,
    url: string,
    owner: string,
    minutes: number,
    finished: Partial<FinishedFeed> = {},
  ) =>
    finishFeed(
      db,
      EVERY_TENANT,
      url,
      { owner, now: at(minutes) },
      {
        url,
        state: stateDue(minutes + 30, { lastReadAt: at(minutes) }),
        isRead: true,
        newcomers: [bed.T1],
        ...finished,
      },
    );
  /** Runs work with no rows due but those that the test creates. */
  const alone = (work: (trx: Db) => Promise<void>) =>
    undone(bed.store.db, async (trx) => {
      await trx.deleteFrom('feeds').execute();
      await trx.deleteFrom('follows').execute();
      await work(trx);
    });

  it('are claimed when due and not paused, each by one process, whoever follows them', () =>
    alone(async (trx) => {
      const { T1, T2 } = bed;
      await follow(trx, T1, 'https://a.example/', stateDue(-1));
      await follow(trx, T2, 'https://a.example/', stateDue(-1));
      await follow(trx, T2, 'https://b.example/', stateDue(-9));
      await follow(trx, T2, 'https://paused.example/', stateDue(-5, { pausedAt: at(-4) }));
      await follow(trx, T1, 'https://tomorrow.example/', stateDue(1));
      expect(urls(await claim(trx, 'w1', 0, { limit: 1 }))).toEqual(['https://b.example/']);
      const [shared, ...others] = await claim(trx, 'w2');
      expect([shared!.url, shared!.followers.map(({ tenant }) => tenant), others]).toEqual([
        'https://a.example/',
        [T1, T2].sort(),
        [],
      ]);
      expect(await claim(trx, 'w3')).toEqual([]);
    }));

  it('are claimed by another when the lease ended, unless it was renewed; the first then stores nothing', () =>
    alone(async (trx) => {
      await follow(trx, bed.T1, 'https://a.example/', stateDue(-1));
      await follow(trx, bed.T1, 'https://b.example/', stateDue(-1));
      await claim(trx, 'w1');
      await renewFeeds(trx, EVERY_TENANT, ['https://b.example/'], { owner: 'w1', until: at(10) });
      expect(urls(await claim(trx, 'w2', 6))).toEqual(['https://a.example/']);
      expect(await finish(trx, 'https://a.example/', 'w1', 6)).toBe(false);
      expect(await finish(trx, 'https://a.example/', 'w2', 6)).toBe(true);
      expect(await finish(trx, 'https://b.example/', 'w1', 6)).toBe(true);
      expect(urls(await claim(trx, 'w1', 35))).toEqual([]);
      expect(urls(await claim(trx, 'w1', 37))).toHaveLength(2);
    }));

  it('of one host are claimed two at a time, and none of a host that is busy or asked to be left alone', () =>
    alone(async (trx) => {
      for (let n = 0; n < 5; n++) await follow(trx, bed.T1, `https://many.example/${n}`, stateDue(-9));
      await follow(trx, bed.T1, 'https://one.example/', stateDue(-1));
      expect(urls(await claim(trx, 'w1'))).toEqual([
        ...['https://many.example/0', 'https://many.example/1', 'https://one.example/'],
      ]);
      expect(urls(await claim(trx, 'w1', 0, { busyHosts: ['many.example'] }))).toEqual([]);
      await holdHost(trx, EVERY_TENANT, 'many.example', at(60));
      expect(urls(await claim(trx, 'w2'))).toEqual([]);
      expect(urls(await claim(trx, 'w2', 61)).filter((url) => url.includes('many'))).toHaveLength(2);
    }));

  it('that somebody joins stay as they are, and are read soon for the newcomer', () =>
    alone(async (trx) => {
      const { T1, T2 } = bed;
      const url = 'https://a.example/';
      await follow(trx, T1, url, stateDue(-1));
      await claim(trx, 'w1');
      await follow(trx, T2, url, stateDue(0, { etag: null, seen: [] }));
      expect(await finish(trx, url, 'w1', 1, { newcomers: [T1] })).toBe(true);
      expect((await sourceOf(trx, T1, url))?.state).toMatchObject({
        etag: '"1"',
        seen: ['a', 'b'],
        lastReadAt: at(1),
      });
      expect((await sourceOf(trx, T2, url))?.state).toMatchObject({ etag: '"1"', lastReadAt: null });
      const [again] = await claim(trx, 'w1', 1);
      expect(again?.followers.map(({ tenant, isNew }) => [tenant, isNew])).toEqual(
        [T1, T2].sort().map((tenant) => [tenant, tenant === T2]),
      );
    }));

  it('that were paused go on when somebody else adds them', () =>
    alone(async (trx) => {
      const url = 'https://a.example/';
      await follow(trx, bed.T1, url, stateDue(-1, { pausedAt: at(-1), failures: 8 }));
      expect(await claim(trx, 'w1')).toEqual([]);
      await follow(trx, bed.T2, url, stateDue(0));
      expect((await claim(trx, 'w1'))[0]?.state).toMatchObject({ failures: 0, pausedAt: null });
    }));

  it('that moved take their followers along, and are one with a feed that is there already', () =>
    alone(async (trx) => {
      const { T1, T2 } = bed;
      const [from, to] = ['https://old.example/', 'https://new.example/'];
      await follow(trx, T1, from, stateDue(-1));
      await claim(trx, 'w1');
      expect(await finish(trx, from, 'w1', 0, { url: to })).toBe(true);
      expect(urls(await sourcesOf(trx, T1))).toEqual([to]);
      await follow(trx, T1, from, stateDue(-1));
      await follow(trx, T2, from, stateDue(-1));
      await claim(trx, 'w1');
      expect(await finish(trx, from, 'w1', 0, { url: to })).toBe(true);
      expect([urls(await sourcesOf(trx, T1)), urls(await sourcesOf(trx, T2))]).toEqual([[to], [to]]);
      expect(urls(await trx.selectFrom('feeds').select('url').execute())).toEqual([to]);
    }));

  it('that nobody follows any more are forgotten, also while they are being read', () =>
    alone(async (trx) => {
      const { T1, T2 } = bed;
      for (const tenant of [T1, T2]) await follow(trx, tenant, 'https://a.example/', stateDue(-1));
      await claim(trx, 'w1');
      await removeSource(trx, T1, 'https://a.example/');
      expect(await trx.selectFrom('feeds').select('url').execute()).toHaveLength(1);
      await forgetTenant(trx, T2, bed.now);
      expect(await finish(trx, 'https://a.example/', 'w1', 0)).toBe(false);
      expect(await trx.selectFrom('feeds').select('url').execute()).toEqual([]);
    }));
}

/** The table `sources` as it was before migration 0013. */
const OLD_TABLE = sql`create table sources (tenant text not null, url text not null, kind text not null, title text,
  added text not null, etag text, last_modified text, due text not null, failures integer not null, paused text,
  last_error text, last_read text, seen text not null, added_by text, primary key (tenant, url))`;

export function feedsMigrationContract(bed: Bed): void {
  it('turns each tenant’s rows into one feed and its followers, losing none', () =>
    undone(bed.store.db, async (trx) => {
      await trx.schema.dropTable('feeds').execute();
      await trx.schema.dropTable('follows').execute();
      await OLD_TABLE.execute(trx);
      const tenants = Array.from({ length: 7 }, (_, n) => `${bed.T1}-m${n}`);
      for (const tenant of tenants) await ensureTenant(trx, tenant, bed.now);
      const insert = (
        tenant: string,
        url: string,
        seen: string[],
        lastRead: string | null,
        paused: string | null,
      ) =>
        sql`insert into sources values (${tenant}, ${url}, 'feed', ${`of ${tenant}`}, ${`added ${tenant}`}, '"e"', null,
          '2026-03-01T00:00:00Z', 1, ${paused}, null, ${lastRead}, ${JSON.stringify(seen)}, 'U1')`.execute(
          trx,
        );
      for (let n = 0; n < 90; n++)
        await insert(
          tenants[n % 7]!,
          `https://alone.example/${n}`,
          [`k${n}.v`],
          n % 2 ? null : '2026-03-01',
          null,
        );
      const shared = 'https://shared.example/feed';
      await insert(tenants[0]!, shared, ['a.1', 'b.1', 'c.1'], '2026-03-01', null);
      await insert(tenants[1]!, shared, ['d.1', 'b.2', 'a.1', 'e.1'], '2026-03-02', null);
      await insert(tenants[2]!, shared, [], null, null);
      await insert(tenants[3]!, shared, ['z.9'], '2026-03-09', '2026-03-09');
      const before = await sql<{ tenant: string; url: string }>`select tenant, url from sources`.execute(trx);
      await feedsMigration.up(trx as unknown as Kysely<unknown>, bed.store.kind);
      const follows = await trx.selectFrom('follows').select(['tenant', 'url', 'is_read']).execute();
      const named = ({ tenant, url }: { tenant: string; url: string }) => `${tenant} ${url}`;
      expect(follows.map(named).sort()).toEqual(before.rows.map(named).sort());
      const feeds = await trx.selectFrom('feeds').selectAll().orderBy('url').execute();
      expect(feeds).toHaveLength(91);
      expect(feeds.find(({ url }) => url === 'https://alone.example/4')).toMatchObject({
        seen: '["k4.v"]',
        etag: '"e"',
      });
      // The feed has the state of its latest reader. What one of them had not read is read again.
      expect(feeds.find(({ url }) => url === shared)).toMatchObject({
        host: 'shared.example',
        title: `of ${tenants[1]}`,
        last_read: '2026-03-02',
        paused: null,
        etag: null,
        seen: '["b.2","a.1"]',
        due: '2026-03-01T00:00:00Z',
      });
      const unread = follows.filter(({ url, is_read }) => url === shared && is_read === 0);
      expect(unread.map(({ tenant }) => tenant).sort()).toEqual([tenants[2], tenants[3]]);
    }));
}
