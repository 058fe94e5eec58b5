import { type AppOptions, webApi } from '@slack/bolt';
import { OperatorError } from '../../domain/errors.ts';
import { missingScopes } from './manifest.ts';
import { retryIdempotent, type Wait } from './post-outcome.ts';
import { clientOptions, tenantOf, type Workspaces } from './workspace.ts';

export interface OneWorkspace {
  readonly workspaces: Workspaces;
  /** The team id that belongs to the token. */
  readonly home: string;
  readonly authorize: NonNullable<AppOptions['authorize']>;
  /** The scopes that the manifest requests and the token lacks. */
  readonly missingScopes: readonly string[];
}

/** Connects the workspace whose token is a setting. Asks Slack once who the bot is; rejects with Slack's error. */
export async function oneWorkspace(
  botToken: string,
  apiUrl: string | undefined,
  wait: Wait,
): Promise<OneWorkspace> {
  const client = new webApi.WebClient(botToken, clientOptions(apiUrl));
  const me = await retryIdempotent(() => client.auth.test(), wait);
  const home = {
    client,
    teamId: me.team_id ?? '',
    botId: me.bot_id ?? '',
    botUserId: me.user_id ?? '',
  };
  const granted = me.response_metadata?.scopes;
  return {
    missingScopes: granted ? missingScopes(granted) : [],
    home: home.teamId,
    workspaces: {
      knowsAll: false,
      of: async (tenant) => (tenant === tenantOf(home.teamId) ? home : null),
    },
    async authorize({ teamId = home.teamId }, body) {
      // Ignore events of other workspaces: the reply would be posted with the wrong token. A button of another
      // workspace is answered at its response URL and finds no data there.
      if (teamId !== home.teamId && (body as { type?: string } | undefined)?.type === 'event_callback')
        throw new OperatorError(
          'slack-elsewhere',
          'Slack delivered an event of another workspace than SLACK_BOT_TOKEN’s. For several workspaces see docs/slack.md.',
        );
      return { botToken, botId: home.botId, botUserId: home.botUserId, teamId };
    },
  };
}
