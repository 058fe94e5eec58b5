import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../commands/all.ts';
import { connectSlack } from '../src/adapters/slack/connect.ts';
import { readConfig } from '../src/config.ts';
import type { Store } from '../src/storage/database.ts';
import { CLIENT } from './fakes/slack/oauth.ts';
import { type FakeSlack, startFakeSlack } from './fakes/slack/slack.ts';
import { openMemoryStore } from './helpers/new-store.ts';
import { shippedChat, shippedReadout } from './helpers/shipped.ts';

describe('Slack by its settings', () => {
  let slack: FakeSlack;
  let store: Store;
  beforeAll(async () => {
    slack = await startFakeSlack();
    store = await openMemoryStore(() => new Date());
  });
  afterAll(async () => {
    await slack.stop();
    await store.close();
  });
  const parts = {
    chat: shippedChat(),
    readout: shippedReadout,
    commands: COMMANDS,
    log: { warn() {} },
  };
  const connect = (settings: Readonly<Record<string, string>>) => {
    const env = { SLACK_PORT: '0', SLACK_API_URL: slack.apiUrl(), ...settings };
    return connectSlack(readConfig(env), parts, { store, firstSeen: async () => true, env });
  };
  const client = { SLACK_CLIENT_ID: CLIENT.id, SLACK_CLIENT_SECRET: CLIENT.secret };
  const READOUT_KEY = Buffer.alloc(32, 7).toString('base64');

  it('stays off if the settings do not mention it', async () => {
    expect(await connect({})).toBeNull();
  });

  it.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-good', SLACK_APP_TOKEN: 'xapp-1' }, /^Slack: {3}on, Socket Mode\.$/],
    [
      { SLACK_BOT_TOKEN: 'xoxb-good', SLACK_SIGNING_SECRET: 's' },
      /on, signed HTTP at port \d+, \/slack\/events\.$/,
    ],
    [
      { ...client, READOUT_KEY, SLACK_APP_TOKEN: 'xapp-1' },
      /Socket Mode\. .* at port \d+, \/slack\/install\.$/,
    ],
    [{ ...client, READOUT_KEY, SLACK_SIGNING_SECRET: 's' }, /signed HTTP .* \/slack\/install\.$/],
  ])('connects and says how: %o', async (settings, says) => {
    const connected = await connect(settings);
    expect(connected!.says).toMatch(says);
    expect(connected!.state().state).toBe('connected');
    await connected!.stop();
  });

  it('names the key that seals tokens where it is missing or wrong', async () => {
    const several = { ...client, SLACK_SIGNING_SECRET: 's' };
    await expect(connect(several)).rejects.toThrow(/^READOUT_KEY is not set/);
    await expect(connect({ ...several, READOUT_KEY: 'short' })).rejects.toThrow(
      /^READOUT_KEY must be 32 bytes/,
    );
  });
});
