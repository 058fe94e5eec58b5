import type { Migration } from './migration.ts';

/** A token may be the unguessable address of one feed, and then opens nothing else. */
export const feedAddressesMigration: Migration = {
  name: '0017-feed-addresses',
  async up(db) {
    await db.schema.alterTable('access_tokens').addColumn('feed', 'text').execute();
  },
};
