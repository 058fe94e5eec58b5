import type { Migration } from './migration.ts';

/** Tenants and their tokens. Deleting a tenant deletes everything that belongs to it. */
export const tenantsMigration: Migration = {
  name: '0001-tenants',
  async up(db) {
    await db.schema
      .createTable('tenants')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('name', 'text')
      .addColumn('created', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('installations')
      .addColumn('tenant', 'text', (column) =>
        column.primaryKey().notNull().references('tenants.id').onDelete('cascade'),
      )
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('updated', 'text', (column) => column.notNull())
      .execute();
  },
};
