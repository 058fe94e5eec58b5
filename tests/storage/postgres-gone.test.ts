import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createReadout } from '../../src/answer/query-core.ts';
import { storeMemory } from '../../src/chat/store/chat-state-rows.ts';
import { syncIndex } from '../../src/library/index-sync.ts';
import { saveReadings } from '../../src/library/store/article-rows.ts';
import { EVERYBODY } from '../../src/storage/database.ts';
import { openStore } from '../../src/storage/open.ts';
import { openStoreWhenThere } from '../../src/storage/open-from-env.ts';
import { EMPTY, reading } from '../contract/store/samples.ts';
import { type OwnPostgres, startOwnPostgres } from '../fakes/postgres.ts';

const LAUNCH = join(import.meta.dirname, '../../src/launch.mjs');
const said = { question: 'q', about: [], facts: [], shown: [] };
const soon = () => new Promise((resolve) => setTimeout(resolve, 10));

let server: OwnPostgres | null = null;
beforeAll(async () => {
  server = await startOwnPostgres();
});
afterAll(async () => {
  await server?.stop();
});

describe('when PostgreSQL is gone and comes back', () => {
  it('says so plainly, goes on by itself, and misses nothing of what others wrote meanwhile', async (context) => {
    if (!server) return context.skip();
    const notices: string[] = [];
    const store = await openStore({
      url: server.url,
      now: () => new Date(),
      onNotice: (text) => notices.push(text),
    });
    const readout = createReadout(EMPTY);
    const stop = await syncIndex(readout, store);
    const memory = storeMemory(store);
    await memory.saveConversation('slack:T1', 'before', said);

    await server.halt();
    for (let at = 0; at < 3; at++)
      await expect(memory.saveConversation('slack:T1', 'during', said)).rejects.toMatchObject({
        code: 'store-unreachable',
        message: expect.stringMatching(
          /^PostgreSQL at 127\.0\.0\.1:\d+\/postgres \(DATABASE_URL\) does not answer\. Check/,
        ),
      });
    expect(await store.health()).toMatchObject({
      ok: false,
      message: expect.stringContaining('DATABASE_URL'),
    });
    while (notices.length === 0) await soon();

    await server.resume();
    // Another process ingests, perhaps before this one listens again.
    const other = await openStore({ url: server.url, now: () => new Date() });
    await saveReadings(other, EVERYBODY, [reading('meanwhile', 'The harbour of Kalmar was closed.')]);
    while (!readout.of(null).fact('meanwhile/1')) await soon();
    expect(await memory.conversation('slack:T1', 'before')).toEqual(said);
    expect(await memory.conversation('slack:T1', 'during')).toBeNull();
    await memory.saveConversation('slack:T1', 'after', said);
    expect(await store.health()).toEqual({ kind: 'postgres', ok: true });
    await saveReadings(other, EVERYBODY, [reading('later', 'The harbour of Kalmar was opened.')]);
    while (!readout.of(null).fact('later/1')) await soon();
    expect(new Set(notices).size).toBeLessThanOrEqual(3);
    for (const notice of notices) expect(notice).toMatch(/DATABASE_URL/);
    expect(notices.join()).not.toContain('postgres@');
    await stop();
    for (const one of [store, other]) await one.close();
  });

  it('learns by LISTEN alone what another process ingests, even after its connection was cut', async (context) => {
    if (!server) return context.skip();
    // Without the regular check every few seconds, only a notification can wake it.
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    context.onTestFinished(() => void vi.useRealTimers());
    const store = await openStore({ url: server.url, now: () => new Date() });
    const readout = createReadout(EMPTY);
    const stop = await syncIndex(readout, store);
    const knows = (title: string) =>
      readout
        .of(null)
        .articles()
        .some((article) => article.title === title);
    const listeners = async () => {
      const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity
        where application_name = 'readout listen' and state = 'idle' and query like 'listen %'`.execute(
        store.db,
      );
      return rows.map(({ pid }) => pid);
    };
    const file = join(mkdtempSync(join(tmpdir(), 'readout-heard-')), 'closing.md');
    writeFileSync(
      file,
      '# The first closing\n\nEva Lind said the harbour of Kalmar was closed for repairs.\n',
    );
    while ((await listeners()).length === 0) await soon();
    const settings = { PATH: process.env.PATH, DATABASE_URL: server.url };
    await promisify(execFile)(process.execPath, [LAUNCH, 'cli.ts', 'ingest', file], { env: settings });
    while (!knows('The first closing')) await soon();
    const other = await openStore({ url: server.url, now: () => new Date() });
    const hears = async (id: string) => {
      await saveReadings(other, EVERYBODY, [reading(id, 'The harbour of Kalmar was closed.')]);
      while (!readout.of(null).fact(`${id}/1`)) await soon();
    };
    const before = await listeners();
    for (const pid of before) await sql`select pg_terminate_backend(${pid})`.execute(store.db);
    // Written before this process listens again, or just after.
    await hears('dredging');
    while (!(await listeners()).some((pid) => !before.includes(pid))) await soon();
    await hears('storms');
    await stop();
    for (const one of [store, other]) await one.close();
  });

  it('leaves nothing half-written if it is cut off within a transaction', async (context) => {
    if (!server) return context.skip();
    const store = await openStore({ url: server.url, now: () => new Date() });
    const half = store.db.transaction().execute(async (trx) => {
      await trx
        .insertInto('tenants')
        .values({ id: 'slack:half', platform: 'slack', name: null, created: 'x' })
        .execute();
      await server!.halt();
      await trx.insertInto('seen_events').values({ id: 'half', at: 'x' }).execute();
    });
    await expect(half).rejects.toMatchObject({ code: 'store-unreachable' });
    await server.resume();
    const rows = await store.db.selectFrom('tenants').select('id').where('id', '=', 'slack:half').execute();
    expect(rows).toEqual([]);
    await store.close();
  });

  it('makes a bot that starts before its server wait, and say so once', async (context) => {
    if (!server) return context.skip();
    await server.halt();
    const notices: string[] = [];
    let told = () => {};
    const waiting = new Promise<void>((resolve) => {
      told = resolve;
    });
    const opening = openStoreWhenThere({ DATABASE_URL: server.url }, (text) => {
      notices.push(text);
      told();
    });
    await waiting;
    await server.resume();
    const store = await opening;
    expect(await store.health()).toMatchObject({ ok: true });
    expect(notices).toEqual([expect.stringMatching(/does not answer.*Readout waits for it/)]);
    await store.close();
  });

  it('says that a server takes no writes, as a standby does', async (context) => {
    if (!server) return context.skip();
    const url = new URL(server.url);
    url.searchParams.set('options', '-c default_transaction_read_only=on');
    const store = await openStore({ url: url.href, now: () => new Date() });
    await expect(storeMemory(store).saveConversation('slack:T1', 't', said)).rejects.toMatchObject({
      code: 'store-read-only',
      message: expect.stringMatching(/is read-only\. Point DATABASE_URL to the primary/),
    });
    await store.close();
  });

  it('says at once what waiting does not mend', async (context) => {
    if (!server) return context.skip();
    const url = new URL(server.url);
    url.pathname = '/nowhere';
    const fault = { code: 'store-missing', message: expect.stringContaining('DATABASE_URL') };
    await expect(openStoreWhenThere({ DATABASE_URL: url.href }, () => {})).rejects.toMatchObject(fault);
    await expect(openStoreWhenThere({ DATABASE_URL: 'mysql://x' }, () => {})).rejects.toMatchObject({
      code: 'setting-invalid',
    });
    for (const file of ['sslcert', 'sslkey', 'sslrootcert']) {
      const DATABASE_URL = `postgres://user:hidden@127.0.0.1:1/x?${file}=/nope`;
      await expect(openStoreWhenThere({ DATABASE_URL }, () => {})).rejects.toMatchObject({
        code: 'setting-invalid',
        message: expect.stringMatching(
          /^DATABASE_URL names a file that cannot be read \(ENOENT\): \/nope(?!.*hidden)/,
        ),
      });
    }
  });
});
