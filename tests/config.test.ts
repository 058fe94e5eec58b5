import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { readConfig, secretsOf } from '../src/config.ts';

describe('settings', () => {
  it('needs none', () => {
    expect(readConfig({})).toMatchObject({ PORT: 3000, LOG_LEVEL: 'warn' });
  });

  it('shows pictures unless they are turned off', () => {
    expect(readConfig({}).READOUT_PICTURES).toBe('on');
    expect(readConfig({ READOUT_PICTURES: 'off' }).READOUT_PICTURES).toBe('off');
  });

  it('treats an empty value as unset', () => {
    expect(readConfig({ PORT: '', SLACK_BOT_TOKEN: ' ' })).toMatchObject({ PORT: 3000 });
  });

  it.each([
    [{ PORT: 'http' }, /^PORT must be a whole number\. Set it/],
    [{ PORT: '1.5' }, /^PORT must be a whole number\. Set it/],
    [{ PORT: '70000' }, /^PORT must be 65535 or less\. Set it/],
    [{ API_RATE: '0' }, /^API_RATE must be 1 or more\. Set it/],
    [{ SLACK_BOT_TOKEN: 'abc' }, /^SLACK_BOT_TOKEN must begin with xoxb-/],
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /SLACK_APP_TOKEN .* SLACK_SIGNING_SECRET/],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, /SLACK_BOT_TOKEN is missing/],
    [{ SLACK_CLIENT_ID: '1.2' }, /SLACK_CLIENT_SECRET is missing/],
    [{ SLACK_CLIENT_SECRET: 's' }, /SLACK_CLIENT_ID is missing/],
    [{ SLACK_CLIENT_ID: 'mine', SLACK_CLIENT_SECRET: 's' }, /^SLACK_CLIENT_ID must be two numbers/],
    [{ SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 's' }, /SLACK_APP_TOKEN .* SLACK_SIGNING_SECRET/],
    [
      {
        SLACK_CLIENT_ID: '1.2',
        SLACK_CLIENT_SECRET: 's',
        SLACK_BOT_TOKEN: 'xoxb-1',
        SLACK_APP_TOKEN: 'xapp-1',
      },
      /SLACK_BOT_TOKEN serves one workspace/,
    ],
    [{ SLACK_API_URL: 'http://slack.example/api/' }, /^SLACK_API_URL must begin with https:/],
    [{ DISCORD_API_URL: 'https://discord.example' }, /^DISCORD_API_URL .* end in \/api/],
    [{ DISCORD_GUILD_ID: 'my server' }, /^DISCORD_GUILD_ID /],
    [{ READOUT_PICTURES: 'no' }, /^READOUT_PICTURES must be one of on, off\. Set it/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of fatal, error, warn/],
  ])('names the variable that is wrong: %o', (env, message) => {
    expect(() => readConfig(env)).toThrow(message);
  });

  it('accepts .env.example as it stands', () => {
    const example = parse(readFileSync(join(import.meta.dirname, '../.env.example')));
    expect(() => readConfig(example)).not.toThrow();
  });

  it('knows which values must never be written', () => {
    const env = {
      SLACK_BOT_TOKEN: 'xoxb-1',
      READOUT_KEY: 'k',
      DATABASE_URL: 'postgres://a:b@c/d',
      PORT: '3000',
    };
    expect(secretsOf(env)).toEqual(['xoxb-1', 'k', 'postgres://a:b@c/d']);
  });
});
