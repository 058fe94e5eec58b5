import type { Migration } from './migration.ts';

/** The tokens by which programs use a tenant's library. Only a hash of each is kept. */
export const accessTokensMigration: Migration = {
  name: '0011-access-tokens',
  async up(db) {
    await db.schema
      .createTable('access_tokens')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('tenant', 'text', (column) => column.notNull().references('tenants.id').onDelete('cascade'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('hash', 'text', (column) => column.notNull())
      .addColumn('created', 'text', (column) => column.notNull())
      .addColumn('last_used', 'text')
      .execute();
    await db.schema
      .createIndex('access_tokens_of_tenant')
      .on('access_tokens')
      .columns(['tenant', 'id'])
      .execute();
  },
};
