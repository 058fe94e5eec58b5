import { type Kysely, sql } from 'kysely';
import type { DatabaseKind } from '../database.ts';
import type { Migration } from './migration.ts';

async function createArticles(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('articles')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('tenant', 'text', (column) => column.notNull().references('tenants.id').onDelete('cascade'))
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('published', 'text')
    .addColumn('retrieved', 'text')
    .addColumn('added', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('articles_of_tenant').on('articles').columns(['tenant', 'id']).execute();
  await db.schema
    .createTable('topics')
    .addColumn('article', 'text', (column) => column.notNull().references('articles.id').onDelete('cascade'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('aliases', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('topics_key', ['article', 'id'])
    .execute();
}

async function createFacts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('facts')
    .addColumn('article', 'text', (column) => column.notNull().references('articles.id').onDelete('cascade'))
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('tenant', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('claim', 'text', (column) => column.notNull())
    .addColumn('quote', 'text', (column) => column.notNull())
    .addColumn('span_start', 'integer', (column) => column.notNull())
    .addColumn('span_end', 'integer', (column) => column.notNull())
    .addColumn('speaker', 'text')
    .addColumn('stance', 'text', (column) => column.notNull())
    .addColumn('setting', 'text')
    .addColumn('topics', 'text', (column) => column.notNull())
    .addColumn('entities', 'text', (column) => column.notNull())
    .addColumn('salience', 'double precision', (column) => column.notNull())
    .addColumn('conflicts_with', 'text')
    .addColumn('conflict_is_possible', 'integer', (column) => column.notNull())
    .addColumn('withdrawn', 'integer', (column) => column.notNull())
    .addColumn('added', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('facts_key', ['article', 'id'])
    .execute();
  await db.schema.createIndex('facts_by_time').on('facts').columns(['tenant', 'added']).execute();
}

/**
 * Creates the change log, numbered in the order of commits. It has no foreign key, so that the entry of a removal
 * outlives its article.
 */
async function createChanges(db: Kysely<unknown>, kind: DatabaseKind): Promise<void> {
  const seq =
    kind === 'postgres'
      ? sql`seq bigint generated always as identity primary key`
      : sql`seq integer primary key autoincrement`;
  await sql`create table changes (${seq}, tenant text not null, article text not null, kind text not null, made text not null)`.execute(
    db,
  );
  await db.schema
    .createTable('store_meta')
    .addColumn('key', 'text', (column) => column.primaryKey().notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();
}

/** Articles, facts and topics, and the change log for other processes. */
export const articlesMigration: Migration = {
  name: '0002-articles',
  async up(db, kind) {
    await createArticles(db);
    await createFacts(db);
    await createChanges(db, kind);
    await db.schema
      .createTable('sources')
      .addColumn('tenant', 'text', (column) => column.notNull().references('tenants.id').onDelete('cascade'))
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('title', 'text')
      .addColumn('added', 'text', (column) => column.notNull())
      .addColumn('etag', 'text')
      .addColumn('last_modified', 'text')
      .addColumn('due', 'text', (column) => column.notNull())
      .addColumn('failures', 'integer', (column) => column.notNull())
      .addColumn('paused', 'text')
      .addColumn('last_error', 'text')
      .addColumn('last_read', 'text')
      .addColumn('seen', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('sources_key', ['tenant', 'url'])
      .execute();
    await db.schema.createIndex('sources_due').on('sources').columns(['due']).execute();
  },
};
