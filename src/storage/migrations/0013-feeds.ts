import { type Kysely, sql } from 'kysely';
import type { Migration } from './migration.ts';

/** A row of the table `sources`, which held each tenant's own state of a feed until this migration. */
interface SourceRow {
  readonly tenant: string;
  readonly url: string;
  readonly kind: string;
  readonly title: string | null;
  readonly added: string;
  readonly added_by: string | null;
  readonly etag: string | null;
  readonly last_modified: string | null;
  readonly due: string;
  readonly failures: number;
  readonly paused: string | null;
  readonly last_error: string | null;
  readonly last_read: string | null;
  readonly seen: string;
}

async function createTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('feeds')
    .addColumn('url', 'text', (column) => column.primaryKey().notNull())
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('title', 'text')
    .addColumn('added', 'text', (column) => column.notNull())
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('due', 'text', (column) => column.notNull())
    .addColumn('owner', 'text')
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('paused', 'text')
    .addColumn('last_error', 'text')
    .addColumn('last_read', 'text')
    .addColumn('seen', 'text', (column) => column.notNull())
    .execute();
  await sql`create index feeds_due on feeds (due, url) where paused is null`.execute(db);
  await db.schema.createIndex('feeds_of_host').on('feeds').columns(['host']).execute();
  await db.schema
    .createTable('follows')
    .addColumn('tenant', 'text', (column) => column.notNull().references('tenants.id').onDelete('cascade'))
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('added', 'text', (column) => column.notNull())
    .addColumn('added_by', 'text')
    .addColumn('is_read', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('follows_key', ['tenant', 'url'])
    .execute();
  await db.schema.createIndex('follows_of_feed').on('follows').columns(['url']).execute();
}

/** Addresses read at a time. The rows of one address may hold megabytes. */
const PAGE = 20;

/** The key of an entry of `seen`: the part before the first dot. */
const keyOf = (entry: string): string => entry.split('.', 1)[0]!;

/**
 * Returns the items that all readers of a feed had seen. Those that only some had seen are read again; the libraries
 * that have them recognise them by their address.
 */
function seenByAll(rows: readonly SourceRow[], chosen: SourceRow): string {
  const others = rows
    .filter((row) => row !== chosen && row.last_read !== null && row.paused === null)
    .map((row) => new Set((JSON.parse(row.seen) as string[]).map(keyOf)));
  if (others.length === 0) return chosen.seen;
  const entries = JSON.parse(chosen.seen) as string[];
  return JSON.stringify(entries.filter((entry) => others.every((keys) => keys.has(keyOf(entry)))));
}

/**
 * Returns the row whose state the feed continues with: the one read last, among the rows that are not paused if there
 * are any.
 */
function latestOf(rows: readonly SourceRow[]): SourceRow {
  return rows.toSorted(
    (a, b) =>
      Number(a.paused !== null) - Number(b.paused !== null) ||
      (b.last_read ?? '').localeCompare(a.last_read ?? ''),
  )[0]!;
}

/** Builds a feed's row from the rows of all its followers. */
function feedOf(url: string, rows: readonly SourceRow[]) {
  const chosen = latestOf(rows);
  const seen = seenByAll(rows, chosen);
  // The validators would let the server answer "not modified", which would hide the items that only some have seen.
  const isWhole = seen === chosen.seen;
  const due = rows.map((row) => row.due).sort()[0]!;
  return sql`(${url}, ${URL.parse(url)?.host ?? ''}, ${chosen.kind}, ${chosen.title}, ${rows[0]!.added},
    ${isWhole ? chosen.etag : null}, ${isWhole ? chosen.last_modified : null}, ${due}, ${chosen.failures},
    ${chosen.paused}, ${chosen.last_error}, ${chosen.last_read}, ${seen})`;
}

async function merge(db: Kysely<unknown>, urls: readonly string[]): Promise<void> {
  const { rows } = await sql<SourceRow>`select * from sources where url in (${sql.join(urls)})
    order by added, tenant`.execute(db);
  const feeds = [...Map.groupBy(rows, ({ url }) => url)].map(([url, those]) => feedOf(url, those));
  await sql`insert into feeds (url, host, kind, title, added, etag, last_modified, due, failures, paused, last_error,
    last_read, seen) values ${sql.join(feeds)}`.execute(db);
}

/**
 * Splits `sources` into `feeds`, the state of each feed, read once for all followers, and `follows`, who follows it.
 */
export const feedsMigration: Migration = {
  name: '0013-feeds',
  async up(db) {
    await createTables(db);
    // This migration looks rows up by address. The index is dropped with its table.
    await db.schema.createIndex('sources_by_url').on('sources').columns(['url']).execute();
    let after = '';
    for (;;) {
      const { rows } = await sql<{ url: string }>`select distinct url from sources where url > ${after}
        order by url limit ${sql.lit(PAGE)}`.execute(db);
      const urls = rows.map(({ url }) => url);
      if (urls.length > 0) await merge(db, urls);
      if (rows.length < PAGE) break;
      after = rows.at(-1)!.url;
    }
    // A follower for whom a feed was paused while others read it starts anew, because nobody knows what they missed.
    await sql`insert into follows (tenant, url, added, added_by, is_read)
      select s.tenant, s.url, s.added, s.added_by,
        case when s.last_read is null or (s.paused is not null and f.paused is null) then 0 else 1 end
      from sources as s join feeds as f on f.url = s.url`.execute(db);
    await db.schema.dropTable('sources').execute();
  },
};
