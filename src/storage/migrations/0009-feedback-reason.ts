import type { Migration } from './migration.ts';

/** The reason for negative feedback. */
export const feedbackReasonMigration: Migration = {
  name: '0009-feedback-reason',
  async up(db) {
    await db.schema.alterTable('feedback').addColumn('reason', 'text').execute();
  },
};
