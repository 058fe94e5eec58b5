// Checks app manifests as Slack does; https://docs.slack.dev/reference/app-manifest and its constraint errors.

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const at = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), value);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The scope that each event requires, from its page at https://docs.slack.dev/reference/events. */
export const EVENT_SCOPES: Readonly<Record<string, string | null>> = {
  app_context_changed: 'assistant:write',
  app_home_opened: null,
  app_mention: 'app_mentions:read',
  app_uninstalled: null,
  'message.channels': 'channels:history',
  'message.groups': 'groups:history',
  'message.im': 'im:history',
  'message.mpim': 'mpim:history',
  tokens_revoked: null,
};

function length(value: unknown, [least, most]: readonly [number, number], what: string): string[] {
  if (value === undefined) return [];
  return typeof value === 'string' && value.length >= least && value.length <= most
    ? []
    : [`${what}: ${String(value).length} characters of ${least} to ${most}`];
}

function viewFaults(features: unknown): string[] {
  const view = at(features, 'agent_view');
  const prompts = at(view, 'suggested_prompts') ?? [];
  const sound = (one: unknown): boolean =>
    isObject(one) && [one.title, one.message].every((text) => typeof text === 'string' && text !== '');
  return [
    ...(at(features, 'assistant_view') === undefined
      ? []
      : ['assistant_view: new apps may only have agent_view']),
    ...(view === undefined ? [] : length(at(view, 'agent_description') ?? '', [1, 300], 'agent_description')),
    ...(Array.isArray(prompts) && prompts.length <= 4 && prompts.every(sound) ? [] : ['suggested_prompts']),
  ];
}

function scopeFaults(manifest: Json): string[] {
  const scopes = texts(at(manifest, 'oauth_config', 'scopes', 'bot'));
  const optional = texts(at(manifest, 'oauth_config', 'scopes', 'bot_optional'));
  const events = texts(at(manifest, 'settings', 'event_subscriptions', 'bot_events'));
  const commands = at(manifest, 'features', 'slash_commands');
  const needed = (scope: string, by: string): string[] =>
    scopes.includes(scope) ? [] : [`${by} requires ${scope}`];
  return [
    ...optional
      .filter((scope) => !scopes.includes(scope))
      .map((scope) => `${scope} is optional but not asked for`),
    ...(commands === undefined ? [] : needed('commands', 'slash_commands')),
    ...(at(manifest, 'features', 'agent_view') === undefined ? [] : needed('assistant:write', 'agent_view')),
    ...events.flatMap((event) => {
      const scope = EVENT_SCOPES[event];
      if (scope === undefined) return [`unknown event ${event}`];
      return scope === null ? [] : needed(scope, event);
    }),
  ];
}

const AUTH_TYPES = new Set(['dynamic_client_registration', 'no_auth', 'manual_auth', 'slack_identity_auth']);

/** Checks `mcp_servers`: at most 20, each with an https address of at most 500 characters. */
function mcpFaults(manifest: Json): string[] {
  const servers = manifest.mcp_servers;
  if (servers === undefined) return [];
  if (!isObject(servers) || Object.keys(servers).length > 20) return ['mcp_servers'];
  const scopes = texts(at(manifest, 'oauth_config', 'scopes', 'bot'));
  return [
    ...(scopes.includes('mcp:connect') ? [] : ['mcp_servers require mcp:connect']),
    ...Object.entries(servers).flatMap(([name, server]) => [
      ...(/^https:\/\/\S{1,492}$/.test(String(at(server, 'url'))) ? [] : [`mcp_servers.${name}.url`]),
      ...(AUTH_TYPES.has(String(at(server, 'auth_type'))) ? [] : [`mcp_servers.${name}.auth_type`]),
    ]),
  ];
}

/** Returns every reason for which Slack would refuse a new app's manifest. */
export function slackManifestFaults(manifest: unknown): string[] {
  if (!isObject(manifest)) return ['no manifest'];
  const about = at(manifest, 'display_information');
  const hasUrl = at(manifest, 'settings', 'event_subscriptions', 'request_url') !== undefined;
  const bySocket = at(manifest, 'settings', 'socket_mode_enabled') === true;
  return [
    ...length(at(about, 'name') ?? '', [1, 35], 'name'),
    ...length(at(about, 'description'), [1, 139], 'description'),
    ...length(at(about, 'long_description'), [174, 4000], 'long_description'),
    ...length(at(manifest, 'features', 'bot_user', 'display_name'), [1, 80], 'bot_user'),
    ...(hasUrl || bySocket ? [] : ['event_subscriptions require Socket Mode or a request_url']),
    ...viewFaults(at(manifest, 'features')),
    ...scopeFaults(manifest),
    ...mcpFaults(manifest),
  ];
}
