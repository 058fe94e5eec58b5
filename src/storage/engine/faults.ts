import { OperatorError } from '../../domain/errors.ts';

/** Messages for SQLite's primary result codes, the low byte (https://www.sqlite.org/rescode.html). */
const SQLITE: Readonly<Record<number, readonly [code: string, what: string]>> = {
  5: [
    'store-locked',
    'is locked by another program. Close what holds it open (a database browser, a copy in progress) and try again',
  ],
  6: ['store-locked', 'is locked. Try again'],
  8: [
    'store-read-only',
    'is read-only. Give this user the right to write the file and its folder, or set READOUT_DB to another file',
  ],
  10: [
    'store-io',
    'cannot be read or written: the disk reports a fault. Check the disk, or set READOUT_DB to a file on another one',
  ],
  11: [
    'store-corrupt',
    'is damaged. Stop Readout and put a backup in its place: readout restore FILE. Keep the damaged file: parts may be readable',
  ],
  13: [
    'store-full',
    'cannot grow: the disk is full. Free some space, or move the file and set READOUT_DB. Nothing that was stored is lost',
  ],
  14: [
    'store-unopenable',
    'cannot be opened. Check that its folder exists and that this user may write there, or set READOUT_DB to another file',
  ],
  26: [
    'store-corrupt',
    'is no SQLite database. Set READOUT_DB to another file, or put a backup in its place',
  ],
};

function numberOf(error: unknown, key: string): number | null {
  const value = error instanceof Error ? (error as Error & Record<string, unknown>)[key] : null;
  return typeof value === 'number' ? value : null;
}

/** SQLITE_CONSTRAINT_FOREIGNKEY, and PostgreSQL's foreign_key_violation. */
const MISSING_PARENT = [787, '23503'] as const;

/** Whether a row was refused because its parent row is missing. */
export function isMissingParent(error: unknown): boolean {
  const { errcode, code } = error as { errcode?: unknown; code?: unknown };
  return MISSING_PARENT.some((one) => one === errcode || one === code);
}

/** Whether this is SQLITE_BUSY in any extended form: another process writes. */
export const isBusy = (error: unknown): boolean => ((numberOf(error, 'errcode') ?? 0) & 0xff) === 5;

/** Returns an OperatorError for a SQLite fault that an operator can fix, and other errors unchanged. */
export function sqliteFault(error: unknown, file: string): unknown {
  const code = numberOf(error, 'errcode');
  const known = code === null ? undefined : SQLITE[code & 0xff];
  if (!known) return error;
  return new OperatorError(known[0], `The database ${file} (READOUT_DB) ${known[1]}.`, { cause: error });
}

const UNREACHABLE = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/;
const DROPPED =
  /connection (terminated|ended|error)|timeout exceeded when trying to connect|query read timeout|client was closed/i;

/** PostgreSQL's codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
function postgresWords(code: string, message: string): readonly [code: string, what: string] | null {
  if (UNREACHABLE.test(code) || code.startsWith('08') || code.startsWith('57P') || DROPPED.test(message))
    return [
      'store-unreachable',
      'does not answer. Check that it runs and can be reached from here; Readout goes on by itself when it is back',
    ];
  if (code === 'ENOTFOUND') return ['store-unreachable', 'has an unknown host name. Correct DATABASE_URL'];
  if (code.startsWith('28'))
    return ['store-denied', 'refuses the user or password. Correct them in DATABASE_URL'];
  if (code === '3D000') return ['store-missing', 'has no such database. Create it, or correct DATABASE_URL'];
  if (code === '53300')
    return ['store-busy', 'has no connection left. Raise max_connections or run fewer replicas'];
  if (code === '53100')
    return ['store-full', 'has a full disk. Free some space there. Nothing that was stored is lost'];
  if (code === '42501')
    return ['store-denied', 'denies a right. Grant the user of DATABASE_URL all rights on its schema'];
  if (code === '25006') return ['store-read-only', 'is read-only. Point DATABASE_URL to the primary server'];
  return null;
}

/**
 * Returns an OperatorError for a PostgreSQL fault that an operator can fix, and other errors unchanged. `where`
 * contains no password.
 */
export function postgresFault(error: unknown, where: string): unknown {
  if (!(error instanceof Error)) return error;
  // A refused connection to a name with several addresses comes as an AggregateError without a message.
  const first = error instanceof AggregateError ? (error.errors[0] as unknown) : error;
  const code = String((first as NodeJS.ErrnoException).code ?? '');
  const words = postgresWords(code, error.message);
  if (!words) return error;
  return new OperatorError(words[0], `PostgreSQL at ${where} (DATABASE_URL) ${words[1]}.`, { cause: error });
}
