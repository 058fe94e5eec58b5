import type { Migration } from './migration.ts';

/** Webhooks: addresses to which a tenant's digests and alerts are posted. */
export const webhooksMigration: Migration = {
  name: '0018-webhooks',
  async up(db) {
    await db.schema
      .createTable('webhooks')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('tenant', 'text', (column) => column.notNull().references('tenants.id').onDelete('cascade'))
      .addColumn('url', 'text', (column) => column.notNull())
      .addColumn('created', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('webhooks_of_tenant').on('webhooks').columns(['tenant', 'id']).execute();
  },
};
