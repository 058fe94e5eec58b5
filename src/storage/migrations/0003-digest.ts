import { type Kysely, sql } from 'kysely';
import type { Migration } from './migration.ts';

async function createSubscriptions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('subscriptions')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('tenant', 'text', (column) => column.notNull().references('tenants.id').onDelete('cascade'))
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('local_time', 'text', (column) => column.notNull())
    .addColumn('zone', 'text', (column) => column.notNull())
    .addColumn('topics', 'text', (column) => column.notNull())
    .addColumn('quiet', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created', 'text', (column) => column.notNull())
    .addColumn('active', 'integer', (column) => column.notNull())
    .addColumn('off_reason', 'text')
    .addColumn('next_due', 'text')
    .addUniqueConstraint('subscriptions_channel', ['tenant', 'channel'])
    .execute();
  await db.schema
    .createIndex('subscriptions_due')
    .on('subscriptions')
    .columns(['active', 'next_due', 'id'])
    .execute();
}

/**
 * One row per subscription and local date. It stays when the subscription is switched off, so that switching it off and
 * on again sends no second digest.
 */
async function createDeliveries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('tenant', 'text', (column) => column.notNull().references('tenants.id').onDelete('cascade'))
    .addColumn('subscription', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('local_date', 'text', (column) => column.notNull())
    .addColumn('due', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('facts', 'text', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('lease_until', 'text')
    .addColumn('next_try', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('doubtful', 'integer', (column) => column.notNull())
    .addColumn('message_id', 'text')
    .addColumn('error', 'text')
    .addColumn('updated', 'text', (column) => column.notNull())
    .addUniqueConstraint('deliveries_once', ['subscription', 'local_date'])
    .execute();
  await sql`create index deliveries_open on deliveries (next_try, id) where state in ('planned', 'claimed')`.execute(
    db,
  );
  await db.schema.createIndex('deliveries_by_date').on('deliveries').columns(['local_date']).execute();
  await db.schema.createIndex('deliveries_of_tenant').on('deliveries').columns(['tenant']).execute();
}

/** Digest subscriptions and the ledger of deliveries. */
export const digestMigration: Migration = {
  name: '0003-digest',
  async up(db) {
    await createSubscriptions(db);
    await createDeliveries(db);
    await db.schema
      .createTable('watches')
      .addColumn('tenant', 'text', (column) => column.notNull().references('tenants.id').onDelete('cascade'))
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('created_by', 'text', (column) => column.notNull())
      .addColumn('created', 'text', (column) => column.notNull())
      .addColumn('last_posted', 'text')
      .addPrimaryKeyConstraint('watches_key', ['tenant', 'channel', 'topic'])
      .execute();
  },
};
