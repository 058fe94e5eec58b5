import type { Migration } from './migration.ts';

/** The person who added a source, who gets a message when it is paused. */
export const sourceFollowersMigration: Migration = {
  name: '0006-source-followers',
  async up(db) {
    await db.schema.alterTable('sources').addColumn('added_by', 'text').execute();
  },
};
