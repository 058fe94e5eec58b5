import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/storage/open.ts';
import { freshSchema, type RealPostgres, startPostgres } from '../fakes/postgres.ts';
import { readout } from '../helpers/cli.ts';

const now = () => new Date('2026-03-01T09:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'readout-foreign-'));

function fileWith(name: string, statements: string): string {
  const path = join(folder, `${name}.db`);
  const database = new DatabaseSync(path);
  database.exec(statements);
  database.close();
  return path;
}

describe('a SQLite file of another program', () => {
  it.each([
    ['a table that Readout has too', 'create table articles (id integer primary key, body text)', 'articles'],
    [
      'other tables and a version',
      'create table passwords (word text); pragma user_version = 77',
      'passwords',
    ],
    [
      'migrations of its own',
      'create table migrations (id integer, migration text); create table users (id text)',
      'users',
    ],
    [
      'nothing but migrations of its own',
      'create table migrations (id integer, migration text)',
      'migrations',
    ],
    ['a view alone', 'create view notes as select 1', 'notes'],
    [
      'only another application id',
      'pragma application_id = 252006673; create table t (a text); drop table t',
      null,
    ],
    ['only a version', 'pragma user_version = 3; create table t (a text); drop table t', null],
  ])('is refused and left as it is: %s', async (name, statements, table) => {
    const path = fileWith(name.replaceAll(' ', '-'), statements);
    const before = readFileSync(path);
    const { code, stdout, stderr } = await readout(['ingest', '-'], 'The harbour board met.', {
      READOUT_DB: path,
    });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^readout: The database .* belongs to another program.* Nothing was changed\.\n$/);
    if (table) expect(stderr).toContain(`“${table}”`);
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});

describe('a file of Readout', () => {
  it.each([
    ['an empty one', ''],
    [
      'one that ended before its first migration',
      'create table migrations (name text, timestamp text); create table migration_lock (id text primary key, is_locked integer not null default 0)',
    ],
  ])('is opened: %s', async (name, statements) => {
    const path = fileWith(name.replaceAll(' ', '-'), statements || 'pragma user_version = 0');
    const store = await openStore({ path, now });
    expect((await store.health()).ok).toBe(true);
    await store.close();
    await (await openStore({ path, now })).close();
  });
});

describe('a PostgreSQL schema of another program', () => {
  let postgres: RealPostgres | null = null;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(() => postgres?.stop());

  it.each([
    ['create table articles (id integer primary key, body text)', 'articles'],
    [
      'create table migrations (id integer, name text); insert into migrations values (1, $$2014_users$$)',
      'migrations',
    ],
  ])('is refused and left as it is: %s', async (statements, table) => {
    if (!postgres) return;
    const { url, stop } = await freshSchema(postgres.url);
    const { Client } = await import('pg');
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(statements);
    await expect(openStore({ url, now })).rejects.toMatchObject({
      code: 'store-foreign',
      message: expect.stringContaining(`“${table}”`),
    });
    const { rows } = await client.query(
      'select table_name from information_schema.tables where table_schema = current_schema()',
    );
    expect(rows).toEqual([{ table_name: table }]);
    await client.end();
    await stop();
  });

  it('may hold other tables beside Readout’s', async () => {
    if (!postgres) return;
    const { url, stop } = await freshSchema(postgres.url);
    const store = await openStore({ url, now });
    await sql`create table somebody (id text)`.execute(store.db);
    await store.close();
    await (await openStore({ url, now })).close();
    await stop();
  });
});
