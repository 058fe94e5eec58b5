import type { Migration } from './migration.ts';

/** The name that a tenant gave to a feed; null if the feed's own title is shown. */
export const followNamesMigration: Migration = {
  name: '0019-follow-names',
  async up(db) {
    await db.schema.alterTable('follows').addColumn('name', 'text').execute();
  },
};
