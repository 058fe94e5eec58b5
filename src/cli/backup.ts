import { copyFile, rename, rm } from 'node:fs/promises';
import { backup, DatabaseSync } from 'node:sqlite';
import { OperatorError } from '../core/errors.ts';
import { openStore } from '../store/open.ts';
import { openStoreOf } from '../store/settings.ts';
import { readArguments } from './arguments.ts';
import { type Io, UsageError, type Verb } from './verb.ts';

const ON_POSTGRES = 'The store is PostgreSQL (DATABASE_URL): use pg_dump and pg_restore.';

const help = (verb: string, what: string): string => `readout ${verb} FILE

${what}
On PostgreSQL use pg_dump and pg_restore.

  --json         print JSON alone
  -h, --help     this text
`;

async function fileOf(io: Io): Promise<string> {
  const store = await openStoreOf(io.env);
  const { kind, where } = store;
  await store.close();
  if (kind === 'postgres') throw new OperatorError('backup-postgres', ON_POSTGRES);
  return where;
}

function named(args: readonly string[], verb: string): { file: string; json: boolean } {
  const { values, positionals } = readArguments(args, {}, verb);
  const [file] = positionals;
  if (!file) throw new UsageError(`Name a file, for example: readout ${verb} readout-backup.db`);
  return { file, json: values.json === true };
}

const done = (io: Io, json: boolean, key: string, file: string, words: string): 0 => {
  io.stdout.write(json ? `${JSON.stringify({ [key]: file })}\n` : `${words}\n`);
  return 0;
};

export const backupVerb: Verb = {
  name: 'backup',
  summary: 'copy the database to a file, also while the bot runs',
  help: help(
    'backup',
    'Copies the whole database to FILE by SQLite’s online backup: also while the bot runs, and never half.',
  ),
  async run(args, io) {
    const { file, json } = named(args, 'backup');
    const source = new DatabaseSync(await fileOf(io), { readOnly: true });
    const half = `${file}.part`;
    try {
      await backup(source, half);
      await rename(half, file);
    } catch (cause) {
      await rm(half, { force: true });
      throw new OperatorError(
        'backup-failed',
        `${file} cannot be written: ${(cause as Error).message}. Name another file.`,
        { cause },
      );
    } finally {
      source.close();
    }
    return done(io, json, 'backup', file, `Backed up to ${file}.`);
  },
};

/** Opens a copy as the bot would: its soundness and its schema are checked before anything is replaced. */
async function check(file: string): Promise<void> {
  try {
    const store = await openStore({ path: file, now: () => new Date() });
    await store.close();
    const database = new DatabaseSync(file, { readOnly: true });
    const sound = database.prepare('pragma integrity_check').get() as { integrity_check: string };
    database.close();
    if (sound.integrity_check !== 'ok') throw new Error(sound.integrity_check);
  } catch (cause) {
    throw new OperatorError(
      'restore-unsound',
      `The backup is not a sound Readout database: ${(cause as Error).message}. Nothing was changed.`,
      { cause },
    );
  }
}

export const restoreVerb: Verb = {
  name: 'restore',
  summary: 'put a backup in the database’s place',
  help: help(
    'restore',
    'Puts the backup FILE in the database’s place, after checking it: also while the bot runs, which then sees it.',
  ),
  async run(args, io) {
    const { file, json } = named(args, 'restore');
    const target = await fileOf(io);
    const copy = `${target}.restore`;
    try {
      await copyFile(file, copy);
    } catch (cause) {
      throw new OperatorError('restore-unreadable', `${file} cannot be read. Check the path.`, { cause });
    }
    try {
      await check(copy);
      const source = new DatabaseSync(copy, { readOnly: true });
      // SQLite's own backup writes into the living file under its locks: whoever has it open sees the restored rows.
      await backup(source, target);
      source.close();
    } finally {
      for (const end of ['', '-wal', '-shm']) await rm(`${copy}${end}`, { force: true });
    }
    return done(io, json, 'restored', file, `Restored from ${file}.`);
  },
};
