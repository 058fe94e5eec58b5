import { type Kysely, sql } from 'kysely';
import type { Migration } from './migration.ts';

/** Rebuilds the table without the constraint of one digest per channel, because SQLite cannot drop a constraint. */
async function rebuildOnSqlite(db: Kysely<unknown>): Promise<void> {
  const columns = sql.raw(
    'id, tenant, channel, local_time, zone, topics, quiet, created_by, created, active, off_reason, next_due, since',
  );
  await sql`create table subscriptions_new (
    id text primary key not null,
    tenant text not null references tenants (id) on delete cascade,
    channel text not null,
    local_time text not null,
    zone text not null,
    topics text not null,
    quiet text not null,
    created_by text not null,
    created text not null,
    active integer not null,
    off_reason text,
    next_due text,
    since text not null default '',
    number integer not null default 1,
    constraint subscriptions_number unique (tenant, channel, number)
  )`.execute(db);
  await sql`insert into subscriptions_new (${columns}) select ${columns} from subscriptions`.execute(db);
  await sql`drop table subscriptions`.execute(db);
  await sql`alter table subscriptions_new rename to subscriptions`.execute(db);
  await sql`create index subscriptions_due on subscriptions (active, next_due, id)`.execute(db);
}

async function replaceOnPostgres(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('subscriptions')
    .addColumn('number', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  await sql`alter table subscriptions drop constraint subscriptions_channel`.execute(db);
  await sql`alter table subscriptions add constraint subscriptions_number unique (tenant, channel, number)`.execute(
    db,
  );
}

/** Allows several digests per channel, each with its own days, times, and required or excluded words. */
export const digestRhythmsMigration: Migration = {
  name: '0012-digest-rhythms',
  async up(db, kind) {
    if (kind === 'sqlite') await rebuildOnSqlite(db);
    else await replaceOnPostgres(db);
    for (const column of ['times', 'days', 'include_words', 'exclude_words'])
      await db.schema
        .alterTable('subscriptions')
        .addColumn(column, 'text', (definition) => definition.notNull().defaultTo('[]'))
        .execute();
    for (const column of ['paused', 'person', 'locale'])
      await db.schema.alterTable('subscriptions').addColumn(column, 'text').execute();
  },
};
