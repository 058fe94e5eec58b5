import type { Command } from '../../chat/commands/command-spec.ts';

/** Every scope and what it is for; docs/slack.md says the same to people. */
export const SCOPES: Readonly<Record<string, string>> = {
  'app_mentions:read': 'hear a mention',
  'assistant:write': 'title and suggested prompts in the assistant pane',
  'channels:history': 'hear follow-ups in public channels, and look whether a digest was posted already',
  'channels:read': 'who made a public channel and so may change its digest, and whether it was invited there',
  'chat:write': 'answer, post digests',
  commands: 'slash commands and the message shortcut',
  'groups:history': 'the same in private channels it was invited to',
  'groups:read': 'the same of private channels it was invited to',
  'im:history': 'hear direct messages, and look whether a digest was posted there already',
  'users:read': 'who is a workspace admin, and a person’s time zone',
};

export const EVENTS = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'assistant_thread_started',
  'message.channels',
  'message.groups',
  'message.im',
  'tokens_revoked',
];

/** The app manifest as Slack takes it. `url` is where signed HTTP deliveries go; without it, Socket Mode. */
export function slackManifest(commands: readonly Command[], url: string | null): object {
  const base = url?.replace(/\/$/, '');
  const request = base ? { url: `${base}/slack/events` } : {};
  const endpoint = base ? { request_url: `${base}/slack/events` } : {};
  const redirects = base ? { redirect_urls: [`${base}/slack/oauth_redirect`] } : {};
  const others = commands.filter(({ name }) => name !== 'brief').map(({ name }) => name);
  const brief = commands.find(({ name }) => name === 'brief')!;
  return {
    display_information: {
      name: 'Readout',
      description: 'Short, sourced answers from news articles',
      background_color: '#14506d',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      assistant_view: {
        assistant_description: 'Asks news articles and shows the sentence behind every answer',
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
          usage_hint: `what about INF? | ${others.join(' | ')}`,
          should_escape: true,
          ...request,
        },
      ],
    },
    oauth_config: { ...redirects, scopes: { bot: Object.keys(SCOPES) } },
    settings: {
      event_subscriptions: { bot_events: EVENTS, ...endpoint },
      interactivity: { is_enabled: true, ...endpoint },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
  };
}
