import type { Migration } from './migration.ts';

/** Finds the tenants to whom something came lately, without a look at the others. */
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
