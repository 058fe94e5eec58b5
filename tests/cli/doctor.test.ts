import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../commands/all.ts';
import { registrationJson } from '../../src/adapters/discord/command-registration.ts';
import { SCOPES } from '../../src/adapters/slack/manifest.ts';
import { saveSubscription } from '../../src/digest/store/subscriptions.ts';
import { saveInstallation } from '../../src/storage/installations.ts';
import { openStore } from '../../src/storage/open.ts';
import { readKeys } from '../../src/storage/secrets.ts';
import { startFakeDiscord } from '../fakes/discord/discord.ts';
import { type ProxiedResponse, startProxy } from '../fakes/proxy.ts';
import { startFakeSlack } from '../fakes/slack/slack.ts';
import { readout } from '../helpers/cli.ts';

type Fake<T extends (...args: never[]) => Promise<unknown>> = Awaited<ReturnType<T>>;
let slack: Fake<typeof startFakeSlack>;
let discord: Fake<typeof startFakeDiscord>;
let toSlack: Fake<typeof startProxy>;
let toDiscord: Fake<typeof startProxy>;
const folder = mkdtempSync(join(tmpdir(), 'readout-doctor-'));
const KEY = Buffer.alloc(32, 1).toString('base64');

beforeAll(async () => {
  slack = await startFakeSlack();
  discord = await startFakeDiscord();
  toSlack = await startProxy(slack.apiUrl());
  toDiscord = await startProxy(discord.apiUrl());
  const store = await openStore({ path: join(folder, 'kept.db'), now: () => new Date() });
  const keys = readKeys({ READOUT_KEY: KEY });
  await saveInstallation(store.db, 'slack:T1', keys, { platform: 'slack', secret: {} }, new Date());
  const digest = {
    localTime: '09:00',
    zone: 'Europe/Berlin',
    topics: [],
    quiet: 'line',
    createdBy: 'U1',
  } as const;
  await saveSubscription(store.db, 'slack:T1', { ...digest, id: 'd1', channel: 'C1' }, new Date());
  await store.close();
});
afterAll(async () => {
  for (const one of [toSlack, toDiscord, slack, discord]) await one.stop();
});
afterEach(() => {
  toSlack.reset();
  toDiscord.reset();
});

const SLACK = { SLACK_BOT_TOKEN: 'xoxb-good', SLACK_APP_TOKEN: 'xapp-1' };
const DISCORD = { DISCORD_TOKEN: 'good.token.here' };
const doctor = async (env: NodeJS.ProcessEnv, args: readonly string[] = []) => {
  const addresses = { SLACK_API_URL: toSlack.url, DISCORD_API_URL: toDiscord.url };
  const { code, stdout } = await readout(['doctor', ...args], '', {
    READOUT_DB: join(folder, 'none.db'),
    ...addresses,
    ...env,
  });
  return { code, said: stdout };
};
/** Changes a field of every JSON answer to requests that match. */
const answering = (fields: Record<string, unknown>) => (passed: ProxiedResponse) => {
  passed.body = JSON.stringify({ ...(JSON.parse(passed.body) as object), ...fields });
};

describe('readout doctor', () => {
  it('reports no fault if nothing is connected, creates nothing, and says how to connect', async () => {
    const { code, said } = await doctor({});
    expect(code).toBe(0);
    expect(said).toMatch(/· database: .*none\.db is made at the first start/);
    expect(said).toMatch(/· slack: not connected; docs\/slack\.md.*· discord: .*All well\./s);
    expect((await doctor({})).said).toContain('is made at the first start');
  });

  it('checks tokens, scopes, intents, commands, the server, the database and the clock', async () => {
    discord.setRates(null);
    const { code, said } = await doctor({
      ...SLACK,
      ...DISCORD,
      DISCORD_GUILD_ID: discord.GUILD,
      READOUT_DB: join(folder, 'kept.db'),
      READOUT_KEY: KEY,
    });
    expect(said.split('\n').map((line) => line.replace(/:.*/, ''))).toEqual([
      ...['✓ settings', '✓ library', '✓ database', '✓ key', '✓ digests', '· model'],
      ...['✓ slack token', '✓ slack scopes', '✓ clock', '✓ slack socket'],
      ...[
        '✓ discord token',
        '✓ discord intents',
        '✓ discord gateway',
        '✓ discord server',
        '· discord commands',
      ],
      ...['All well.', ''],
    ]);
    expect(said).toContain('READOUT_KEY opens the token of 1 workspace');
    expect(said).toContain(`all ${Object.keys(SCOPES).length} are there`);
    expect(code).toBe(0);
  });

  it('says that the commands are registered, or that they are another version’s', async () => {
    const path = /applications\/\d+\/commands/;
    const all = registrationJson(COMMANDS);
    toDiscord.change(path, (passed) => {
      passed.body = JSON.stringify(all);
    });
    expect((await doctor(DISCORD)).said).toContain(
      `✓ discord commands: ${all.length} registered, everywhere`,
    );
    toDiscord.change(path, (passed) => {
      passed.body = JSON.stringify(all.slice(1));
    });
    expect((await doctor(DISCORD)).said).toContain('· discord commands: registered by another version');
  });

  it.each([
    [
      { ...SLACK, SLACK_BOT_TOKEN: 'xoxb-bad' },
      /✗ slack token: SLACK_BOT_TOKEN is not a valid token.*OAuth & Permissions/,
    ],
    [
      { ...SLACK, SLACK_APP_TOKEN: 'xapp-bad' },
      /✗ slack socket: SLACK_APP_TOKEN was refused .*App-Level Tokens/,
    ],
    [
      { SLACK_BOT_TOKEN: 'xoxb-good', SLACK_SIGNING_SECRET: 'xoxb-mixed-up' },
      /✗ slack signing secret: SLACK_SIGNING_SECRET is not 32 hexadecimal digits.*Basic Information/,
    ],
    [{ DISCORD_TOKEN: 'bad' }, /✗ discord token: DISCORD_TOKEN is not valid.*Bot/],
    [
      { ...DISCORD, DISCORD_GUILD_ID: '12345678901234567' },
      /✗ discord server: The bot is not in the server that DISCORD_GUILD_ID/,
    ],
    [{ READOUT_DB: '/nowhere/at/all.db' }, /✗ database: READOUT_DB is to be in \/nowhere\/at/],
    [{ READOUT_DB: folder }, /✗ database: .*READOUT_DB/],
    [{ PORT: 'x' }, /✗ settings: PORT/],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, /✗ settings: SLACK_BOT_TOKEN is missing/],
    [{ READOUT_ALLOW_HOSTS: 'http://x/y z' }, /✗ hosts: READOUT_ALLOW_HOSTS holds http:\/\/x\/y, which/],
    [
      { ...DISCORD, DISCORD_API_URL: 'http://127.0.0.1:65535/api' },
      /✗ discord: It cannot be reached \(ECONNREFUSED\)/,
    ],
  ])('names what to fix: %o', async (env, message) => {
    const { code, said } = await doctor(env);
    expect(said).toMatch(message);
    expect(said).toContain('1 to fix, from the top.');
    expect(code).toBe(1);
  });

  it('reports every wrong setting at once, and names that are not settings', async () => {
    const { said } = await doctor({ PORT: 'x', LOG_LEVEL: 'loud', SLACK_BOT_TOKN: 'xoxb-1' });
    expect(said).toMatch(
      /✗ settings: PORT.*✗ settings: LOG_LEVEL.*· settings: SLACK_BOT_TOKN is no setting/s,
    );
    expect(said).toContain('2 to fix');
  });

  it('names the scopes that are missing, those that are too many, and an app token without its scope', async () => {
    toSlack.change(/auth\.test/, ({ headers }) => {
      headers['x-oauth-scopes'] = 'commands,chat:write,files:write';
    });
    toSlack.change(/connections\.open/, answering({ ok: false, error: 'missing_scope' }));
    const { said } = await doctor(SLACK);
    expect(said).toMatch(
      /✗ slack scopes: SLACK_BOT_TOKEN lacks app_mentions:read, .*OAuth & Permissions, and install/,
    );
    expect(said).toContain('✗ slack socket: SLACK_APP_TOKEN lacks connections:write.');
    toSlack.reset();
    toSlack.change(/auth\.test/, ({ headers }) => {
      headers['x-oauth-scopes'] += ',files:write';
    });
    expect((await doctor(SLACK)).said).toContain('not needed: files:write');
  });

  it('names the settings of the Discord application that need a change', async () => {
    toDiscord.change(
      /@me/,
      answering({
        flags: 1 << 19,
        interactions_endpoint_url: 'https://x.example',
        bot_require_code_grant: true,
      }),
    );
    toDiscord.change(
      /gateway\/bot/,
      answering({ session_start_limit: { remaining: 0, reset_after: 3_600_000 } }),
    );
    const { said } = await doctor(DISCORD);
    expect(said).toMatch(/· discord intents: Message Content on, which Readout does not use/);
    expect(said).toMatch(/✗ discord commands: .*Interactions Endpoint URL.*General Information/);
    expect(said).toMatch(/✗ discord install: .*Requires OAuth2 Code Grant/);
    expect(said).toMatch(/✗ discord gateway: .*DISCORD_TOKEN.*60 minutes/);
  });

  it('reports a wrong clock once, by either chat', async () => {
    const late = ({ headers }: ProxiedResponse) => {
      headers.date = new Date(Date.now() - 400_000).toUTCString();
    };
    toSlack.change(/./, late);
    toDiscord.change(/./, late);
    const { said, code } = await doctor({ ...SLACK, ...DISCORD });
    expect(said.match(/✗ clock: This machine's clock is (?:399|400|401) s fast by Slack's/g)).toHaveLength(1);
    expect(said).toContain('1 to fix');
    expect(code).toBe(1);
  });

  it('says which stored tokens cannot be decrypted, and which digests have no connected chat', async () => {
    const READOUT_DB = join(folder, 'kept.db');
    const other = Buffer.alloc(32, 2).toString('base64');
    const { said } = await doctor({ READOUT_DB, READOUT_KEY: other });
    expect(said).toMatch(/✗ key: Stored tokens were encrypted under another key than READOUT_KEY/);
    expect(said).toContain('✗ digests: 1 cannot be posted: slack is not connected. Set SLACK_BOT_TOKEN.');
    expect((await doctor({ READOUT_DB })).said).toContain('✗ key: READOUT_KEY is not set');
  });

  it('prints only JSON with --json, and never a token', async () => {
    const { said } = await doctor({ ...SLACK, ...DISCORD, SLACK_BOT_TOKEN: 'xoxb-bad' }, ['--json']);
    const findings = said
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { state: string; what: string });
    expect(findings).toContainEqual(expect.objectContaining({ state: 'fault', what: 'slack token' }));
    expect(said).not.toMatch(/xoxb-bad|xapp-1|good\.token/);
    expect((await readout(['doctor', '--wrong'])).code).toBe(2);
  });
});
