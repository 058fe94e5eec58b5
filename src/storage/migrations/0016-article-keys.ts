import type { Migration } from './migration.ts';

/** Keys by which a re-fetched article is recognised without reading a tenant's articles. */
export const articleKeysMigration: Migration = {
  name: '0016-article-keys',
  async up(db) {
    await db.schema
      .createTable('article_keys')
      .addColumn('tenant', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('article', 'text', (column) =>
        column.notNull().references('articles.id').onDelete('cascade'),
      )
      .addPrimaryKeyConstraint('article_keys_key', ['tenant', 'key', 'article'])
      .execute();
    await db.schema.createIndex('article_keys_of_article').on('article_keys').columns(['article']).execute();
  },
};
