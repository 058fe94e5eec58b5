// npm run bench:migration -- [tenants] [feeds a tenant] [articles a tenant]
// Fills databases of two earlier versions (before feeds were shared, before articles were), migrates them, and accounts
// for every row.

import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import type { DatabaseKind, Db } from '../../../src/storage/database.ts';
import { openPool, postgresDialect } from '../../../src/storage/engine/postgres.ts';
import { sqliteDialect } from '../../../src/storage/engine/sqlite.ts';
import { MIGRATIONS, migrate } from '../../../src/storage/migrate.ts';
import type { Schema } from '../../../src/storage/schema.ts';
import { startPostgres } from '../../fakes/postgres.ts';
import { measureArticles } from './migration-articles.ts';

const [tenants = 1_000, each = 50, articles = 40] = process.argv.slice(2).map(Number);
const before = MIGRATIONS.slice(
  0,
  MIGRATIONS.findIndex(({ name }) => name === '0013-feeds'),
);

async function fill(db: Db): Promise<void> {
  const seen = JSON.stringify(
    Array.from({ length: 60 }, (_, n) => `${'k'.repeat(18)}${1000 + n}.${'v'.repeat(11)}`),
  );
  for (let tenant = 0; tenant < tenants; tenant++) {
    await sql`insert into tenants (id, platform, created) values (${`slack:T${tenant}`}, 'slack', '2026-03-01')`.execute(
      db,
    );
    // Half of a tenant's feeds are followed by many tenants, half by it alone.
    const rows = Array.from({ length: each }, (_, n) => {
      const url =
        n % 2 ? `https://own.example/${tenant}/${n}` : `https://shared.example/${(tenant + n) % 500}`;
      return sql`(${`slack:T${tenant}`}, ${url}, 'feed', '2026-03-01', '2026-03-02', 0, '2026-03-01', ${seen})`;
    });
    await sql`insert into sources (tenant, url, kind, added, due, failures, last_read, seen) values ${sql.join(rows)}
      on conflict do nothing`.execute(db);
  }
}

async function measure(db: Db, kind: DatabaseKind): Promise<void> {
  await migrate(db, kind, { where: 'the bench', steps: before });
  await fill(db);
  const counted = async (text: string): Promise<number> =>
    Number((await sql<{ n: number }>`select count(*) as n from ${sql.raw(text)}`.execute(db)).rows[0]!.n);
  const rows = await counted('sources');
  const urls = await counted('(select distinct url from sources) as urls');
  const begun = performance.now();
  await migrate(db, kind, { where: 'the bench' });
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  const [follows, feeds, lost] = [
    await counted('follows'),
    await counted('feeds'),
    await counted('follows where url not in (select url from feeds)'),
  ];
  console.log(
    `${kind}: ${rows} rows of ${urls} feeds became ${follows} follows and ${feeds} feeds in ${seconds} s; without a feed: ${lost}`,
  );
  if (rows !== follows || urls !== feeds || lost > 0) process.exitCode = 1;
  await db.destroy();
}

const inMemory = () =>
  new Kysely<Schema>({ dialect: sqliteDialect(new DatabaseSync(':memory:'), ':memory:') });
const ofArticles = { tenants, each: articles };
await measure(inMemory(), 'sqlite');
if (!(await measureArticles(inMemory(), 'sqlite', ofArticles))) process.exitCode = 1;
for (const work of ['feeds', 'articles']) {
  const postgres = await startPostgres();
  if (!postgres) break;
  const pool = openPool(postgres.url, () => {});
  const db = new Kysely<Schema>({ dialect: postgresDialect(pool, 'the bench') });
  if (work === 'feeds') await measure(db, 'postgres');
  else {
    if (!(await measureArticles(db, 'postgres', ofArticles))) process.exitCode = 1;
    await db.destroy();
  }
  await postgres.stop();
}
