import type { Migration } from './migration.ts';

/** The sentence before a fact whose claim begins with a word that points back to it; null for the others. */
export const factContextMigration: Migration = {
  name: '0015-fact-context',
  async up(db) {
    await db.schema.alterTable('facts').addColumn('context', 'text').execute();
  },
};
