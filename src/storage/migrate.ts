import { sql } from 'kysely';
import { type Migration as KyselyMigration, Migrator } from 'kysely/migration';
import { OperatorError } from '../domain/errors.ts';
import { type DatabaseKind, type Db, inTransaction, isPostgres } from './database.ts';
import { foreign } from './engine/database-identity.ts';
import { tenantsMigration } from './migrations/0001-tenants.ts';
import { articlesMigration } from './migrations/0002-articles.ts';
import { digestMigration } from './migrations/0003-digest.ts';
import { chatMigration } from './migrations/0004-chat.ts';
import { newsMigration } from './migrations/0005-news.ts';
import { sourceFollowersMigration } from './migrations/0006-source-followers.ts';
import { platformsMigration } from './migrations/0007-platforms.ts';
import { seenKeysMigration } from './migrations/0008-seen-keys.ts';
import { feedbackReasonMigration } from './migrations/0009-feedback-reason.ts';
import { articleDetailsMigration } from './migrations/0010-article-details.ts';
import { accessTokensMigration } from './migrations/0011-access-tokens.ts';
import { digestRhythmsMigration } from './migrations/0012-digest-rhythms.ts';
import { feedsMigration } from './migrations/0013-feeds.ts';
import { changesOfTenantMigration } from './migrations/0014-changes-of-tenant.ts';
import { factContextMigration } from './migrations/0015-fact-context.ts';
import { articleKeysMigration } from './migrations/0016-article-keys.ts';
import { feedAddressesMigration } from './migrations/0017-feed-addresses.ts';
import { webhooksMigration } from './migrations/0018-webhooks.ts';
import { followNamesMigration } from './migrations/0019-follow-names.ts';
import { tenantArticlesMigration } from './migrations/0020-tenant-articles.ts';
import { modelUsageMigration } from './migrations/0021-model-usage.ts';
import { hubSubscriptionsMigration } from './migrations/0022-hub-subscriptions.ts';
import { readerLocalesMigration } from './migrations/0023-reader-locales.ts';
import { personalWatchesMigration } from './migrations/0024-personal-watches.ts';
import { changedArticlesMigration } from './migrations/0025-changed-articles.ts';
import { articlePicturesMigration } from './migrations/0026-article-pictures.ts';
import type { Migration } from './migrations/migration.ts';

/** The migrations in order. New ones are appended; existing ones never change. */
export const MIGRATIONS: readonly Migration[] = [
  tenantsMigration,
  articlesMigration,
  digestMigration,
  chatMigration,
  newsMigration,
  sourceFollowersMigration,
  platformsMigration,
  seenKeysMigration,
  feedbackReasonMigration,
  articleDetailsMigration,
  accessTokensMigration,
  digestRhythmsMigration,
  feedsMigration,
  changesOfTenantMigration,
  factContextMigration,
  articleKeysMigration,
  feedAddressesMigration,
  webhooksMigration,
  followNamesMigration,
  tenantArticlesMigration,
  modelUsageMigration,
  hubSubscriptionsMigration,
  readerLocalesMigration,
  personalWatchesMigration,
  changedArticlesMigration,
  articlePicturesMigration,
];

/** The advisory lock for renaming the old column; any number, the same in every process. */
const LOCK = 7_236_881_001;

const TABLE = 'migrations';
const LOCK_TABLE = 'migration_lock';

/** Returns the columns of the migration table; empty if there is none. */
async function migrationColumns(db: Db): Promise<string[]> {
  const { rows } = isPostgres(db)
    ? await sql<{
        name: string;
      }>`select column_name as name from information_schema.columns where table_schema = current_schema() and table_name = ${TABLE}`.execute(
        db,
      )
    : await sql<{ name: string }>`select name from pragma_table_info(${TABLE})`.execute(db);
  return rows.map(({ name }) => name);
}

/** Returns the names of the migrations that ran, sorted. */
async function executedMigrations(db: Db): Promise<string[]> {
  if (!(await migrationColumns(db)).includes('name')) return [];
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(TABLE)} order by name`.execute(
    db,
  );
  return rows.map(({ name }) => name);
}

/** Returns the number of migrations applied to the database; 0 for an empty one. */
export async function schemaVersion(db: Db): Promise<number> {
  return (await executedMigrations(db)).length;
}

/** Tables of the first migrations. If one exists without our migrations, another program created it. */
const FIRST_TABLES: readonly string[] = [
  'tenants',
  'installations',
  'articles',
  'facts',
  'topics',
  'sources',
];

/** Throws `store-foreign` for a PostgreSQL schema in which another program's tables have the names of ours. */
async function refuseForeignSchema(db: Db, executed: readonly string[], where: string): Promise<void> {
  if (!isPostgres(db) || executed.includes(MIGRATIONS[0]!.name)) return;
  const columns = await migrationColumns(db);
  if (columns.length > 0 && executed.length > 0) throw foreign(where, 'DATABASE_URL', TABLE);
  const { rows } = await sql<{
    name: string;
  }>`select table_name as name from information_schema.tables where table_schema = current_schema() and table_name in (${sql.join(FIRST_TABLES)}) limit 1`.execute(
    db,
  );
  if (!rows[0]) return;
  // Another process may have created them since the migrations were read.
  if ((await executedMigrations(db)).includes(MIGRATIONS[0]!.name)) return;
  throw foreign(where, 'DATABASE_URL', rows[0].name);
}

export interface MigrateOptions {
  /** The database's name in messages. */
  readonly where: string;
  readonly steps?: readonly Migration[];
}

/** Throws `store-newer` if a recorded migration is unknown to this code. */
function refuseUnknown(executed: readonly string[], steps: readonly Migration[], where: string): void {
  const names = new Set(steps.map(({ name }) => name));
  const unknown = executed.find((name) => !names.has(name));
  if (unknown !== undefined)
    throw new OperatorError(
      'store-newer',
      `The database ${where} was written by a newer Readout (it has the migration ${unknown}). Update Readout; nothing was changed.`,
    );
}

/** Renames the column that was called "applied" until version 0.1 to the name that Kysely's Migrator reads. */
async function renameOldColumn(db: Db): Promise<void> {
  if (!(await migrationColumns(db)).includes('applied')) return;
  await inTransaction(db, async (trx) => {
    if (isPostgres(trx)) await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx);
    if (!(await migrationColumns(trx)).includes('applied')) return;
    await sql`alter table ${sql.table(TABLE)} rename column applied to timestamp`.execute(trx);
  });
}

/**
 * Brings the schema up to date with Kysely's Migrator: all pending steps in one transaction, one process at a time.
 * An up-to-date database is only read. Throws `store-newer` if a newer Readout wrote it, `store-foreign` for another
 * program's database, and `store-migrations` if the recorded steps are not the first ones of this code's list, in
 * order.
 */
export async function migrate(
  db: Db,
  kind: DatabaseKind,
  { where, steps = MIGRATIONS }: MigrateOptions,
): Promise<void> {
  const executed = await executedMigrations(db);
  await refuseForeignSchema(db, executed, where);
  refuseUnknown(executed, steps, where);
  if (executed.length === steps.length) return;
  await renameOldColumn(db);
  const migrations: Record<string, KyselyMigration> = Object.fromEntries(
    steps.map((step) => [step.name, { up: (trx) => step.up(trx, kind) }]),
  );
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    migrationTableName: TABLE,
    migrationLockTableName: LOCK_TABLE,
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  refuseUnknown(await executedMigrations(db), steps, where);
  if (error instanceof Error && error.message.startsWith('corrupted migrations'))
    throw new OperatorError(
      'store-migrations',
      `The database ${where} has had other schema steps than this Readout knows (${error.message}). Restore a backup, or name another database.`,
      { cause: error },
    );
  throw error;
}
