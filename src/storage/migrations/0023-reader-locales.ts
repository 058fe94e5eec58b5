import type { Migration } from './migration.ts';

/** The language of the person who watches a topic or follows a feed, for messages to them; null for English. */
export const readerLocalesMigration: Migration = {
  name: '0023-reader-locales',
  async up(db) {
    await db.schema.alterTable('watches').addColumn('locale', 'text').execute();
    await db.schema.alterTable('follows').addColumn('locale', 'text').execute();
  },
};
