import type { Migration } from './migration.ts';

/**
 * The number of questions that each tenant has put to the model on a day, so that a restart does not renew the budget.
 */
export const modelUsageMigration: Migration = {
  name: '0021-model-usage',
  async up(db) {
    await db.schema
      .createTable('model_usage')
      .addColumn('tenant', 'text', (column) => column.notNull().references('tenants.id').onDelete('cascade'))
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('questions', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('model_usage_key', ['tenant', 'day'])
      .execute();
  },
};
