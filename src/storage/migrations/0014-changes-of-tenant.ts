import type { Migration } from './migration.ts';

/** A library that is opened reads what changed of its tenant alone. */
export const changesOfTenantMigration: Migration = {
  name: '0014-changes-of-tenant',
  async up(db) {
    await db.schema.createIndex('changes_of_tenant').on('changes').columns(['tenant', 'seq']).execute();
  },
};
