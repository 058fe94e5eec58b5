import { type Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { itemKey } from '../../../src/ingest/reader/answers.ts';
import {
  MAX_SEEN,
  removeSource,
  type StoredSource,
  saveSource,
  sourceOf,
  sourcesOf,
} from '../../../src/ingest/store/source-rows.ts';
import { EVERY_TENANT } from '../../../src/storage/database.ts';
import {
  installationOf,
  installedTenants,
  reencryptInstallations,
  removeInstallation,
  saveInstallation,
} from '../../../src/storage/installations.ts';
import { seenKeysMigration } from '../../../src/storage/migrations/0008-seen-keys.ts';
import { readKeys } from '../../../src/storage/secrets.ts';
import { allTenants, ensureTenant, saveTenant, tenantOf } from '../../../src/storage/tenants.ts';
import { undone } from './feeds-contract.ts';
import type { Bed } from './harness.ts';

const text = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const keyed = (byte: number, ...old: number[]) =>
  readKeys({ READOUT_KEY: text(byte), READOUT_KEY_OLD: old.map(text).join(',') });
const slack = (botToken: string) => ({ platform: 'slack', secret: { botToken } });

const source = (
  url: string,
  dueAt: string,
  pausedAt: string | null = null,
): Omit<StoredSource, 'tenant'> => ({
  url,
  kind: 'feed',
  title: 'News',
  addedBy: 'U1',
  addedAt: '2026-03-01T08:00:00.000Z',
  state: {
    etag: '"1"',
    lastModified: null,
    dueAt,
    failures: 0,
    pausedAt,
    lastError: null,
    lastReadAt: null,
    seen: ['a', 'b'],
  },
});

function tenants(bed: Bed): void {
  it('knows a workspace by its id, whatever it is called by now', async () => {
    const { store, T1, T2, now } = bed;
    await ensureTenant(store.db, T1, now);
    expect(await tenantOf(store.db, T1)).toEqual({ id: T1, platform: 'slack', name: null });
    await saveTenant(store.db, { id: T1, platform: 'slack', name: 'Acme' }, now);
    await ensureTenant(store.db, T1, now);
    expect(await tenantOf(store.db, T1)).toEqual({ id: T1, platform: 'slack', name: 'Acme' });
    expect(await tenantOf(store.db, T2)).toBeNull();
    const listed = (await allTenants(store.db, EVERY_TENANT)).map(({ id }) => id);
    expect(listed).toContain(T1);
    expect(listed).not.toContain(T2);
  });
}

function installations(bed: Bed): void {
  it('keeps tokens sealed: another key, another tenant or a look at the rows shows nothing', async () => {
    const { store, T1, T2, now } = bed;
    await saveInstallation(store.db, T1, keyed(1), slack('xoxb-former'), now);
    await saveInstallation(store.db, T1, keyed(1), slack('xoxb-secret'), now);
    expect(await installationOf(store.db, T1, keyed(1))).toEqual({ tenant: T1, ...slack('xoxb-secret') });
    expect(await installationOf(store.db, T2, keyed(1))).toBeNull();
    await expect(installationOf(store.db, T1, keyed(2))).rejects.toMatchObject({ code: 'key-wrong' });
    await expect(installationOf(store.db, T1, keyed(2))).rejects.toThrow(/READOUT_KEY_OLD/);
    const rows = await store.db.selectFrom('installations').selectAll().where('tenant', '=', T1).execute();
    expect(JSON.stringify(rows)).not.toContain('xoxb');
    await saveInstallation(store.db, T2, keyed(1), slack('xoxb-other'), now);
    await store.db
      .updateTable('installations')
      .set({ sealed: rows[0]!.sealed })
      .where('tenant', '=', T2)
      .execute();
    await expect(installationOf(store.db, T2, keyed(1))).rejects.toMatchObject({ code: 'key-wrong' });
  });

  it('forgets them on request, once', async () => {
    const { store, T1, T2, now } = bed;
    await saveInstallation(store.db, T1, keyed(1), slack('xoxb-1'), now);
    expect(await installedTenants(store.db, EVERY_TENANT, 'slack')).toContain(T1);
    expect(await removeInstallation(store.db, T2)).toBe(false);
    expect(await removeInstallation(store.db, T1)).toBe(true);
    expect(await removeInstallation(store.db, T1)).toBe(false);
    expect(await installedTenants(store.db, EVERY_TENANT, 'slack')).not.toContain(T1);
  });

  it('changes the key: old ones read until all is encrypted anew, and what no key opens is left and named', async () => {
    const { store, T1, T2, now } = bed;
    await store.db.deleteFrom('installations').execute();
    const T3 = `${T1}-3`;
    await saveInstallation(store.db, T1, keyed(1), slack('xoxb-1'), now);
    await saveInstallation(store.db, T2, keyed(2), slack('xoxb-2'), now);
    await saveInstallation(store.db, T3, keyed(9), slack('xoxb-3'), now);
    const both = keyed(2, 1);
    expect((await installationOf(store.db, T1, both))!.secret).toEqual({ botToken: 'xoxb-1' });
    expect(await reencryptInstallations(store.db, EVERY_TENANT, both)).toEqual({
      changed: 1,
      current: 1,
      unreadable: [T3],
    });
    expect(await reencryptInstallations(store.db, EVERY_TENANT, both)).toMatchObject({
      changed: 0,
      current: 2,
    });
    expect((await installationOf(store.db, T1, keyed(2)))!.secret).toEqual({ botToken: 'xoxb-1' });
    expect((await installationOf(store.db, T3, keyed(9)))!.secret).toEqual({ botToken: 'xoxb-3' });
    await store.db.deleteFrom('installations').execute();
  });
}

function sources(bed: Bed): void {
  it('keeps what is followed and what was read of it, for its tenant alone', async () => {
    const { store, T1, T2, now } = bed;
    const [a, b] = [
      source('https://a.example/feed', now.toISOString()),
      source('https://b.example/', '2027-01-01T00:00:00.000Z'),
    ];
    await saveSource(store.db, T1, b, now);
    await saveSource(store.db, T1, a, now);
    await saveSource(store.db, T1, { ...a, title: 'Renamed\0' }, now);
    const renamed = { ...a, title: 'Renamed\ufffd', tenant: T1 };
    expect(await sourceOf(store.db, T1, a.url)).toEqual(renamed);
    expect(await sourceOf(store.db, T2, a.url)).toBeNull();
    const listed = ({ state: { seen, ...state }, ...rest }: Omit<StoredSource, 'tenant'>) => ({
      ...rest,
      state,
    });
    expect(await sourcesOf(store.db, T1)).toEqual([listed(renamed), { ...listed(b), tenant: T1 }]);
    expect(await sourcesOf(store.db, T2)).toEqual([]);
    expect(await removeSource(store.db, T2, a.url)).toBe(false);
    expect(await removeSource(store.db, T1, a.url)).toBe(true);
    expect(await removeSource(store.db, T1, a.url)).toBe(false);
  });

  it('keeps a bounded number of items’ keys', async () => {
    const { store, T1, now } = bed;
    const feed = source('https://many.example/feed', now.toISOString());
    const seen = Array.from({ length: MAX_SEEN + 10 }, (_, n) => `k${n}`);
    await saveSource(store.db, T1, { ...feed, state: { ...feed.state, seen } }, now);
    expect((await sourceOf(store.db, T1, feed.url))?.state.seen).toEqual(seen.slice(0, MAX_SEEN));
    expect(await removeSource(store.db, T1, feed.url)).toBe(true);
  });
}

function seenKeys(bed: Bed): void {
  it('are hashed by the migration, each row and each key', async () => {
    const { store, T1, T2 } = bed;
    const keys = [
      'https://a.example/1',
      'x'.repeat(2_300),
      'q1w2e3r4t5z6u7i8o9p0a1',
      'Käse – 🧀',
      'a\ufffdb',
      '',
    ];
    const entry = `${itemKey('new')}.${'v'.repeat(11)}`;
    const rows = [
      { tenant: T1, url: 'https://old.example/feed', seen: [...keys, entry] },
      ...Array.from({ length: 45 }, (_, n) => ({
        tenant: T2,
        url: `https://old.example/${n}`,
        seen: ['a', 'b'],
      })),
      { tenant: T2, url: 'https://none.example/', seen: [] },
    ];
    await undone(store.db, async (trx) => {
      // The table as it was before migration 0013.
      await sql`create table sources (tenant text, url text, seen text, primary key (tenant, url))`.execute(
        trx,
      );
      for (const { tenant, url, seen } of rows)
        await sql`insert into sources values (${tenant}, ${url}, ${JSON.stringify(seen)})`.execute(trx);
      await seenKeysMigration.up(trx as unknown as Kysely<unknown>, store.kind);
      const after = await sql<{ url: string; seen: string }>`select url, seen from sources`.execute(trx);
      const seenOf = new Map(after.rows.map(({ url, seen }) => [url, JSON.parse(seen)]));
      expect(seenOf.get('https://old.example/feed')).toEqual([...keys.map(itemKey), entry]);
      expect(seenOf.get('https://none.example/')).toEqual([]);
      for (let n = 0; n < 45; n++)
        expect(seenOf.get(`https://old.example/${n}`)).toEqual(['a', 'b'].map(itemKey));
    });
  });
}

export function peopleContract(bed: Bed): void {
  describe('tenants', () => tenants(bed));
  describe('installations', () => installations(bed));
  describe('sources', () => sources(bed));
  describe('keys of items', () => seenKeys(bed));
}
