import type { Migration } from './migration.ts';

/** The person whose own sources a watch in a direct message includes; null for a channel's watch. */
export const personalWatchesMigration: Migration = {
  name: '0024-personal-watches',
  async up(db) {
    await db.schema.alterTable('watches').addColumn('person', 'text').execute();
  },
};
