import type { Migration } from './migration.ts';

/** The address of an article's picture. */
export const articlePicturesMigration: Migration = {
  name: '0026-article-pictures',
  async up(db) {
    await db.schema.alterTable('articles').addColumn('picture', 'text').execute();
  },
};
