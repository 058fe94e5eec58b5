import { OperatorError } from '../domain/errors.ts';
import { backupTo, restoreFrom } from '../storage/backup.ts';
import { storePlace } from '../storage/database-location.ts';
import { readArguments } from './arguments.ts';
import { type Io, UsageError, type Verb } from './verb.ts';

const help = (verb: string, what: string): string => `readout ${verb} FILE

${what}
On PostgreSQL use pg_dump and pg_restore; docs/store.md says how.

  --json         print only JSON
  -h, --help     this text
`;

/** Returns the configured database file. Throws if the database is PostgreSQL. */
function databaseOf(io: Io): string {
  const place = storePlace(io.env);
  if ('url' in place)
    throw new OperatorError(
      'backup-postgres',
      'The store is PostgreSQL (DATABASE_URL): use pg_dump and pg_restore, as docs/store.md says.',
    );
  return place.path;
}

function named(args: readonly string[], verb: string): { file: string; json: boolean } {
  const { values, positionals } = readArguments(args, {}, verb);
  const [file] = positionals;
  if (!file || positionals.length > 1)
    throw new UsageError(`Name one file, for example: readout ${verb} readout-backup.db`);
  return { file, json: values.json === true };
}

export const backupVerb: Verb = {
  name: 'backup',
  summary: 'copy the database to a file, even while the bot runs',
  help: help(
    'backup',
    'Copies the whole database to FILE by SQLite’s online backup, which works while the bot runs.',
  ),
  async run(args, io) {
    const { file, json } = named(args, 'backup');
    await backupTo(databaseOf(io), file);
    io.stdout.write(json ? `${JSON.stringify({ backup: file })}\n` : `Backed up to ${file}.\n`);
    return 0;
  },
};

export const restoreVerb: Verb = {
  name: 'restore',
  summary: 'replace the database by a backup',
  help: help(
    'restore',
    `Replaces the database by the backup FILE after checking it. The bot may run meanwhile, unless the database is damaged. Digests
posted since the backup are not posted again. A damaged database is renamed, not deleted.`,
  ),
  async run(args, io) {
    const { file, json } = named(args, 'restore');
    const aside = await restoreFrom(file, databaseOf(io), () => new Date());
    const words = `Restored from ${file}.${aside ? ` The damaged database is kept as ${aside}.` : ''}`;
    io.stdout.write(json ? `${JSON.stringify({ restored: file, aside })}\n` : `${words}\n`);
    return 0;
  },
};
