import { closeSync, existsSync, openSync, realpathSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { OperatorError } from '../domain/errors.ts';
import { sqliteFault } from './engine/faults.ts';
import { renewEpoch } from './epoch.ts';
import { openStore } from './open.ts';

/**
 * Copies the whole file in one step: SQLite starts over if another process writes between two steps, so a busy bot
 * would never let a backup end. Readers do not block writers in WAL mode.
 */
const IN_ONE_STEP = { rate: 2 ** 31 - 1 };

const real = (file: string): string => (existsSync(file) ? realpathSync(file) : resolve(file));

/** Removes a database with the files that SQLite puts beside it. */
async function removeDatabase(file: string): Promise<void> {
  for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true });
}

/** Creates an empty file with mode 0600; SQLite keeps the mode. */
function makePrivately(file: string): void {
  closeSync(openSync(file, 'wx', 0o600));
}

const WHY_NOT: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is a file',
  EISDIR: 'it is a folder',
  EACCES: 'you may not write there',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
};

/**
 * Copies a database that may be in use to `file`, whole or not at all. Throws `store-missing`, `backup-same` or
 * `backup-failed`.
 */
export async function backupTo(database: string, file: string): Promise<void> {
  if (!existsSync(database))
    throw new OperatorError(
      'store-missing',
      `There is no database ${database} (READOUT_DB) yet: nothing to back up.`,
    );
  if (real(database) === real(file))
    throw new OperatorError('backup-same', `${file} is the database itself. Name another file.`);
  const half = `${file}.part`;
  let source: DatabaseSync | null = null;
  try {
    source = new DatabaseSync(database, { readOnly: true });
    // A damaged one would be copied as it is; its schema cannot be read.
    source.prepare('select count(*) from sqlite_master').get();
  } catch (error) {
    source?.close();
    throw sqliteFault(error, database);
  }
  try {
    await removeDatabase(half);
    makePrivately(half);
    await backup(source, half, IN_ONE_STEP);
    await rename(half, file);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = WHY_NOT[code ?? ''] ?? message;
    throw new OperatorError('backup-failed', `${file} cannot be written: ${why}. Name another file.`, {
      cause,
    });
  } finally {
    source.close();
    await removeDatabase(half);
  }
}

function soundness(file: string): void {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const ours = database.prepare("select count(*) as n from sqlite_master where name = 'migrations'").get();
    if (ours?.n !== 1) throw new Error('it holds none of Readout’s tables');
    const { integrity_check: found } = database.prepare('pragma integrity_check').get()!;
    if (found !== 'ok') throw new Error(String(found));
  } finally {
    database.close();
  }
}

/** Checks a copy's integrity and schema, as the bot would, before anything is replaced. */
async function prepare(copy: string, now: () => Date): Promise<void> {
  try {
    soundness(copy);
    const store = await openStore({ path: copy, now });
    // A process with another epoch's index in memory must read everything again.
    await renewEpoch(store.db);
    await store.close();
  } catch (cause) {
    const why = (cause as Error).message.replaceAll(copy, 'it');
    throw new OperatorError(
      'restore-unsound',
      `The backup is not a sound Readout database: ${why}. Nothing was changed.`,
      { cause },
    );
  }
}

/** Copies newer ledger rows into the backup: a digest posted since then would otherwise be posted again. */
function keepLedger(copy: string, database: string): void {
  const restored = new DatabaseSync(copy);
  try {
    restored.prepare('attach ? as present').run(database);
    const columns = restored
      .prepare("select name from pragma_table_info('deliveries')")
      .all()
      .map(({ name }) => String(name))
      .join(', ');
    restored.exec(
      `insert or ignore into main.deliveries (${columns}) select ${columns} from present.deliveries
       where tenant in (select id from main.tenants)`,
    );
  } finally {
    restored.close();
  }
}

const DAMAGED = new Set(['store-corrupt']);

/** Moves a damaged database aside and returns its new name; null if it is sound or missing. */
async function putAsideIfDamaged(database: string, now: () => Date): Promise<string | null> {
  if (!existsSync(database)) return null;
  try {
    await (await openStore({ path: database, now })).close();
    return null;
  } catch (error) {
    if (!(error instanceof OperatorError) || !DAMAGED.has(error.code)) throw error;
  }
  const aside = `${database}.damaged-${now().toISOString().replace(/\D/g, '').slice(0, 14)}`;
  for (const end of ['-wal', '-shm', ''])
    if (existsSync(`${database}${end}`)) await rename(`${database}${end}`, `${aside}${end}`);
  return aside;
}

/**
 * Restores a backup over the database, whole or not at all, also while other processes have it open. Returns the name
 * that a damaged database was moved to, or null. Throws `restore-unreadable`, `restore-unsound`, or why the database
 * cannot be written.
 */
export async function restoreFrom(file: string, database: string, now: () => Date): Promise<string | null> {
  const copy = `${database}.restore`;
  if (!existsSync(file))
    throw new OperatorError(
      'restore-unreadable',
      `${file} does not exist. Check the path. Nothing was changed.`,
    );
  try {
    await removeDatabase(copy);
    try {
      makePrivately(copy);
      await copyFile(file, copy);
    } catch (cause) {
      const { code, message } = cause as NodeJS.ErrnoException;
      throw new OperatorError(
        'restore-unreadable',
        code === 'ENOSPC'
          ? `There is no room beside ${database} for a copy of ${file}. Free some space. Nothing was changed.`
          : `${file} cannot be copied beside ${database}: ${message}. Check both paths. Nothing was changed.`,
        { cause },
      );
    }
    await prepare(copy, now);
    const aside = await putAsideIfDamaged(database, now);
    if (existsSync(database)) {
      keepLedger(copy, database);
      const source = new DatabaseSync(copy, { readOnly: true });
      try {
        // SQLite's backup writes into the open file in one transaction: processes that have it open see the restored
        // rows.
        await backup(source, database, IN_ONE_STEP);
      } catch (error) {
        throw sqliteFault(error, database);
      } finally {
        source.close();
      }
    } else {
      // No process has it open: the closed copy, a single file, becomes the database.
      await rename(copy, database);
    }
    return aside;
  } finally {
    await removeDatabase(copy);
  }
}
