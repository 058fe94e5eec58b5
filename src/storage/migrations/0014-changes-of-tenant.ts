import type { Migration } from './migration.ts';

/** An index of the change log by tenant, because an opened library reads only its own tenant's changes. */
export const changesOfTenantMigration: Migration = {
  name: '0014-changes-of-tenant',
  async up(db) {
    await db.schema.createIndex('changes_of_tenant').on('changes').columns(['tenant', 'seq']).execute();
  },
};
