import { OperatorError } from '../../domain/errors.ts';

interface SlackFault {
  readonly code?: string;
  readonly data?: { readonly error?: string; readonly needed?: string };
  readonly statusCode?: number;
  readonly retryAfter?: number;
  readonly original?: unknown;
}

/** The fix for each of Slack's error codes. A Map, because the code comes from outside. */
const FIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    invalid_auth:
      'SLACK_BOT_TOKEN is not a valid token. Copy it again from the app’s page, OAuth & Permissions.',
    not_authed: 'SLACK_BOT_TOKEN is missing. Copy it from the app’s page, OAuth & Permissions.',
    token_revoked:
      'SLACK_BOT_TOKEN was revoked. Install the app again on its page, OAuth & Permissions, and copy the new token.',
    token_expired: 'SLACK_BOT_TOKEN has expired. Copy the new one from the app’s page, OAuth & Permissions.',
    account_inactive: 'The app was removed from the workspace. Install it again on its page, Install App.',
    channel_not_found:
      'Slack does not know the channel, or the bot is not in it. Invite it: /invite @Readout.',
    not_in_channel: 'The bot is not in the channel. Invite it: /invite @Readout.',
    is_archived: 'The channel is archived.',
    user_not_found: 'Slack does not know the person.',
    restricted_action: 'The workspace forbids the bot to post there. Ask a workspace admin.',
  }),
);

const INSTALL_AGAIN = 'Let somebody of the workspace install the app again at /slack/install.';

/** The fixes when each workspace installs the app and no token is a setting. */
const MULTI_WORKSPACE_FIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    invalid_auth: `The workspace’s token is no longer valid. ${INSTALL_AGAIN}`,
    not_authed: `The workspace’s token is missing. ${INSTALL_AGAIN}`,
    token_revoked: `The workspace’s token was revoked. ${INSTALL_AGAIN}`,
    token_expired: `The workspace’s token has expired. ${INSTALL_AGAIN}`,
    account_inactive: `The app was removed from the workspace. ${INSTALL_AGAIN}`,
  }),
);

/**
 * Describes a Slack error in one line: the setting to change and where. Contains no token or message text. `several` means
 * that each workspace has its own token.
 */
export function slackFault(error: unknown, several = false): string {
  if (error instanceof OperatorError) return error.message;
  const { data, code, statusCode, retryAfter, original } = error as SlackFault;
  const reason = data?.error;
  if (reason === 'missing_scope') return missingScopesFix([data?.needed ?? '']);
  const fix = (several ? MULTI_WORKSPACE_FIXES.get(reason ?? '') : undefined) ?? FIXES.get(reason ?? '');
  if (fix) return fix;
  // Anything that is not an error code did not come from Slack and may contain anything.
  if (reason && !/^[a-z_]{1,80}$/.test(reason)) return 'Slack’s answer could not be read.';
  if (reason?.startsWith('restricted_action')) return FIXES.get('restricted_action')!;
  if (reason) return `Slack refused: ${reason}.`;
  if (retryAfter !== undefined) return `Slack asks to wait ${retryAfter} s.`;
  if (statusCode !== undefined) return `Slack answered with HTTP ${statusCode}.`;
  // Bolt wraps the error that kept it from finding a workspace's token.
  if (code !== undefined && /authorization_error/.test(code) && original)
    return slackFault(original, several);
  if (code === 'slack_webapi_request_error') return 'Slack cannot be reached. Check the network.';
  return `Talking to Slack failed (${code ?? (error instanceof Error ? error.name : 'unknown')}).`;
}

/** Describes how to grant missing scopes. */
export function missingScopesFix(scopes: readonly string[]): string {
  const what = scopes.length === 1 ? `the scope ${scopes[0]}` : `the scopes ${scopes.join(', ')}`;
  return `The app lacks ${what}. Add ${scopes.length === 1 ? 'it' : 'them'} on the app’s page, OAuth & Permissions, and install it again.`;
}

interface Started {
  readonly port: number;
  readonly appToken?: string | undefined;
}

/** Describes in one line why the Slack side could not start: the port, the app token, or Slack's own error. */
export function startFault(cause: unknown, { port, appToken }: Started): string {
  const { code, data } = cause as SlackFault;
  if (code === 'EADDRINUSE') return `Port ${port} is taken. Set SLACK_PORT to another one.`;
  if (code === 'EACCES')
    return `Port ${port} may not be used by this user. Set SLACK_PORT to one above 1023.`;
  const isAppToken = data?.error === 'invalid_auth' || data?.error === 'not_allowed_token_type';
  return appToken && isAppToken
    ? 'SLACK_APP_TOKEN is not valid. Make one with connections:write on the app’s page: Basic Information, App-Level Tokens.'
    : slackFault(cause);
}
