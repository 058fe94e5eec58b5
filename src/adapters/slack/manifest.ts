import type { Command } from '../../chat/commands/command-spec.ts';

/** Every scope with its purpose. docs/slack.md has the same list for people. */
export const SCOPES: Readonly<Record<string, string>> = {
  'app_mentions:read': 'hear a mention',
  'assistant:write': 'suggested questions, status lines and titles in the Messages tab',
  'channels:history': 'hear follow-ups in public channels, and look whether a digest was posted already',
  'channels:read': 'who made a public channel and so may change its digest, and whether it was invited there',
  'chat:write': 'answer, post digests',
  commands: 'slash commands and the message shortcut',
  'files:read': 'read a file that somebody drops into a message to the bot or adds as a source',
  'groups:history': 'the same in private channels it was invited to',
  'groups:read': 'the same of private channels it was invited to',
  'im:history': 'hear direct messages, and look whether a digest was posted there already',
  'mpim:history': 'the same in group direct messages it was added to',
  'mpim:read': 'the same of group direct messages it was added to',
  'reactions:write': 'answer thanks by a reaction in place of a message',
  'users:read': 'who is a workspace admin, and a person’s time zone',
};

/**
 * Scopes that an installing person may decline. Only the features that need them are then missing.
 * https://docs.slack.dev/changelog/2026/03/16/optional-scopes
 */
export const OPTIONAL_SCOPES: readonly string[] = [
  'files:read',
  'groups:history',
  'groups:read',
  'mpim:history',
  'mpim:read',
  'reactions:write',
  'users:read',
];

/** Returns the required scopes that were not granted. */
export const missingScopes = (granted: readonly string[]): string[] =>
  Object.keys(SCOPES).filter((scope) => !OPTIONAL_SCOPES.includes(scope) && !granted.includes(scope));

export const EVENTS = [
  'app_context_changed',
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'tokens_revoked',
];

const LONG_DESCRIPTION =
  'Ask what the news says and get a short card. Every line leads to the sentence it rests on and to who said it. Contradictions stand side by side, and what the articles do not say is said to be missing. Follow pages and feeds, and have what is new posted to a channel every morning.';

/**
 * The default suggested questions. Those about the workspace's own news replace them when somebody opens the Messages
 * tab.
 */
const PROMPTS = [
  { title: 'What is new?', message: 'catchup' },
  { title: 'What can I ask about?', message: 'topics' },
  { title: 'Where do answers come from?', message: 'sources' },
  { title: 'How does this work?', message: 'help' },
];

/** The scope by which Slackbot may use an app's MCP server. */
const MCP_SCOPE = 'mcp:connect';

/** Formats a command for Slack, whose only slash command is `/brief`: the others are its subcommands. */
export const slackCommand = (command: string): string =>
  command.startsWith('brief') ? `/${command}` : `/brief ${command}`;

/**
 * Builds the app manifest. `url` is the address for signed HTTP deliveries; without it the app uses Socket Mode.
 * `mcpUrl` is the MCP endpoint that Slackbot may use; without it there is none.
 */
export function slackManifest(
  commands: readonly Command[],
  url: string | null,
  mcpUrl: string | null = null,
): object {
  const base = url?.replace(/\/$/, '');
  const request = base ? { url: `${base}/slack/events` } : {};
  const endpoint = base ? { request_url: `${base}/slack/events` } : {};
  const redirects = base ? { redirect_urls: [`${base}/slack/oauth_redirect`] } : {};
  const others = commands.filter(({ name }) => name !== 'brief').map(({ name }) => name);
  const brief = commands.find(({ name }) => name === 'brief')!;
  const scopes = [...Object.keys(SCOPES), ...(mcpUrl === null ? [] : [MCP_SCOPE])];
  return {
    display_information: {
      name: 'Readout',
      description: 'Short, sourced answers from news articles',
      long_description: LONG_DESCRIPTION,
      background_color: '#14506d',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      agent_view: {
        agent_description: 'Asks news articles and shows the sentence behind every answer.',
        suggested_prompts: PROMPTS,
      },
      bot_user: { display_name: 'Readout', always_online: true },
      shortcuts: [
        {
          name: 'Brief me on this',
          type: 'message',
          callback_id: 'brief_message',
          description: 'Ask with this message’s text',
        },
      ],
      slash_commands: [
        {
          command: '/brief',
          description: brief.description,
          usage_hint: `a question or a link | ${others.join(' | ')}`,
          should_escape: true,
          ...request,
        },
      ],
    },
    oauth_config: { ...redirects, scopes: { bot: scopes, bot_optional: OPTIONAL_SCOPES } },
    settings: {
      event_subscriptions: { bot_events: EVENTS, ...endpoint },
      interactivity: { is_enabled: true, ...endpoint },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
    ...(mcpUrl === null
      ? {}
      : { mcp_servers: { readout: { url: mcpUrl, auth_type: 'slack_identity_auth' } } }),
  };
}

/** Builds a link to Slack's page for a new app with the manifest filled in. */
export const newAppLink = (manifest: object): string =>
  `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifest))}`;
