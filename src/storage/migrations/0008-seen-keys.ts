import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Migration } from './migration.ts';

/** Rows read at a time. A row of the old form may hold megabytes. */
const PAGE = 20;

interface SourceRow {
  readonly tenant: string;
  readonly url: string;
  readonly seen: string;
}

/** Replaces the keys of seen items by hashes of 16 bytes, because a feed may give its items names of any length. */
export const seenKeysMigration: Migration = {
  name: '0008-seen-keys',
  async up(db) {
    let after: SourceRow | undefined;
    for (;;) {
      const rows = await sourcesAfter(db, after);
      for (const { tenant, url, seen } of rows) {
        const hashed = JSON.stringify((JSON.parse(seen) as string[]).map(hashOf));
        await sql`update sources set seen = ${hashed} where tenant = ${tenant} and url = ${url}`.execute(db);
      }
      after = rows.at(-1);
      if (rows.length < PAGE) return;
    }
  },
};

async function sourcesAfter(db: Kysely<unknown>, after: SourceRow | undefined): Promise<SourceRow[]> {
  const past = after ? sql`where (tenant, url) > (${after.tenant}, ${after.url})` : sql``;
  const { rows } = await sql<SourceRow>`select tenant, url, seen from sources ${past}
    order by tenant, url limit ${sql.lit(PAGE)}`.execute(db);
  return rows;
}

/** Matches an entry that sources/seen-items.ts has hashed already. */
const ENTRY = /^[\w-]{22}\.[\w-]{11}(?:\.[\w-]{22})?$/;

/** Hashes a key as `itemKey` of src/ingest did when this migration was written. */
function hashOf(key: string): string {
  if (ENTRY.test(key)) return key;
  return createHash('sha256').update(key.toWellFormed()).digest().subarray(0, 16).toString('base64url');
}
