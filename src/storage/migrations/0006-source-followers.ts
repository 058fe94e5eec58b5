import type { Migration } from './migration.ts';

/** Who asked for a source, so that they can be told when it is paused. */
export const sourceFollowersMigration: Migration = {
  name: '0006-source-followers',
  async up(db) {
    await db.schema.alterTable('sources').addColumn('added_by', 'text').execute();
  },
};
