import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMANDS } from '../../../commands/all.ts';
import { startSlack } from '../../../src/adapters/slack/start.ts';
import { shippedChat, shippedReadout } from '../../helpers/shipped.ts';
import { type Bed, slackBed } from './harness.ts';

describe('a start that fails says why in one line', () => {
  const parts = {
    chat: shippedChat(),
    readout: shippedReadout,
    commands: COMMANDS,
    log: { warn() {} },
  };
  let bed: Bed;
  beforeEach(async () => {
    bed = await slackBed();
  });
  afterEach(() => bed.stop());
  const start = (settings: object) =>
    startSlack({ botToken: 'xoxb-good', port: 0, apiUrl: bed.slack.apiUrl(), ...settings }, parts);

  it.each([
    [
      'a wrong bot token',
      { botToken: 'xoxb-no', appToken: 'xapp-1' },
      /^SLACK_BOT_TOKEN is not a valid token/,
    ],
    ['a wrong app token', { appToken: 'xapp-wrong' }, /^SLACK_APP_TOKEN is not valid/],
    ['nobody there', { apiUrl: 'http://127.0.0.1:9/api/', appToken: 'xapp-1' }, /^Slack cannot be reached/],
  ])('%s', async (_what, settings, line) => {
    await expect(start(settings)).rejects.toThrow(line);
  });

  it('but not for a fault that passes', async () => {
    bed.slack.failNext('auth.test', { retryAfter: 3 });
    bed.slack.failNext('auth.test', { status: 500 });
    await bed.restart();
    expect(bed.waits).toEqual([3000, 1000]);
  });

  it('says which scopes it was not given', async () => {
    bed.slack.tokens.ofTeam('T1')!.scopes = new Set(['chat:write', 'commands']);
    await bed.restart();
    expect(bed.logged[0]!.message).toMatch(
      /^The app lacks the scopes app_mentions:read, .*im:history\. Add them/,
    );
  });

  it('a revoked token, a port in use', async () => {
    const port = bed.bot().port!;
    await expect(start({ signingSecret: 's', port })).rejects.toThrow(
      `Port ${port} is taken. Set SLACK_PORT`,
    );
    bed.slack.revoke('account_inactive');
    await expect(start({ appToken: 'xapp-1' })).rejects.toThrow(/^The app was removed from the workspace/);
  });
});
