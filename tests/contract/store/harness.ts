import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, type TestContext } from 'vitest';
import type { DatabaseKind, Store } from '../../../src/storage/database.ts';
import { openStore } from '../../../src/storage/open.ts';
import { type RealPostgres, startPostgres } from '../../fakes/postgres.ts';
import { writeNewDatabase } from '../../helpers/new-store.ts';

/** The fixture of a contract test: a fresh store, further connections to it, and a clock. */
export interface Bed {
  readonly kind: DatabaseKind;
  readonly store: Store;
  /** Tenants of this test only, because the server may have other tenants. */
  readonly T1: string;
  readonly T2: string;
  now: Date;
  /** Opens another connection to the same server. For a file it returns the process's only connection. */
  open(): Promise<Store>;
}

/** Runs a suite on SQLite and on a real PostgreSQL. If PostgreSQL cannot start, its half is skipped with a notice. */
export function onBothDatabases(title: string, suite: (bed: Bed) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'readout-store-'));
  let postgres: RealPostgres | null = null;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  afterAll(async () => {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each(['sqlite', 'postgres'] as const)(`${title} on %s`, (kind) => {
    const stores: Store[] = [];
    let path = '';
    const now = () => bed.now;
    const open = async (): Promise<Store> => {
      const store = await openStore(kind === 'postgres' ? { url: postgres!.url, now } : { path, now });
      stores.push(store);
      return store;
    };
    const bed = {
      kind,
      now: new Date(0),
      T1: '',
      T2: '',
      open: async () => (kind === 'sqlite' ? bed.store : open()),
    } as { -readonly [K in keyof Bed]: Bed[K] };
    beforeEach(async (context: TestContext) => {
      if (kind === 'postgres' && !postgres) context.skip();
      bed.now = new Date('2026-03-01T09:00:00Z');
      path = join(folder, `${randomUUID()}.db`);
      if (kind === 'sqlite') await writeNewDatabase(path);
      bed.T1 = `slack:${randomUUID()}`;
      bed.T2 = `discord:${randomUUID()}`;
      bed.store = await open();
    });
    afterEach(async () => {
      for (const one of stores.splice(0)) await one.close();
    });
    suite(bed);
  });
}
