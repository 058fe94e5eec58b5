import type { Migration } from './migration.ts';

/** The name that a tenant gave a feed which it follows; a feed of its own title has none. */
export const followNamesMigration: Migration = {
  name: '0019-follow-names',
  async up(db) {
    await db.schema.alterTable('follows').addColumn('name', 'text').execute();
  },
};
