import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { storeMemory } from '../../src/chat/store/chat-state-rows.ts';
import { inTransaction } from '../../src/storage/database.ts';
import { openStore } from '../../src/storage/open.ts';

const folder = mkdtempSync(join(tmpdir(), 'readout-faults-'));
const now = () => new Date('2026-03-01T09:00:00Z');
const conversation = { question: 'q', about: [], facts: [], shown: [] };
const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

/** Runs as `nobody`, because file modes do not restrict root. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  if (isRoot) process.seteuid!(NOBODY);
  try {
    await work();
  } finally {
    if (isRoot) process.seteuid!(0);
  }
}

/** Mounts a disk of one megabyte. Returns null if this user may not mount one. */
function smallDisk(): { readonly path: string; readonly unmount: () => void } | null {
  const path = join(folder, 'small-disk');
  mkdirSync(path);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path]).status !== 0) return null;
  return { path, unmount: () => void spawnSync('umount', [path]) };
}

describe('when the database fails', () => {
  it('says plainly that the file is no database, and leaves it alone', async () => {
    const path = join(folder, 'corrupt.db');
    const text = 'this is not a database, but somebody may need it'.repeat(100);
    writeFileSync(path, text);
    await expect(openStore({ path, now })).rejects.toMatchObject({
      code: 'store-corrupt',
      message: expect.stringMatching(/corrupt\.db \(READOUT_DB\) is no SQLite database\. Set READOUT_DB/),
    });
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('says that the file is damaged, and how to put a backup in its place', async () => {
    const path = join(folder, 'damaged.db');
    const store = await openStore({ path, now });
    const memory = storeMemory(store);
    for (let at = 0; at < 50; at++)
      await memory.saveConversation('t:1', `${at}`, { ...conversation, question: 'x'.repeat(2_000) });
    await store.close();
    const bytes = readFileSync(path);
    bytes.fill(0xff, 4_096);
    writeFileSync(path, bytes);
    const reading = (async () => {
      const opened = await openStore({ path, now });
      await storeMemory(opened)
        .conversation('t:1', '7')
        .finally(() => opened.close());
    })();
    await expect(reading).rejects.toMatchObject({
      code: 'store-corrupt',
      message: expect.stringMatching(/is damaged\..*readout restore FILE/),
    });
  });

  it('names the folder that does not exist', async () => {
    await expect(openStore({ path: join(folder, 'none/readout.db'), now })).rejects.toMatchObject({
      code: 'store-unopenable',
      message: expect.stringMatching(/READOUT_DB.*Check that its folder exists/),
    });
  });

  it('says that the database cannot grow, and goes on once there is room', async () => {
    const store = await openStore({ path: join(folder, 'full.db'), now });
    const memory = storeMemory(store);
    await memory.saveConversation('t:1', 'a', conversation);
    const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.db);
    await sql.raw(`pragma max_page_count = ${rows[0]!.page_count}`).execute(store.db);
    const large = { ...conversation, question: 'x'.repeat(200_000) };
    await expect(memory.saveConversation('t:1', 'b', large)).rejects.toMatchObject({ code: 'store-full' });
    await sql.raw('pragma max_page_count = 1000000').execute(store.db);
    await memory.saveConversation('t:1', 'b', large);
    expect(await memory.conversation('t:1', 'a')).toEqual(conversation);
    await store.close();
  });

  it('tells what went wrong also where SQLite ended the transaction by itself, and goes on', async () => {
    const store = await openStore({ path: join(folder, 'ended.db'), now });
    const insert = sql`insert or rollback into store_meta (key, value) values ('twice', '1')`;
    const twice = inTransaction(store.db, async (trx) => {
      await insert.execute(trx);
      await insert.execute(trx);
    });
    await expect(twice).rejects.toThrow(/UNIQUE constraint failed/);
    await inTransaction(store.db, (trx) => insert.execute(trx));
    await store.close();
  });

  it('loses nothing on a disk that is really full, and goes on once there is room', async (context) => {
    const disk = smallDisk();
    if (!disk) return context.skip();
    try {
      const path = join(disk.path, 'readout.db');
      const ballast = join(disk.path, 'ballast');
      writeFileSync(ballast, Buffer.alloc(200_000));
      const store = await openStore({ path, now });
      const memory = storeMemory(store);
      let written = 0;
      const fill = async () => {
        for (; written < 1_000; written++)
          await memory.saveConversation('t:1', `${written}`, {
            ...conversation,
            question: 'x'.repeat(5_000),
          });
      };
      await expect(fill()).rejects.toMatchObject({
        code: 'store-full',
        message: expect.stringMatching(/the disk is full\. Free some space/),
      });
      await expect(fill()).rejects.toMatchObject({ code: 'store-full' });
      const many = Array.from({ length: 300 }, (_, at) => ({ key: `k${at}`, value: 'x'.repeat(3_000) }));
      const planned = inTransaction(store.db, (trx) => trx.insertInto('store_meta').values(many).execute());
      await expect(planned).rejects.toMatchObject({ code: 'store-full' });
      expect(await store.health()).toMatchObject({
        ok: false,
        message: expect.stringMatching(/disk is full/),
      });
      expect(await store.isReadable()).toBe(true);
      writeFileSync(ballast, '');
      expect(await store.health()).toEqual({ kind: 'sqlite', ok: true });
      await memory.saveConversation('t:1', 'after', conversation);
      await store.close();
      const again = await openStore({ path, now });
      for (let at = 0; at < written; at++)
        expect((await storeMemory(again).conversation('t:1', `${at}`))?.question).toHaveLength(5_000);
      expect(await storeMemory(again).conversation('t:1', 'after')).toEqual(conversation);
      const { rows } = await sql`pragma integrity_check`.execute(again.db);
      expect(rows).toEqual([{ integrity_check: 'ok' }]);
      await again.close();
    } finally {
      disk.unmount();
    }
  });

  it('waits for another process’s write without holding up the event loop', async () => {
    const path = join(folder, 'waits.db');
    const store = await openStore({ path, now });
    const other = new DatabaseSync(path);
    other.exec('begin exclusive');
    const writing = storeMemory(store).saveConversation('t:1', 'a', conversation);
    // SQLite's own wait would block timers until it gives up.
    for (let turns = 0; turns < 5; turns++) await new Promise((resolve) => setTimeout(resolve, 1));
    other.exec('rollback');
    other.close();
    await writing;
    expect(await storeMemory(store).conversation('t:1', 'a')).toEqual(conversation);
    await store.close();
  });

  it('says that another process holds the file, at the start as later, and goes on once it is free', async () => {
    const path = join(folder, 'locked.db');
    const store = await openStore({ path, now, busyTimeoutMs: 20 });
    const memory = storeMemory(store);
    await memory.saveConversation('t:1', 'a', conversation);
    const other = new DatabaseSync(path);
    other.exec('begin exclusive');
    const fault = {
      code: 'store-locked',
      message: expect.stringMatching(/READOUT_DB.*Close what holds it open/),
    };
    await expect(memory.saveConversation('t:1', 'b', conversation)).rejects.toMatchObject(fault);
    expect(await store.health()).toMatchObject({ ok: false, message: fault.message });
    const newer = join(folder, 'locked-new.db');
    const holder = new DatabaseSync(newer);
    holder.exec('begin exclusive');
    await expect(openStore({ path: newer, now, busyTimeoutMs: 20 })).rejects.toMatchObject(fault);
    holder.close();
    other.exec('rollback');
    other.close();
    await memory.saveConversation('t:1', 'b', conversation);
    expect(await memory.conversation('t:1', 'a')).toEqual(conversation);
    await store.close();
  });

  it('says that the file or its folder is read-only', async () => {
    const place = mkdtempSync(join(folder, 'read-only-'));
    const path = join(place, 'readout.db');
    await (await openStore({ path, now })).close();
    chmodSync(folder, 0o755);
    chmodSync(path, 0o444);
    chmodSync(place, 0o555);
    const fault = {
      code: 'store-read-only',
      message: expect.stringMatching(
        /Give this user the right to write the file and its folder, or set READOUT_DB/,
      ),
    };
    await asNobody(() => expect(openStore({ path, now })).rejects.toMatchObject(fault));
    chmodSync(place, 0o777);
    await asNobody(() => expect(openStore({ path, now })).rejects.toMatchObject(fault));
  });
});
