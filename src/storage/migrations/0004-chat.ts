import type { Migration } from './migration.ts';

/** Cards, conversations and seen events. */
export const chatMigration: Migration = {
  name: '0004-chat',
  async up(db) {
    await db.schema
      .createTable('conversations')
      .addColumn('tenant', 'text', (column) => column.notNull().references('tenants.id').onDelete('cascade'))
      .addColumn('thread', 'text', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('updated', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('conversations_key', ['tenant', 'thread'])
      .execute();
    await db.schema
      .createTable('cards')
      .addColumn('tenant', 'text', (column) => column.notNull().references('tenants.id').onDelete('cascade'))
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('data', 'text', (column) => column.notNull())
      .addColumn('made', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('cards_key', ['tenant', 'id'])
      .execute();
    await db.schema
      .createTable('feedback')
      .addColumn('tenant', 'text', (column) => column.notNull().references('tenants.id').onDelete('cascade'))
      .addColumn('card', 'text', (column) => column.notNull())
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('verdict', 'text', (column) => column.notNull())
      .addColumn('question', 'text')
      .addColumn('facts', 'text', (column) => column.notNull())
      .addColumn('made', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('feedback_key', ['tenant', 'card', 'person'])
      .execute();
    await db.schema
      .createTable('seen_events')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('last_reads')
      .addColumn('tenant', 'text', (column) => column.notNull().references('tenants.id').onDelete('cascade'))
      .addColumn('person', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('last_reads_key', ['tenant', 'person'])
      .execute();
    for (const [table, column] of [
      ['conversations', 'updated'],
      ['cards', 'made'],
      ['feedback', 'made'],
      ['seen_events', 'at'],
    ] as const)
      await db.schema.createIndex(`${table}_by_age`).on(table).columns([column]).execute();
  },
};
