import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { describe, expect, it, vi } from 'vitest';
import { createReadout } from '../../src/answer/query-core.ts';
import { storeMemory } from '../../src/chat/store/chat-state-rows.ts';
import { deliveryOf } from '../../src/digest/store/ledger.ts';
import { markSent } from '../../src/digest/store/outbox.ts';
import { syncIndex } from '../../src/library/index-sync.ts';
import { saveReadings } from '../../src/library/store/article-rows.ts';
import { EVERYBODY, type Store } from '../../src/storage/database.ts';
import { openStore } from '../../src/storage/open.ts';
import { planOne } from '../contract/store/delivery-harness.ts';
import { EMPTY, reading } from '../contract/store/samples.ts';
import { readout as run } from '../helpers/cli.ts';
import { bed, now } from './command-line.ts';
import { startProcess } from './run-process.ts';

/** On a busy machine, starting processes takes long. */
vi.setConfig({ testTimeout: 120_000 });
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

async function followed(store: Store) {
  const index = createReadout(EMPTY);
  const stop = await syncIndex(index, store);
  const until = async (id: string, there: boolean) => {
    while ((index.of(null).fact(`${id}/1`) !== undefined) !== there) await nextTurn();
  };
  return { until, stop };
}

describe('readout backup', () => {
  it('copies all that was acknowledged while another process goes on writing', async () => {
    const { path, cli, at, store } = await bed();
    const writer = startProcess(path, 'write', 'w');
    let last = -1;
    const lines = createInterface({ input: writer.stdout! }).on('line', (line) => {
      last = Number(line);
    });
    const complaint = text(writer.stderr!);
    const ended = once(writer, 'close').then(async () => {
      throw new Error(`The writer ended at ${last}: ${await complaint}`);
    });
    ended.catch(() => {});
    const next = () => Promise.race([once(lines, 'line'), ended]);
    while (last < 20) await next();
    const acknowledged = last;
    const done = await cli('backup', at('copy.db'));
    expect(done).toEqual({ code: 0, stdout: `Backed up to ${at('copy.db')}.\n`, stderr: '' });
    const sofar = last;
    while (last <= sofar + 5) await next();
    writer.kill('SIGKILL');
    await once(writer, 'close');
    const copy = await openStore({ path: at('copy.db'), now: () => new Date() });
    for (let n = 0; n <= acknowledged; n++)
      expect(await storeMemory(copy).conversation('soak:1', `w/${n}`)).not.toBeNull();
    await copy.close();
    const sound = new DatabaseSync(at('copy.db')).prepare('pragma integrity_check').get();
    expect(sound).toEqual({ integrity_check: 'ok' });
    expect(statSync(at('copy.db')).mode & 0o777).toBe(0o600);
    await store.close();
  });

  it('says why it cannot, and leaves nothing half-made', async () => {
    const { folder, path, cli, at, env, store } = await bed();
    expect((await cli('backup')).code).toBe(2);
    expect((await cli('backup', path)).stderr).toContain('is the database itself');
    expect((await cli('backup', at('none/copy.db'))).stderr).toMatch(
      /cannot be written: its folder does not exist\. Name another file/,
    );
    const gone = await run(['backup', at('copy.db')], '', { READOUT_DB: at('other.db') });
    expect(gone).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no database') });
    const postgres = await run(['backup', at('copy.db')], '', {
      ...env,
      DATABASE_URL: 'postgres://x@127.0.0.1/x',
    });
    expect(postgres).toMatchObject({ code: 1, stderr: expect.stringContaining('pg_dump') });
    await store.close();
    expect(readdirSync(folder)).toEqual(['readout.db']);
  });
});

describe('readout restore', () => {
  it('puts a backup in place under a running bot, whose index and chats then see it, and what was posted stays posted', async () => {
    const { cli, at, store } = await bed();
    const { until, stop } = await followed(store);
    const memory = storeMemory(store);
    await saveReadings(store, EVERYBODY, [reading('before', 'The harbour was closed.')]);
    const delivery = await planOne(store, 'slack:T1', now());
    await cli('backup', at('copy.db'));
    await saveReadings(store, EVERYBODY, [reading('after', 'The harbour was opened.')]);
    const posted = await planOne(store, 'slack:T1', now());
    await markSent(store.db, [{ tenant: 'slack:T1', id: posted, messageId: 'm1' }], now());
    await memory.saveConversation('slack:T9', 't', { question: 'q', about: [], facts: [], shown: [] });
    await until('after', true);
    expect(await cli('restore', at('copy.db'))).toMatchObject({ code: 0, stderr: '' });
    await until('after', false);
    await until('before', true);
    expect(await memory.conversation('slack:T9', 't')).toBeNull();
    expect(await deliveryOf(store.db, 'slack:T1', delivery)).toMatchObject({ state: 'planned' });
    expect(await deliveryOf(store.db, 'slack:T1', posted)).toMatchObject({ state: 'sent', messageId: 'm1' });
    await memory.saveConversation('slack:T9', 't', { question: 'later', about: [], facts: [], shown: [] });
    await saveReadings(store, EVERYBODY, [reading('later', 'The harbour was moved.')]);
    await until('later', true);
    await stop();
    await store.close();
  });

  it('refuses a file that is not an intact backup of Readout, and changes nothing', async () => {
    const { folder, cli, at, store } = await bed();
    await saveReadings(store, EVERYBODY, [reading('kept', 'The harbour was closed.')]);
    writeFileSync(at('junk.db'), 'junk'.repeat(1_000));
    writeFileSync(at('empty.db'), '');
    new DatabaseSync(at('other.db')).exec('create table bookmarks (url text)');
    await cli('backup', at('newer.db'));
    const newer = new DatabaseSync(at('newer.db'));
    newer.exec("insert into migrations values ('9999-later', 'x')");
    newer.close();
    const names = ['junk.db', 'empty.db', 'other.db', 'newer.db', 'none.db'];
    for (const name of names) {
      const { code, stderr } = await cli('restore', at(name));
      expect(code, name).toBe(1);
      expect(stderr, name).toMatch(/Nothing was changed/);
    }
    expect((await cli('restore', at('absent.db'))).stderr).toBe(
      `readout: ${at('absent.db')} does not exist. Check the path. Nothing was changed.\n`,
    );
    expect((await cli('restore', at('newer.db'))).stderr).toContain('Update Readout');
    expect(await store.db.selectFrom('articles').select('id').execute()).toEqual([{ id: 'kept' }]);
    expect(readdirSync(folder).filter((name) => /restore|part|damaged/.test(name))).toEqual([]);
    await store.close();
  });

  it('replaces a damaged database, which is put aside and not deleted', async () => {
    const { path, cli, at, store, folder } = await bed();
    await saveReadings(store, EVERYBODY, [reading('kept', 'The harbour was closed.')]);
    await cli('backup', at('copy.db'));
    await store.close();
    writeFileSync(path, 'broken'.repeat(1_000));
    expect((await cli('export', '--tenant', EVERYBODY)).stderr).toContain('put a backup in its place');
    const { code, stdout } = await cli('restore', at('copy.db'));
    expect(code).toBe(0);
    expect(stdout).toMatch(/The damaged database is kept as .*readout\.db\.damaged-\d{14}/);
    const aside = readdirSync(folder).find((name) => name.includes('damaged'))!;
    expect(readFileSync(at(aside), 'utf8')).toMatch(/^broken/);
    expect((await cli('export', '--tenant', EVERYBODY)).stdout).toContain('"kept/1"');
  });
});
