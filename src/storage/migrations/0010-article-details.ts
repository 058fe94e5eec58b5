import { sql } from 'kysely';
import { APPLICATION_ID } from '../engine/database-identity.ts';
import type { Migration } from './migration.ts';

/** An article's author, site and language, and the application id of Readout's database files. */
export const articleDetailsMigration: Migration = {
  name: '0010-article-details',
  async up(db, kind) {
    for (const column of ['byline', 'site', 'language'])
      await db.schema.alterTable('articles').addColumn(column, 'text').execute();
    if (kind === 'sqlite') await sql`pragma application_id = ${sql.lit(APPLICATION_ID)}`.execute(db);
  },
};
