import type { DatabaseSync } from 'node:sqlite';
import { OperatorError } from '../../domain/errors.ts';

/**
 * "RdOt" in SQLite's header, by which file(1) and other programs identify the database.
 * https://www.sqlite.org/pragma.html#pragma_application_id
 */
export const APPLICATION_ID = 0x52644f74;

/** The only tables between the creation of a database and its first migration. */
const MIGRATION_TABLES: readonly string[] = ['migrations', 'migration_lock'];

/** Tables of Readout's first migration, which databases without an application id have. */
const OLDEST_TABLES: readonly string[] = ['migrations', 'tenants', 'installations'];

/**
 * Throws `store-foreign` for another program's database. A file is Readout's if its header says so, if it has Readout's
 * oldest tables, or if it is empty. Only reads.
 */
export function refuseForeign(database: DatabaseSync, file: string): void {
  const { application_id: application } = database.prepare('pragma application_id').get() as {
    application_id: number;
  };
  if (application === APPLICATION_ID) return;
  const tables = database
    .prepare(
      "select name from sqlite_master where name not like 'sqlite\\_%' escape '\\' order by rowid limit 500",
    )
    .all()
    .map(({ name }) => String(name));
  const { user_version: version } = database.prepare('pragma user_version').get() as { user_version: number };
  const isUnmarked = application === 0 && version === 0;
  if (isUnmarked && tables.every((name) => MIGRATION_TABLES.includes(name)) && hasOwnMigrations(database))
    return;
  if (isUnmarked && OLDEST_TABLES.every((name) => tables.includes(name))) return;
  const telling = tables.find((name) => !MIGRATION_TABLES.includes(name)) ?? tables[0];
  throw foreign(file, 'READOUT_DB', telling);
}

/** Whether the table of migrations, if there is one, has Kysely's columns. */
function hasOwnMigrations(database: DatabaseSync): boolean {
  const columns = database.prepare("select name from pragma_table_info('migrations')").all();
  return columns.length === 0 || columns.some(({ name }) => name === 'name');
}

/**
 * Creates the error for another program's database. `setting` names the database; `table` is one that shows whose it
 * is.
 */
export function foreign(where: string, setting: string, table: string | undefined): OperatorError {
  const shown = table === undefined ? '' : `: it has the table “${table.replace(/\s+/g, ' ').slice(0, 60)}”`;
  return new OperatorError(
    'store-foreign',
    `The database ${where} (${setting}) belongs to another program${shown}. Name another one in ${setting}. Nothing was changed.`,
  );
}
