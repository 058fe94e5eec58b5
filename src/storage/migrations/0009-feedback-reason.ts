import type { Migration } from './migration.ts';

/** What was wrong with an answer, where the person said so. */
export const feedbackReasonMigration: Migration = {
  name: '0009-feedback-reason',
  async up(db) {
    await db.schema.alterTable('feedback').addColumn('reason', 'text').execute();
  },
};
