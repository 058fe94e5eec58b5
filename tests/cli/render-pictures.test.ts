import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyFolder } from '../helpers/bot.ts';
import { readout } from '../helpers/cli.ts';
import { HARBOUR, HARBOUR_PICTURE, HARBOUR_TITLE } from '../helpers/harbour.ts';
import { pageOf } from '../ingest/server.ts';

it('readout render prints the picture of a stored article for both chats, unless pictures are off', async () => {
  const folder = emptyFolder();
  const env = { READOUT_DB: join(folder, 'readout.db'), READOUT_DEMO: 'off', READOUT_INDEX: 'off' };
  const file = join(folder, 'harbour.html');
  writeFileSync(
    file,
    pageOf(HARBOUR_TITLE, HARBOUR, `<meta name="twitter:image" content="${HARBOUR_PICTURE}">`),
  );
  expect((await readout(['ingest', file], '', env)).code).toBe(0);
  for (const to of ['slack', 'discord']) {
    const rendered = async (more: NodeJS.ProcessEnv) =>
      (await readout(['render', 'what did the strike cost?', '--to', to], '', { ...env, ...more })).stdout;
    expect(await rendered({})).toContain(HARBOUR_PICTURE);
    const without = await rendered({ READOUT_PICTURES: 'off' });
    expect(without).toContain(HARBOUR_TITLE);
    expect(without).not.toContain(HARBOUR_PICTURE);
  }
  rmSync(folder, { recursive: true });
});
