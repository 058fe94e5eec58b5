import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createReadout } from '../../src/answer/query-core.ts';
import { saveSubscription, subscriptionsIn } from '../../src/digest/store/subscriptions.ts';
import { syncIndex } from '../../src/library/index-sync.ts';
import { MIGRATIONS, migrate, schemaVersion } from '../../src/storage/migrate.ts';
import { openStore } from '../../src/storage/open.ts';
import { saveTenant } from '../../src/storage/tenants.ts';
import { EMPTY } from '../contract/store/samples.ts';
import { freshSchema, type RealPostgres, startPostgres } from '../fakes/postgres.ts';
import { runProcess } from './run-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'readout-processes-'));
/** On a busy machine, starting processes takes long. */
vi.setConfig({ testTimeout: 120_000 });
const now = () => new Date('2026-03-01T09:00:00Z');
let postgres: RealPostgres | null = null;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe.each(['sqlite', 'postgres'] as const)('several processes on %s', (kind) => {
  /** Creates an empty database. */
  const fresh = async (name: string): Promise<RealPostgres> =>
    kind === 'postgres'
      ? await freshSchema(postgres!.url)
      : { url: join(folder, name), stop: async () => {} };
  const open = (target: string) =>
    openStore({ ...(kind === 'postgres' ? { url: target } : { path: target }), now });

  it('start at once on an empty database, and every step of the schema is made once', async (context) => {
    if (kind === 'postgres' && !postgres) return context.skip();
    const database = await fresh('migrate.db');
    const ended = await Promise.all([1, 2, 3].map(() => runProcess(database.url, 'open')));
    for (const one of ended) expect(one).toEqual({ code: 0, stderr: '' });
    const store = await open(database.url);
    expect(await schemaVersion(store.db)).toBe(MIGRATIONS.length);
    await store.close();
    await database.stop();
  });

  it('are refused by a newer schema, which is left as it is', async (context) => {
    if (kind === 'postgres' && !postgres) return context.skip();
    const database = await fresh('newer.db');
    const store = await open(database.url);
    await sql`insert into migrations (name, timestamp) values ('9999-later', 'x')`.execute(store.db);
    await expect(open(database.url)).rejects.toMatchObject({
      code: 'store-newer',
      message: expect.stringMatching(/newer Readout.*Update Readout; nothing was changed/),
    });
    expect(await schemaVersion(store.db)).toBe(MIGRATIONS.length + 1);
    await store.close();
    await database.stop();
  });

  it('bring a database of the first version, which recorded its steps in another column, up to date', async (context) => {
    if (kind === 'postgres' && !postgres) return context.skip();
    const database = await fresh('first-version.db');
    const store = await open(database.url);
    await sql`alter table migrations rename column timestamp to applied`.execute(store.db);
    await sql`delete from migrations where name = ${MIGRATIONS.at(-1)!.name}`.execute(store.db);
    const again = { name: MIGRATIONS.at(-1)!.name, up: async () => {} };
    await migrate(store.db, kind, { where: 'here', steps: [...MIGRATIONS.slice(0, -1), again] });
    expect(await schemaVersion(store.db)).toBe(MIGRATIONS.length);
    await store.close();
    await database.stop();
  });

  it('bring the digests of a database from before there were several a channel up to date', async (context) => {
    if (kind === 'postgres' && !postgres) return context.skip();
    const database = await fresh('one-digest.db');
    const store = await open(database.url);
    const at = MIGRATIONS.findIndex(({ name }) => name === '0012-digest-rhythms');
    for (const { name } of MIGRATIONS.slice(at))
      await sql`delete from migrations where name = ${name}`.execute(store.db);
    await sql`drop table subscriptions`.execute(store.db);
    await sql`create table subscriptions (id text primary key, tenant text not null, channel text not null,
      local_time text not null, zone text not null, topics text not null, quiet text not null, created_by text not null,
      created text not null, active integer not null, off_reason text, next_due text, since text not null default '',
      constraint subscriptions_channel unique (tenant, channel))`.execute(store.db);
    await sql`create index subscriptions_due on subscriptions (active, next_due, id)`.execute(store.db);
    await saveTenant(store.db, { id: 'slack:T1', platform: 'slack', name: null }, now());
    await sql`insert into subscriptions values ('s1', 'slack:T1', 'C1', '09:00', 'Europe/Berlin', '["inf"]', 'nothing', 'U1',
      '2026-01-01', 1, null, null, '2026-01-02')`.execute(store.db);
    await migrate(store.db, kind, { where: 'here', steps: MIGRATIONS.slice(0, at + 1) });
    const [kept] = await subscriptionsIn(store.db, 'slack:T1', 'C1');
    expect(kept).toMatchObject({
      id: 's1',
      number: 1,
      localTime: '09:00',
      slots: ['09:00'],
      days: [],
      include: [],
      exclude: [],
      zone: 'Europe/Berlin',
      topics: ['inf'],
      quiet: 'nothing',
      active: true,
      since: '2026-01-02',
    });
    const wanted = { ...kept!, id: 's2', number: 2 };
    expect(await saveSubscription(store.db, 'slack:T1', wanted, now())).toMatchObject({ number: 2 });
    await store.close();
    await database.stop();
  });

  it('are refused where the recorded steps are not the first ones of the list', async (context) => {
    if (kind === 'postgres' && !postgres) return context.skip();
    const database = await fresh('order.db');
    const store = await open(database.url);
    await sql`delete from migrations where name = ${MIGRATIONS[1]!.name}`.execute(store.db);
    await expect(open(database.url)).rejects.toMatchObject({ code: 'store-migrations' });
    expect(await schemaVersion(store.db)).toBe(MIGRATIONS.length - 1);
    await store.close();
    await database.stop();
  });

  it('undo a step of the schema that fails halfway, and do it whole the next time', async (context) => {
    if (kind === 'postgres' && !postgres) return context.skip();
    const database = await fresh('half.db');
    const store = await open(database.url);
    const half = {
      name: '9998-half',
      async up(db: Kysely<unknown>) {
        await sql`create table half (id text)`.execute(db);
        if (broken) throw new Error('the power went');
      },
    };
    let broken = true;
    const options = { where: 'here', steps: [...MIGRATIONS, half] };
    await expect(migrate(store.db, kind, options)).rejects.toThrow('the power went');
    expect(await schemaVersion(store.db)).toBe(MIGRATIONS.length);
    broken = false;
    await migrate(store.db, kind, options);
    expect(await schemaVersion(store.db)).toBe(MIGRATIONS.length + 1);
    await store.close();
    await database.stop();
  });

  it('learn of what another one ingests', async (context) => {
    if (kind === 'postgres' && !postgres) return context.skip();
    const database = await fresh('follow.db');
    const store = await open(database.url);
    const readout = createReadout(EMPTY);
    const stop = await syncIndex(readout, store);
    const ended = runProcess(database.url, 'put', 'elsewhere', 'The harbour of Kalmar was closed.');
    while (!readout.of(null).fact('elsewhere/1')) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(readout.of(null).ask('Kalmar').status).toBe('answered');
    expect(await ended).toEqual({ code: 0, stderr: '' });
    await stop();
    await store.close();
    await database.stop();
  });
});
