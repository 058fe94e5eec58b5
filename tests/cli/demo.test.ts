import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readout } from '../helpers/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'readout-demo-'));
const statusOf = async (question: string, env: NodeJS.ProcessEnv) =>
  (JSON.parse((await readout(['ask', '--json', question], '', env)).stdout) as { status: string }).status;

describe('the article that ships', () => {
  it('can be asked as long as there is no other article', async () => {
    expect(await statusOf('what about INF?', { READOUT_DB: join(folder, 'none.db') })).toBe('answered');
  });

  it('is absent with READOUT_DEMO=off', async () => {
    const env = { READOUT_DB: join(folder, 'none.db'), READOUT_DEMO: 'off' };
    expect(await statusOf('what about INF?', env)).toBe('abstained');
  });

  it('is removed once an article is ingested', async () => {
    const env = { READOUT_DB: join(folder, 'one.db') };
    const file = join(folder, 'strike.txt');
    writeFileSync(
      file,
      'Dock strike ends in Kalmar\n\nDock workers in Kalmar ended a three-day strike on Monday, the union said.\n',
    );
    await readout(['ingest', file], '', env);
    expect(await statusOf('what about INF?', env)).toBe('abstained');
    expect(await statusOf('what about the dock strike in Kalmar?', env)).toBe('answered');
  });
});
