import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { saveReadings } from '../../src/library/store/article-rows.ts';
import { saveInstallation } from '../../src/storage/installations.ts';
import { readKeys } from '../../src/storage/secrets.ts';
import { reading } from '../contract/store/samples.ts';
import { readout as run } from '../helpers/cli.ts';
import { bed, now } from './command-line.ts';

describe('readout export and forget', () => {
  it('do one tenant alone, ask before, and leave not a word of it in the file', async () => {
    const { path, cli, store } = await bed();
    await saveReadings(store, 'slack:T1', [reading('a', 'Zwirbelsturm over the harbour.')]);
    await saveReadings(store, 'slack:T2', [reading('b', 'The harbour was closed.')]);
    await store.close();
    const rows = (await cli('export', '--tenant', 'slack:T1')).stdout.trim().split('\n');
    expect(rows.map((line) => JSON.parse(line).table)).toEqual(['tenants', 'facts', 'topics', 'articles']);
    expect((await cli('forget', 'slack:T1')).stderr).toContain('Add --yes');
    const typo = await cli('forget', 'slack:T11', '--yes');
    expect(typo).toMatchObject({ code: 2, stderr: expect.stringContaining('It holds slack:T1, slack:T2.') });
    expect((await cli('export')).stderr).toContain('slack:T2');
    expect(readFileSync(path).includes('Zwirbelsturm')).toBe(true);
    expect((await cli('forget', 'slack:T1', '--yes')).stdout).toMatch(/^Deleted \d+ rows of slack:T1/);
    expect((await cli('export', '--tenant', 'slack:T1')).code).toBe(2);
    for (const word of ['Zwirbelsturm', 'slack:T1'])
      expect(readFileSync(path).includes(word), word).toBe(false);
    expect((await cli('export', '--tenant', 'slack:T2')).stdout).toContain('"b/1"');
  });

  it('create no database just to look into it', async () => {
    const { at } = await bed();
    const env = { READOUT_DB: at('absent.db') };
    for (const args of [
      ['export', '--tenant', 'x'],
      ['forget', 'x', '--yes'],
    ])
      expect(await run(args, '', env)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('no database'),
      });
    expect(existsSync(at('absent.db'))).toBe(false);
  });
});

describe('readout rekey', () => {
  const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

  it('encrypts anew what an old key sealed, once, and names the variable where no key opens it', async () => {
    const { path, store } = await bed();
    const installed = { platform: 'slack', secret: { botToken: 'xoxb-1' } };
    await saveInstallation(store.db, 'slack:T1', readKeys({ READOUT_KEY: key(1) }), installed, now());
    const rekey = (settings: NodeJS.ProcessEnv) => run(['rekey'], '', { READOUT_DB: path, ...settings });
    expect(await rekey({})).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('READOUT_KEY is not set'),
    });
    const short = await rekey({ READOUT_KEY: 'abc' });
    expect(short).toMatchObject({ code: 1, stderr: expect.stringContaining('READOUT_KEY must be 32 bytes') });
    const wrong = await rekey({ READOUT_KEY: key(2) });
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/neither READOUT_KEY nor READOUT_KEY_OLD opens 1 installation \(slack:T1\)/);
    const both = { READOUT_KEY: key(2), READOUT_KEY_OLD: key(1) };
    expect(await rekey(both)).toEqual({
      ...{
        code: 0,
        stderr: '',
        stdout: 'Encrypted 1 installation anew under READOUT_KEY; 0 already were.\n',
      },
    });
    expect((await rekey(both)).stdout).toContain(
      'Encrypted 0 installations anew under READOUT_KEY; 1 already',
    );
    expect((await rekey({ READOUT_KEY: key(2) })).code).toBe(0);
    await store.close();
  });
});

it('a whole day on the command line: ingest, ask, back up, forget, restore', async () => {
  const { folder, cli, at, store } = await bed();
  await store.close();
  const article = join(folder, 'harbour.txt');
  writeFileSync(
    article,
    'The harbour reopens\n\nThe harbour of Kalmar reopened on Monday. Eva Lind, the mayor, was there. Eva Lind said that 300 dock workers would return on Tuesday.\n',
  );
  expect(await cli('ingest', '--json', '--tenant', 'slack:T1', article)).toMatchObject({
    code: 0,
    stderr: '',
  });
  await cli('ingest', article);
  const asked = JSON.parse((await cli('ask', '--json', 'what did Eva Lind say about dock workers?')).stdout);
  expect(asked.status).toBe('answered');
  expect(asked.facts[0].speaker).toBe('Eva Lind');
  await cli('backup', at('copy.db'));
  copyFileSync(at('copy.db'), at('elsewhere.db'));
  await cli('forget', 'slack:T1', '--yes');
  expect((await cli('restore', at('elsewhere.db'))).stdout).toContain('Restored');
  expect((await cli('export', '--tenant', 'slack:T1')).stdout).toContain('"table":"facts"');
  expect((await cli('feedback')).stdout).toContain('Nobody');
});
