import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctorVerb } from '../../src/cli/doctor.ts';
import { startFakeDiscord } from '../fakes/discord/discord.ts';
import { startFakeSlack } from '../fakes/slack/slack.ts';

let slack: Awaited<ReturnType<typeof startFakeSlack>>;
let discord: Awaited<ReturnType<typeof startFakeDiscord>>;
beforeAll(async () => {
  slack = await startFakeSlack();
  discord = await startFakeDiscord();
});
afterAll(async () => {
  await slack.stop();
  await discord.stop();
});

const READOUT_DB = join(mkdtempSync(join(tmpdir(), 'readout-doctor-')), 'readout.db');

async function doctor(env: NodeJS.ProcessEnv) {
  const stdout = new PassThrough();
  const verb = doctorVerb({ slackApi: slack.apiUrl(), discordApi: discord.apiUrl() });
  const code = await verb.run([], {
    stdin: Readable.from([]),
    stdout,
    stderr: new PassThrough(),
    env: { READOUT_DB, ...env },
  });
  stdout.end();
  return { code, said: await text(stdout) };
}

describe('readout doctor', () => {
  it('finds all well where nothing is connected, and says how to connect', async () => {
    const { code, said } = await doctor({});
    expect(code).toBe(0);
    expect(said).toMatch(
      /✓ database: sqlite.*· slack: not connected; docs\/slack\.md.*· discord: .*All well\./s,
    );
  });

  it('checks tokens and the server against the live services', async () => {
    const { code, said } = await doctor({
      SLACK_BOT_TOKEN: 'xoxb-good',
      SLACK_APP_TOKEN: 'xapp-1',
      DISCORD_TOKEN: 'good.token.here',
      DISCORD_GUILD_ID: discord.GUILD,
    });
    expect(code).toBe(0);
    expect(said).toMatch(/✓ slack token.*✓ slack socket: opens.*✓ discord token.*✓ discord server/s);
  });

  it.each([
    [
      { SLACK_BOT_TOKEN: 'xoxb-bad', SLACK_APP_TOKEN: 'xapp-1' },
      /✗ slack token: SLACK_BOT_TOKEN is not a valid token/,
    ],
    [{ DISCORD_TOKEN: 'bad' }, /✗ discord token: DISCORD_TOKEN is not valid/],
    [
      { DISCORD_TOKEN: 'good.token.here', DISCORD_GUILD_ID: '12345678901234567' },
      /✗ discord server: The bot is not in the server DISCORD_GUILD_ID/,
    ],
    [{ READOUT_DB: '/nowhere/at/all.db' }, /✗ database: .*READOUT_DB/],
    [{ PORT: 'x' }, /✗ settings: PORT/],
  ])('names what to fix: %o', async (env, message) => {
    const { code, said } = await doctor(env);
    expect(code).toBe(1);
    expect(said).toMatch(message);
    expect(said).toContain('1 to fix, from the top.');
  });
});
