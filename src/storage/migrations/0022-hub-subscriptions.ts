import type { Migration } from './migration.ts';

/** WebSub subscriptions of feeds. */
export const hubSubscriptionsMigration: Migration = {
  name: '0022-hub-subscriptions',
  async up(db) {
    await db.schema
      .createTable('hub_subscriptions')
      .addColumn('url', 'text', (column) => column.primaryKey().notNull())
      .addColumn('hub', 'text', (column) => column.notNull())
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('path', 'text', (column) => column.notNull().unique())
      .addColumn('secret', 'text', (column) => column.notNull())
      .addColumn('asked', 'text', (column) => column.notNull())
      .addColumn('lease_end', 'text')
      .addColumn('pinged', 'text')
      .execute();
  },
};
