import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/** An index of open deliveries by platform, so that a platform's worker does not scan another's. */
export const platformsMigration: Migration = {
  name: '0007-platforms',
  async up(db) {
    await db.schema
      .alterTable('deliveries')
      .addColumn('platform', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    for (const platform of ['slack', 'discord'])
      await sql`update deliveries set platform = ${platform} where tenant like ${`${platform}:%`}`.execute(
        db,
      );
    await sql`create index deliveries_open_of on deliveries (platform, next_try, id) where state in ('planned', 'claimed')`.execute(
      db,
    );
  },
};
