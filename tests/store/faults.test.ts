import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { storeMemory } from '../../src/store/chat-memory.ts';
import { openStore } from '../../src/store/open.ts';
import { readout } from '../helpers/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'readout-faults-'));
const now = () => new Date('2026-03-01T09:00:00Z');
const conversation = { question: 'q', about: [], facts: [], shown: [] };

describe('when the database fails', () => {
  it('says plainly that the file is no database, and leaves it alone', async () => {
    const path = join(folder, 'corrupt.db');
    writeFileSync(path, 'this is not a database, but somebody may need it'.repeat(100));
    await expect(openStore({ path, now })).rejects.toMatchObject({ code: 'store-corrupt' });
  });

  it('names the folder that does not exist', async () => {
    await expect(openStore({ path: join(folder, 'none/readout.db'), now })).rejects.toThrow(/READOUT_DB/);
  });

  it('says that the disk is full, and goes on once there is room', async () => {
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

  it('says that another process holds the file', async () => {
    const path = join(folder, 'locked.db');
    const store = await openStore({ path, now, busyTimeoutMs: 20 });
    const memory = storeMemory(store);
    await memory.saveConversation('t:1', 'a', conversation);
    const other = new DatabaseSync(path);
    other.exec('begin exclusive');
    await expect(memory.saveConversation('t:1', 'b', conversation)).rejects.toMatchObject({
      code: 'store-locked',
    });
    other.exec('rollback');
    other.close();
    await memory.saveConversation('t:1', 'b', conversation);
    await store.close();
  });

  it.skipIf(process.getuid?.() === 0)('says that the file is read-only', async () => {
    const path = join(folder, 'read-only.db');
    await (await openStore({ path, now })).close();
    chmodSync(path, 0o400);
    await expect(openStore({ path, now })).rejects.toMatchObject({ code: 'store-read-only' });
  });
});

describe('operating the store from the command line', () => {
  it('ingests an article, backs up, restores, exports and forgets', async () => {
    const env = { READOUT_DB: join(folder, 'ops.db') };
    const article = join(folder, 'harbour.txt');
    writeFileSync(
      article,
      'The harbour reopens\n\nThe harbour of Kalmar reopened on Monday. Eva Lind, the mayor, was there. Eva Lind said that 300 dock workers would return on Tuesday.\n',
    );
    const stored = await readout(['ingest', '--json', '--tenant', 'slack:T1', article], '', env);
    expect(stored).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(stored.stdout.trim()).facts.length).toBeGreaterThan(0);
    await readout(['ingest', article], '', env);
    const asked = JSON.parse(
      (await readout(['ask', '--json', 'what did Eva Lind say about dock workers?'], '', env)).stdout,
    );
    expect(asked.status).toBe('answered');
    expect(asked.facts[0].speaker).toBe('Eva Lind');
    const copy = join(folder, 'copy.db');
    expect((await readout(['backup', copy], '', env)).stdout).toContain('Backed up');
    expect((await readout(['forget', 'slack:T1'], '', env)).code).toBe(2);
    expect((await readout(['forget', 'slack:T1', '--yes'], '', env)).stdout).toMatch(/^Deleted \d+ rows/);
    expect((await readout(['export', '--tenant', 'slack:T1'], '', env)).stdout).toBe('');
    expect((await readout(['restore', copy], '', env)).stdout).toContain('Restored');
    const exported = (await readout(['export', '--tenant', 'slack:T1'], '', env)).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(exported.map(({ table }) => table)).toContain('facts');
    expect((await readout(['feedback'], '', env)).stdout).toContain('Nobody');
    const junk = join(folder, 'junk.db');
    writeFileSync(junk, 'junk'.repeat(1000));
    const refused = await readout(['restore', junk], '', env);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain('Nothing was changed');
  });
});
