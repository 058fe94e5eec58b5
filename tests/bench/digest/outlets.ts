import { webApi } from '@slack/bolt';
import { createDiscordOutlet } from '../../../src/adapters/discord/discord-publisher.ts';
import { slackOutlet } from '../../../src/adapters/slack/slack-publisher.ts';
import { clientOptions, tenantOf } from '../../../src/adapters/slack/workspace.ts';
import type { Outlet } from '../../../src/domain/publisher.ts';
import { BOT, TEAM } from '../../fakes/slack/seen.ts';

/** The tokens that the fakes accept. */
export const TOKENS = { slack: 'xoxb-good', discord: 'good.token.here' } as const;

export interface OutletSetting {
  /** Origins of the services. */
  readonly slack: string;
  readonly discord: string;
  /** The number of Slack workspaces, by `workspaceAt`; the fake's own by default. */
  readonly workspaces?: number;
  /** The client's limit of requests per second to Discord; by default Discord's own. */
  readonly discordRate?: number;
}

/** Returns the id and token of the n-th workspace. */
export const workspaceAt = (at: number) => ({ team: `T${String(at).padStart(8, '0')}`, token: `xoxb-${at}` });

/** Creates the real publishers with the real SDKs, by platform. */
export function outletsTo({
  slack,
  discord,
  workspaces = 0,
  discordRate,
  now,
}: OutletSetting & { readonly now: () => Date }): ReadonlyMap<string, Outlet> {
  const all = [
    { team: TEAM, token: TOKENS.slack },
    ...Array.from({ length: workspaces }, (_, at) => workspaceAt(at)),
  ];
  const known = new Map(
    all.map(({ team, token }) => {
      const client = new webApi.WebClient(token, clientOptions(`${slack}/api/`));
      const botId = team === TEAM ? 'BBOT' : `B${team}`;
      return [tenantOf(team), { client, teamId: team, botId, botUserId: BOT }] as const;
    }),
  );
  const toDiscord = { token: TOKENS.discord, apiUrl: `${discord}/api`, now };
  return new Map([
    ['slack', slackOutlet({ of: async (tenant) => known.get(tenant) ?? null, knowsAll: false })],
    [
      'discord',
      createDiscordOutlet(discordRate ? { ...toDiscord, requestsPerSecond: discordRate } : toDiscord),
    ],
  ]);
}
