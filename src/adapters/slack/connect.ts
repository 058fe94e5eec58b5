import type { Config } from '../../config.ts';
import type { Store } from '../../storage/database.ts';
import { readKeys } from '../../storage/secrets.ts';
import type { SlackParts } from './listener-parts.ts';
import type { Connection } from './start.ts';

/**
 * The storage that a Slack connection needs: the tokens of several workspaces and the ids of deliveries already seen.
 */
interface Kept {
  readonly store: Store;
  readonly firstSeen: (id: string) => Promise<boolean>;
  /** The environment with READOUT_KEY, which encrypts the tokens. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Connects Slack as configured. Returns null if no Slack setting is given. Throws an OperatorError that names a wrong
 * variable.
 */
export async function connectSlack(
  config: Config,
  parts: SlackParts,
  { store, firstSeen, env }: Kept,
): Promise<(Connection & { readonly says: string }) | null> {
  const { SLACK_BOT_TOKEN: botToken, SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret } = config;
  if (!botToken && !clientId) return null;
  const oauth =
    clientId && clientSecret
      ? { clientId, clientSecret, firstSeen, db: store.db, now: store.now, keys: readKeys(env) }
      : undefined;
  // Import the SDK only when it is used: it takes longer to load than everything else.
  const { startSlack } = await import('./start.ts');
  const slack = await startSlack(
    {
      botToken,
      oauth,
      appToken: config.SLACK_APP_TOKEN,
      signingSecret: config.SLACK_SIGNING_SECRET,
      port: config.SLACK_PORT,
      apiUrl: config.SLACK_API_URL,
      sources: config.READOUT_SOURCES,
    },
    parts,
  );
  const how = config.SLACK_APP_TOKEN ? 'Socket Mode' : `signed HTTP at port ${slack.port}, /slack/events`;
  const install = oauth ? ` Workspaces install it at port ${slack.port}, /slack/install.` : '';
  return { ...slack, says: `Slack:   on, ${how}.${install}` };
}
