import { webApi } from '@slack/bolt';
import { createDiscordPublisher } from '../../../src/adapters/discord/discord-publisher.ts';
import { createSlackPublisher } from '../../../src/adapters/slack/slack-publisher.ts';
import { clientOptions, tenantOf } from '../../../src/adapters/slack/workspace.ts';
import type { Publisher } from '../../../src/domain/publisher.ts';
import { BOT, TEAM } from '../../fakes/slack/seen.ts';

/** The tokens that the fakes accept. */
export const TOKENS = { slack: 'xoxb-good', discord: 'good.token.here' } as const;

export interface PublisherSetting {
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
export function publishersTo({
  slack,
  discord,
  workspaces = 0,
  discordRate,
  now,
}: PublisherSetting & { readonly now: () => Date }): ReadonlyMap<string, Publisher> {
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
    ['slack', createSlackPublisher({ of: async (tenant) => known.get(tenant) ?? null, knowsAll: false })],
    [
      'discord',
      createDiscordPublisher(discordRate ? { ...toDiscord, requestsPerSecond: discordRate } : toDiscord),
    ],
  ]);
}
