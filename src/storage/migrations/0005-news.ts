import type { Migration } from './migration.ts';

/** Since when a digest is owed, and which articles were there before anybody followed their feed. */
export const newsMigration: Migration = {
  name: '0005-news',
  async up(db) {
    await db.schema
      .alterTable('subscriptions')
      .addColumn('since', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await db.schema
      .alterTable('articles')
      .addColumn('baseline', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
