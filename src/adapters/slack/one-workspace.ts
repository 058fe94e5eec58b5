import { type AppOptions, webApi } from '@slack/bolt';
import { clientOptions, tenantOf, type Workspaces } from './workspace.ts';

/** The workspace whose token is a setting. Asks Slack once who the bot is; rejects with what Slack says. */
export async function oneWorkspace(
  botToken: string,
  apiUrl: string | undefined,
): Promise<{ readonly workspaces: Workspaces; readonly authorize: NonNullable<AppOptions['authorize']> }> {
  const client = new webApi.WebClient(botToken, clientOptions(apiUrl));
  const me = await client.auth.test();
  const home = {
    client,
    teamId: me.team_id ?? '',
    botId: me.bot_id ?? '',
    botUserId: me.user_id ?? '',
  };
  return {
    workspaces: {
      knowsAll: false,
      of: async (tenant) => (tenant === tenantOf(home.teamId) ? home : null),
    },
    // Whatever another workspace's delivery asks for, it asks as that workspace, which has nothing here.
    authorize: async ({ teamId }) => ({
      botToken,
      botId: home.botId,
      botUserId: home.botUserId,
      teamId: teamId ?? home.teamId,
    }),
  };
}
