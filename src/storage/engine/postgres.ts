import {
  type Dialect,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import pg from 'pg';
import { OperatorError } from '../../domain/errors.ts';
import { postgresFault } from './faults.ts';

/**
 * The time limit of a query, in milliseconds. A connection may die silently (a failover, a firewall); TCP itself takes
 * 15 minutes to notice.
 */
const QUERY_TIMEOUT_MS = 60_000;

/** Returns the server's address without user and password, for messages and logs. */
export function addressOf(url: string): string {
  const parsed = URL.parse(url);
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol))
    throw new OperatorError(
      'setting-invalid',
      'DATABASE_URL must look like postgres://user:password@host:5432/database. Correct it, or unset it to use the file READOUT_DB.',
    );
  return `${parsed.host}${parsed.pathname}`;
}

/**
 * Reads the certificates and keys that the address names. The driver would read them only at the first connection and
 * report a bug.
 */
function checkFiles(url: string): void {
  try {
    new pg.Client({ connectionString: url });
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    throw new OperatorError(
      'setting-invalid',
      path
        ? `DATABASE_URL names a file that cannot be read (${code}): ${path}. Correct sslcert, sslkey or sslrootcert in it.`
        : 'DATABASE_URL cannot be read. Correct what stands after its question mark.',
      { cause: error },
    );
  }
}

/** Opens a connection pool. A lost idle connection is reported and replaced, and never ends the process. */
export function openPool(url: string, onNotice: (message: string) => void): pg.Pool {
  const where = addressOf(url);
  checkFiles(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    query_timeout: QUERY_TIMEOUT_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'readout',
    // count(*) and identity columns are bigint, which pg returns as text. None here exceeds 2^53.
    types: { getTypeParser: (oid, format) => (oid === 20 ? Number : pg.types.getTypeParser(oid, format)) },
  });
  pool.on('error', (error) => {
    const fault = postgresFault(error, where);
    onNotice(fault instanceof Error ? fault.message : String(fault));
  });
  return pool;
}

function telling(client: pg.PoolClient, where: string): PostgresPoolClient {
  let broken = false;
  // Without a listener, a connection that is cut while in use would end the process.
  client.on('error', () => {
    broken = true;
  });
  async function query<R>(sql: unknown, parameters?: readonly unknown[]): Promise<PostgresQueryResult<R>> {
    try {
      const { command, rowCount, rows } = await client.query(
        sql as string,
        parameters === undefined ? undefined : [...parameters],
      );
      return {
        command: command as PostgresQueryResult<R>['command'],
        rowCount: rowCount ?? 0,
        rows: rows as R[],
      };
    } catch (error) {
      const fault = postgresFault(error, where);
      if (fault instanceof OperatorError && fault.code === 'store-unreachable') broken = true;
      throw fault;
    }
  }
  return {
    query: query as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy === true || broken),
  };
}

/** Adapts the pool to Kysely, with faults translated for operators. */
function adapted(pool: pg.Pool, where: string): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    async connect() {
      let client: pg.PoolClient;
      try {
        client = await pool.connect();
      } catch (error) {
        throw postgresFault(error, where);
      }
      const told = known.get(client) ?? telling(client, where);
      known.set(client, told);
      return told;
    },
  };
}

/** Creates Kysely's dialect over a pool. */
export function postgresDialect(pool: pg.Pool, where: string): Dialect {
  return new PostgresDialect({ pool: adapted(pool, where) });
}
