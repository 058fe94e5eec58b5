import type { Migration } from './migration.ts';

/** An index that finds the tenants with recent changes without scanning the others. */
export const changedArticlesMigration: Migration = {
  name: '0025-changed-articles',
  async up(db) {
    await db.schema
      .createIndex('tenant_articles_changed')
      .on('tenant_articles')
      .columns(['changed', 'tenant'])
      .execute();
  },
};
