import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifestLink, withSettings } from '../../src/cli/init.ts';
import { startFakeDiscord } from '../fakes/discord/discord.ts';
import { startFakeSlack } from '../fakes/slack/slack.ts';
import { readout } from '../helpers/cli.ts';

type Fake<T extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>;
let slack: Fake<typeof startFakeSlack>;
let discord: Fake<typeof startFakeDiscord>;
const folder = mkdtempSync(join(tmpdir(), 'readout-init-'));

beforeAll(async () => {
  slack = await startFakeSlack();
  discord = await startFakeDiscord();
});
afterAll(async () => {
  await slack.stop();
  await discord.stop();
});

async function init(name: string, answers: readonly string[], more: NodeJS.ProcessEnv = {}) {
  const file = join(folder, name);
  const env = {
    READOUT_DB: join(folder, 'none.db'),
    SLACK_API_URL: slack.apiUrl(),
    DISCORD_API_URL: discord.apiUrl(),
    ...more,
  };
  const flag = relative(process.cwd(), file);
  const { code, stdout } = await readout(['init', '--file', flag], `${answers.join('\n')}\n`, env);
  return { code, stdout, text: readFileSync(file, 'utf8'), mode: statSync(file).mode & 0o777 };
}

describe('readout init', () => {
  it('writes the tokens of both chats to a file that only the owner can read, and finds them valid', async () => {
    const answers = ['y', 'xoxb-good', 'xapp-1', 'y', 'good.token.here'];
    const { stdout, text, mode } = await init('both.env', answers);
    expect(text).toBe('SLACK_BOT_TOKEN=xoxb-good\nSLACK_APP_TOKEN=xapp-1\nDISCORD_TOKEN=good.token.here\n');
    expect(mode).toBe(0o600);
    expect(stdout).toContain('https://api.slack.com/apps?new_app=1&manifest_json=');
    expect(stdout).toMatch(/✓ Slack/i);
    expect(stdout).toMatch(/readout start/);
  });

  it('asks again for what cannot be a token, and says what one looks like', async () => {
    const { stdout, text } = await init('again.env', ['y', 'xapp-1', 'xoxb-good', 'xapp-1', 'n']);
    expect(stdout).toContain('SLACK_BOT_TOKEN must begin with xoxb-');
    expect(text).toContain('SLACK_BOT_TOKEN=xoxb-good');
  });

  it('needs no token at all', async () => {
    const { code, text } = await init('none.env', ['', '']);
    expect([code, text]).toEqual([0, '\n']);
  });

  it('says how to start what it was started from: a checkout, npx or the installed package', async () => {
    const last = async (env: NodeJS.ProcessEnv) =>
      (await init('start.env', ['', ''], env)).stdout.trim().split('\n').at(-1);
    expect(await last({ npm_lifecycle_event: 'readout' })).toBe('Now run: npm start');
    expect(await last({ npm_lifecycle_event: 'npx' })).toBe('Now run: npx readout start');
    expect(await last({})).toBe('Now run: readout start');
  });

  it('ends without a fault if its input ends early', async () => {
    expect((await init('early.env', ['y'])).text).toBe('\n');
  });

  it('keeps the existing settings of the file', async () => {
    writeFileSync(join(folder, 'kept.env'), '# mine\nPORT=4000\nDISCORD_TOKEN=old\n');
    const { text } = await init('kept.env', ['n', 'y', 'good.token.here']);
    expect(text).toBe('# mine\nPORT=4000\nDISCORD_TOKEN=good.token.here\n');
  });
});

describe('the settings file', () => {
  it.each([
    ['', 'A=1\n'],
    ['A=\n', 'A=1\n'],
    ['# A=0\nB=2', '# A=0\nB=2\nA=1\n'],
    ['A=0\nB=2\n\n', 'A=1\nB=2\n'],
  ])('%j with A=1 is %j', (before, after) => {
    expect(withSettings(before, new Map([['A', '1']]))).toBe(after);
  });

  it('is linked to a manifest that Slack can read back', () => {
    const json = new URL(manifestLink()).searchParams.get('manifest_json')!;
    expect(JSON.parse(json)).toHaveProperty('display_information.name', 'Readout');
  });
});
