import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SourceRights, slackLookups } from '../../../src/adapters/slack/user-info.ts';
import { clientOptions } from '../../../src/adapters/slack/workspace.ts';
import { type FakeSlack, startFakeSlack } from '../../fakes/slack/slack.ts';

describe('who may manage a channel, and in which zone a person lives', () => {
  let slack: FakeSlack;
  let at = 0;
  const faults: unknown[] = [];
  const lookups = (sources?: SourceRights) => {
    const client = new webApi.WebClient('xoxb-good', clientOptions(slack.apiUrl()));
    const home = { client, teamId: 'T1', botId: 'BBOT', botUserId: slack.BOT };
    return slackLookups({
      workspaces: { of: async (tenant) => (tenant === 'slack:T1' ? home : null), knowsAll: true },
      now: () => at,
      wait: async () => {},
      sources,
      onFault: (error) => void faults.push(error),
    });
  };
  beforeEach(async () => {
    faults.length = 0;
    slack = await startFakeSlack();
  });
  afterEach(() => slack.stop());

  it('lets the channel’s creator, admins and owners, and anybody in a direct message; nobody else', async () => {
    slack.setChannel('C1', { creator: 'U1' });
    slack.setPerson('U2', { is_admin: true });
    slack.setPerson('U3', { is_owner: true });
    const { mayManage } = lookups();
    const may = (person: string, channel = 'C1') => mayManage('slack:T1', channel, person);
    expect(await Promise.all(['U1', 'U2', 'U3', 'U4'].map((person) => may(person)))).toEqual([
      ...[true, true, true, false],
    ]);
    expect(await may('U4', 'D1')).toBe(true);
    expect(await mayManage('slack:T2', 'C1', 'U1')).toBe(false);
  });

  it.each([
    ['admins', [true, true, false, false, false, false, false]],
    ['members', [true, true, true, false, false, false, false]],
  ] as const)(
    'lets %s change what the workspace reads, whoever made the channel',
    async (sources, expected) => {
      const people = {
        U1: { is_admin: true, team_id: 'T1' },
        U2: { is_owner: true },
        U3: {},
        U4: { is_restricted: true },
        U5: { is_ultra_restricted: true, is_restricted: true },
        // An admin at home, and a person of another workspace in a shared channel.
        U6: { is_admin: true, team_id: 'T9' },
        U7: { is_stranger: true, is_admin: true },
      };
      for (const [id, is] of Object.entries(people)) slack.setPerson(id, is);
      const { mayManageSources } = lookups(sources);
      const may = Object.keys(people).map((person) => mayManageSources('slack:T1', person));
      expect(await Promise.all(may)).toEqual(expected);
      for (let times = 0; times < 3; times++) slack.failNext('users.info', { status: 500 });
      expect(await mayManageSources('slack:T1', 'U8')).toBe(false);
    },
  );

  it('does not treat an admin of another workspace as one of this workspace', async () => {
    slack.setChannel('C1', { creator: 'U1' });
    slack.setPerson('U6', { is_admin: true, team_id: 'T9' });
    expect(await lookups().mayManage('slack:T1', 'C1', 'U6')).toBe(false);
  });

  it('tells the zone, asks once a minute at most, and sees a change after it', async () => {
    slack.setPerson('U1', { tz: 'America/New_York' });
    const { zoneOf, mayManage } = lookups();
    expect(await zoneOf('slack:T1', 'U1')).toBe('America/New_York');
    slack.setPerson('U1', { tz: 'Asia/Tokyo', is_admin: true });
    expect(await zoneOf('slack:T1', 'U1')).toBe('America/New_York');
    at += 61_000;
    expect(await mayManage('slack:T1', 'C1', 'U1')).toBe(true);
    expect(await zoneOf('slack:T1', 'U1')).toBe('Asia/Tokyo');
    expect(slack.calls.filter((name) => name === 'users.info')).toHaveLength(2);
  });

  it('knows the channels to which it was not invited', async () => {
    slack.setChannel('C1', { refuses: 'not_in_channel' });
    slack.setChannel('C2', { refuses: 'channel_not_found', private: true });
    slack.failNext('conversations.info', { error: 'missing_scope' });
    const { outOfReach } = lookups();
    const reach = (channel: string) => outOfReach('slack:T1', channel);
    expect(await reach('C3')).toBeNull();
    expect(await reach('C1')).toContain('/invite @Readout');
    expect(await reach('C2')).toContain('/invite @Readout');
    expect([await reach('C4'), await reach('D1')]).toEqual([null, null]);
  });

  it('allows nobody if Slack does not answer, and asks again the next time', async () => {
    slack.setChannel('C1', { creator: 'U1' });
    slack.failNext('users.info', { status: 500 });
    for (let times = 0; times < 3; times++) slack.failNext('conversations.info', { status: 500 });
    const { mayManage, zoneOf } = lookups();
    expect(await mayManage('slack:T1', 'C1', 'U1')).toBe(false);
    expect(faults).toHaveLength(1);
    expect(await mayManage('slack:T1', 'C1', 'U1')).toBe(true);
    slack.failNext('users.info', { error: 'user_not_found' });
    expect(await zoneOf('slack:T1', 'U9')).toBeUndefined();
  });
});
