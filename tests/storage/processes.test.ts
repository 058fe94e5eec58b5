import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createReadout } from '../../src/answer/query-core.ts';
import { keepReadoutCurrent } from '../../src/library/index-sync.ts';
import { MIGRATIONS, migrate, schemaVersion } from '../../src/storage/migrate.ts';
import { openStore } from '../../src/storage/open.ts';
import { EMPTY } from '../contract/store/samples.ts';
import { freshSchema, type RealPostgres, startPostgres } from '../fakes/postgres.ts';
import { runProcess } from './run-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'readout-processes-'));
/** Starting processes takes as long as the machine is busy. */
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
  /** A database that holds nothing yet. */
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
    const stop = await keepReadoutCurrent(readout, store);
    const ended = runProcess(database.url, 'put', 'elsewhere', 'The harbour of Kalmar was closed.');
    while (!readout.of(null).fact('elsewhere/1')) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(readout.of(null).ask('Kalmar').status).toBe('answered');
    expect(await ended).toEqual({ code: 0, stderr: '' });
    await stop();
    await store.close();
    await database.stop();
  });
});
