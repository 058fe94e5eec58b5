import { type Kysely, sql } from 'kysely';
import { OperatorError } from '../domain/errors.ts';
import { type DatabaseKind, type Db, inTransaction, isPostgres } from './database.ts';
import { tenantsMigration } from './migrations/0001-tenants.ts';
import { articlesMigration } from './migrations/0002-articles.ts';
import { digestMigration } from './migrations/0003-digest.ts';
import { chatMigration } from './migrations/0004-chat.ts';
import { newsMigration } from './migrations/0005-news.ts';
import { sourceFollowersMigration } from './migrations/0006-source-followers.ts';
import { platformsMigration } from './migrations/0007-platforms.ts';
import type { Migration } from './migrations/migration.ts';

/** Every step of the schema in order. New ones are added at the end; none is ever changed. */
export const MIGRATIONS: readonly Migration[] = [
  tenantsMigration,
  articlesMigration,
  digestMigration,
  chatMigration,
  newsMigration,
  sourceFollowersMigration,
  platformsMigration,
];

/** Any number, the same in every process: who holds it migrates. */
const LOCK = 7_236_881_001;

/** How many migrations the database has had; 0 for an empty one. */
export async function schemaVersion(db: Db): Promise<number> {
  const found = isPostgres(db)
    ? await sql`select 1 from information_schema.tables where table_schema = current_schema() and table_name = 'migrations'`.execute(
        db,
      )
    : await sql`select 1 from sqlite_master where type = 'table' and name = 'migrations'`.execute(db);
  if (found.rows.length === 0) return 0;
  const { rows } = await sql<{ version: number }>`select count(*) as version from migrations`.execute(db);
  return Number(rows[0]!.version);
}

export interface MigrateOptions {
  /** The database's name in messages. */
  readonly where: string;
  readonly now: () => Date;
  readonly steps?: readonly Migration[];
}

function refuseNewer(version: number, known: number, where: string): void {
  if (version > known)
    throw new OperatorError(
      'store-newer',
      `The database ${where} was written by a newer Readout (schema ${version}, this one knows ${known}). Update Readout; nothing was changed.`,
    );
}

async function applyNext(
  db: Db,
  kind: DatabaseKind,
  { where, now, steps }: Required<MigrateOptions>,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    // SQLite's transactions take the write lock at once; on PostgreSQL one process at a time gets past this line.
    if (kind === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(LOCK)})`.execute(trx);
    const version = await schemaVersion(trx);
    refuseNewer(version, steps.length, where);
    const step = steps[version];
    if (!step) return false;
    if (version === 0)
      await sql`create table if not exists migrations (name text primary key, applied text not null)`.execute(
        trx,
      );
    await step.up(trx as unknown as Kysely<unknown>, kind);
    await sql`insert into migrations (name, applied) values (${step.name}, ${now().toISOString()})`.execute(
      trx,
    );
    return true;
  });
}

/**
 * Brings the schema up to date, each step in a transaction of its own; safe when several processes start at once.
 * A database that is up to date is only read. A newer one than this code is refused (`store-newer`).
 */
export async function migrate(
  db: Db,
  kind: DatabaseKind,
  { where, now, steps = MIGRATIONS }: MigrateOptions,
): Promise<void> {
  const version = await schemaVersion(db);
  refuseNewer(version, steps.length, where);
  if (version === steps.length) return;
  while (await applyNext(db, kind, { where, now, steps }));
}
