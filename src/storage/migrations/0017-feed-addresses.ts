import type { Migration } from './migration.ts';

/**
 * A token can be limited to one feed, as the secret part of the feed's address; it then gives access to nothing else.
 */
export const feedAddressesMigration: Migration = {
  name: '0017-feed-addresses',
  async up(db) {
    await db.schema.alterTable('access_tokens').addColumn('feed', 'text').execute();
  },
};
