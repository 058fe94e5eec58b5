import type { Migration } from './migration.ts';

/** Who is served, and the tokens to serve them with. Whatever belongs to a tenant goes with its row. */
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
