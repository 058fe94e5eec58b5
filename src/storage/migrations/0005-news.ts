import type { Migration } from './migration.ts';

/** The time from which a digest counts news, and a mark on articles that were in a feed before anybody followed it. */
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
